internal import Initializers
internal import NumberTypes

extension FrameworkStream {
    /// Whether a tensor is drawn where the one before ended, so that later tensors can be found in the stream, too.
    var goesOn: Bool {
        switch self {
        case .torch, .torchScalar, .numpy, .numpyLegacy: true
        case .jax, .jaxOriginal, .mlx, .tensorflow, .tensorflow1, .kerasTensorFlow, .kerasJAX, .kerasTorch,
            .kerasNumPy, .caffe:
            false
        }
    }

    /// The time that a word of a stream that goes on takes in a search, in units of PyTorch's: a quarter of a nanosecond.
    var wordCost: Int {
        switch self {
        case .numpyLegacy: 32
        case .numpy: 64
        default: 1
        }
    }

    /// The seeds of a range whose first tensor can begin with these values, in increasing order. Few others are among
    /// them, and never is the right one missing, but for truncated laws of TensorFlow, at one tensor in a thousand.
    func seeds(of sought: SoughtValues, in range: ClosedRange<UInt64>, limit: Int) -> [UInt64] {
        // Doubles that single precision does not hold were drawn as doubles.
        let isSingle = sought.numberType != .float64 || sought.values.allSatisfy { Double(Float($0)) == $0 }
        let single = isSingle ? seeds(of: sought, as: Float.self, in: range, limit: limit) : []
        let own: [UInt64] =
            switch sought.numberType {
            case .float64: seeds(of: sought, as: Double.self, in: range, limit: limit)
            case .bfloat16: seeds(of: sought, as: BFloat16.self, in: range, limit: limit)
            case .float16:
                #if !(os(macOS) && arch(x86_64))
                    seeds(of: sought, as: Float16.self, in: range, limit: limit)
                #else
                    []
                #endif
            default: []
            }
        // What is stored in another type was often drawn in single precision.
        return own.isEmpty ? single : Array(Set(single + own).sorted().prefix(limit))
    }

    // MARK: - Implementation

    private func seeds<Scalar: WeightScalar>(
        of sought: SoughtValues,
        as type: Scalar.Type,
        in range: ClosedRange<UInt64>,
        limit: Int
    ) -> [UInt64] {
        let (values, law, count) = (sought.values, sought.law, sought.count)
        switch self {
        case .torch, .torchScalar:
            return Self.seeds(sought.torchClues(drawn: type), limit) {
                PyTorch.Generator.seeds(in: range, matching: $0, limit: limit)
            }
        case .jax, .jaxOriginal:
            let layout: JAX.Key.Layout = self == .jax ? .partitionable : .original
            let clues = (try? JAX.Key.clues(from: values, law: law, layout: layout, as: type)) ?? []
            return JAX.Key.seeds(in: range, matching: clues, limit: limit, count: count, layout: layout, as: type)
        case .mlx:
            let clues = (try? MLX.Key.clues(from: values, law: law, as: type)) ?? []
            return MLX.Generator.seeds(in: range, matching: clues, limit: limit, count: count)
        case .tensorflow:
            return Self.seeds(
                TensorFlow.StatelessStream.alternativeClues(values, law: law, count: count, as: type),
                limit
            ) { TensorFlow.StatelessStream.seeds(in: range, matching: $0, limit: limit) }
        case .tensorflow1:
            return Self.seeds(TensorFlow.Generator.alternativeClues(values, law: law, count: count, as: type), limit) {
                TensorFlow.Generator.seeds(in: range, matching: $0, limit: limit)
            }
        case .kerasTensorFlow:
            return Self.seeds(
                Keras.TensorFlowStream.alternativeClues(values, law: law, count: count, as: type),
                limit
            ) { Keras.TensorFlowStream.seeds(in: range, matching: $0, limit: limit) }
        case .numpy:
            return NumPy.Generator.seeds(in: range, drawing: values, law: law, limit: limit)
        case .numpyLegacy:
            return NumPy.RandomState.seeds(in: range, drawing: values, law: law, limit: limit)
        case .kerasNumPy:
            return Keras.NumPyStream.seeds(in: range, drawing: values, law: law, limit: limit)
        case .kerasJAX:
            let clues = (try? Keras.JAXStream.clues(from: values, law: law, as: type)) ?? []
            return Keras.JAXStream.seeds(in: range, matching: clues, limit: limit, count: count, as: type)
        case .caffe:
            return Caffe.Generator.seeds(in: range, drawing: values, law: law, as: type, limit: limit)
        case .kerasTorch:
            return Self.seeds(sought.kerasTorchClues(drawn: type), limit) {
                PyTorch.Generator.seeds(in: range, matching: $0, limit: limit)
            }
        }
    }

    /// The seeds that fit any of several lists of clues.
    private static func seeds(
        _ alternatives: [[WordClue]],
        _ limit: Int,
        _ search: ([WordClue]) -> [UInt64]
    ) -> [UInt64] {
        var found: Set<UInt64> = []
        for clues in alternatives where !clues.isEmpty { found.formUnion(search(clues)) }
        return Array(found.sorted().prefix(limit))
    }
}
