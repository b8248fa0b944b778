internal import Claims
internal import Initializers

extension SeededDraw {
    /// The stream after its seed was set.
    ///
    /// - Throws: `ClaimError.invalidArgument` for a seed that the framework does not take.
    ///
    /// - Parameter isDouble: whether doubles are drawn: JAX has them only in a mode that counts 64 bits of the seed.
    func start(isDouble: Bool = false) throws(ClaimError) -> any WeightStream {
        switch stream {
        case .torch: PyTorch.Generator(manualSeed: seed)
        case .torchScalar: PyTorch.Generator(manualSeed: seed, build: .scalar)
        case .jax: JAX.Key(seed, x64: isDouble)
        case .jaxOriginal: JAX.Key(seed, layout: .original, x64: isDouble)
        case .mlx: MLX.Generator(seed: seed)
        case .tensorflow: TensorFlow.StatelessStream(seed: try whole)
        case .tensorflow1: TensorFlow.Generator(opSeed: try whole)
        case .numpy: NumPy.Generator(seed: seed)
        case .numpyLegacy: NumPy.RandomState(seed: try word)
        case .kerasTensorFlow: Keras.TensorFlowStream(seed: try whole)
        case .kerasJAX: Keras.JAXStream(seed: (try whole, 0))
        case .kerasTorch: Keras.PyTorchStream(seed: (try whole, 0))
        case .kerasNumPy: try kerasNumPy
        case .caffe: Caffe.Generator(seed: try word)
        }
    }

    /// Draws the values of a tensor that begins at a position of the stream.
    func draw<Scalar: WeightScalar>(
        _ law: StreamLaw,
        count: Int,
        as type: Scalar.Type,
        at position: StreamPosition
    ) throws -> (values: [Scalar], end: Int?) {
        var source = try start(at: position, isDouble: Scalar.self == Double.self)
        let values = try [Scalar](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            try source.draw(into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]), law: law)
            initializedCount = count
        }
        if let generator = source as? PyTorch.Generator { return (values, generator.position) }
        // NumPy's uniform doubles take two words each.
        if case .uniform = law, stream.goesOn { return (values, position.words + 2 * count) }
        return (values, nil)
    }

    // MARK: - Implementation

    private var kerasNumPy: Keras.NumPyStream {
        get throws(ClaimError) {
            let word = try word
            do throws(InitializerError) {
                return try Keras.NumPyStream(seed: (Int(word), 0))
            } catch {
                throw refusal("0 to \(UInt32.max)")
            }
        }
    }

    /// The seed as a signed number.
    private var whole: Int {
        get throws(ClaimError) {
            guard let whole = Int(exactly: seed) else { throw refusal("0 to \(Int.max)") }
            return whole
        }
    }

    /// The seed as a word.
    private var word: UInt32 {
        get throws(ClaimError) {
            guard let word = UInt32(exactly: seed) else { throw refusal("0 to \(UInt32.max)") }
            return word
        }
    }

    private func refusal(_ expected: String) -> ClaimError {
        .invalidArgument(scheme: "stream \(stream.rawValue)", argument: "seed", found: "\(seed)", expected: expected)
    }
}
