internal import Initializers
internal import NumberTypes

/// Where in a stream a tensor begins.
struct StreamPosition: Hashable, Sendable {
    /// The number of words that were drawn before.
    var words: Int

    /// Whether its first value is the second of a pair that was drawn before, as `np.random.randn` leaves it.
    var isWithinPair = false

    /// The beginning of a stream.
    static let start = StreamPosition(words: 0)
}

extension SeededDraw {
    /// Where in a stream that goes on a tensor with these first values can begin, in increasing order.
    func positions(of sought: SoughtValues, below length: Int) -> [StreamPosition] {
        switch stream {
        case .torch, .torchScalar:
            var lists = sought.torchClues(drawn: Float.self)
            if sought.numberType == .float64 { lists += sought.torchClues(drawn: Double.self) }
            let found = lists.filter { !$0.isEmpty }.flatMap {
                PyTorch.Generator.positions(of: $0, seed: seed, in: 0..<length)
            }
            return Set(found).sorted().map { StreamPosition(words: $0) }
        case .numpy:
            let clues = NumPy.Generator.clues(sought.values, law: sought.law, count: sought.count)
            return NumPy.Generator(seed: seed).positions(in: 0...length, matching: clues, limit: Self.limit)
                .map { StreamPosition(words: $0) }
        case .numpyLegacy:
            guard let word = UInt32(exactly: seed) else { return [] }
            let state = NumPy.RandomState(seed: word)
            let clues = NumPy.RandomState.clues(sought.values, law: sought.law, count: sought.count)
            guard clues.isEmpty else {
                return state.positions(in: 0...length, matching: clues, limit: Self.limit)
                    .map { StreamPosition(words: $0) }
            }
            return state.positions(in: 0...length, drawing: sought.values, law: sought.law, limit: Self.limit)
                .map { StreamPosition(words: $0.words, isWithinPair: $0.beginsWithinPair) }
        case .jax, .jaxOriginal, .mlx, .tensorflow, .tensorflow1, .kerasTensorFlow, .kerasJAX, .kerasTorch,
            .kerasNumPy, .caffe:
            return []
        }
    }

    /// The stream at a position.
    func start(at position: StreamPosition, isDouble: Bool) throws -> any WeightStream {
        let start = try start(isDouble: isDouble)
        guard position != .start else { return start }
        switch start {
        case var generator as PyTorch.Generator:
            generator.advance(by: position.words)
            return generator
        case var generator as NumPy.Generator:
            generator.skip(words: position.words)
            return generator
        case var state as NumPy.RandomState:
            guard position.isWithinPair else {
                state.skip(words: position.words)
                return state
            }
            // The accepted pair of the polar method is the last four words.
            state.skip(words: position.words - 4)
            _ = try state.draw(.normal(mean: 0, standardDeviation: 1), shape: [1], as: Double.self)
            return state
        default: return start
        }
    }

    // MARK: - Implementation

    /// Places whose first values fit; a chance fit is rare.
    private static let limit = 8
}
