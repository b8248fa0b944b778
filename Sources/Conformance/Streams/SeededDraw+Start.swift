internal import Claims
internal import Initializers

extension SeededDraw {
    /// The stream after its seed was set.
    ///
    /// - Throws: `ClaimError.invalidArgument` for a seed that the framework does not take.
    func start() throws(ClaimError) -> any WeightStream {
        switch stream {
        case .torch: PyTorch.Generator(manualSeed: seed)
        case .torchScalar: PyTorch.Generator(manualSeed: seed, build: .scalar)
        case .jax: JAX.Key(seed)
        case .jaxOriginal: JAX.Key(seed, layout: .original)
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
    ) throws -> [Scalar] {
        var source = try start(at: position)
        return try [Scalar](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            try source.draw(into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]), law: law)
            initializedCount = count
        }
    }

    // MARK: - Implementation

    private var kerasNumPy: Keras.NumPyStream {
        get throws(ClaimError) {
            let whole = try whole
            do throws(InitializerError) {
                return try Keras.NumPyStream(seed: (whole, 0))
            } catch {
                throw refusal("\(error)")
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
        .invalidArgument(scheme: stream.rawValue, argument: "seed", found: "\(seed)", expected: expected)
    }
}
