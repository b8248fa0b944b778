internal import CStreams

/// The Mersenne Twister MT19937, which PyTorch, NumPy's `RandomState`, Caffe and Python draw from.
struct MersenneTwister: Hashable, Sendable {
    /// 624 words, with room after them.
    private var state: [UInt32]

    /// The number of the next word in the state; 624 if all of them have been drawn.
    private var next = Int(glorot_mt19937_words)

    /// The stream of a seed.
    init(seed: UInt32) {
        let room = Int(glorot_mt19937_room)
        state = [UInt32](unsafeUninitializedCapacity: room) { buffer, initializedCount in
            if let words = buffer.baseAddress { InstructionSet.best.streams.twister.seed(words, seed) }
            initializedCount = room
        }
    }

    /// The stream of several words, MT19937's `init_by_array`, whose constants these are. A single word is another seed
    /// than the word alone.
    init(seed: [UInt32]) {
        precondition(!seed.isEmpty, "seed: found no integer, expected at least one")
        self.init(seed: 19_650_218)
        var index = 1
        for step in 0..<max(next, seed.count) {
            let part = step % seed.count
            state[index] =
                (state[index] ^ Self.folded(state[index - 1]) &* 1_664_525) &+ seed[part]
                &+ UInt32(truncatingIfNeeded: part)
            advance(&index)
        }
        for _ in 0..<next - 1 {
            state[index] = (state[index] ^ Self.folded(state[index - 1]) &* 1_566_083_941) &- UInt32(index)
            advance(&index)
        }
        state[0] = 0x8000_0000
    }

    /// Runs a loop that draws words, on the state and the number of the next word.
    mutating func withState<Result>(
        _ body: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Int>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &next) { next in
            state.withUnsafeMutableBufferPointer { buffer in
                guard let state = buffer.baseAddress else { preconditionFailure("state: found no words") }
                return body(state, next)
            }
        }
    }

    /// The next words.
    mutating func words(_ count: Int, instructionSet: InstructionSet = .best) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            if let words = buffer.baseAddress {
                withState { state, next in instructionSet.streams.twister.words(state, next, words, count) }
            }
            initializedCount = count
        }
    }

    /// Drops words.
    mutating func skip(_ count: Int) {
        withState { state, next in InstructionSet.best.streams.twister.skip(state, next, count) }
    }

    // MARK: - Implementation

    private static func folded(_ word: UInt32) -> UInt32 { word ^ word >> 30 }

    /// Steps to the next word but the first, which follows the last.
    private mutating func advance(_ index: inout Int) {
        index += 1
        if index == next {
            state[0] = state[next - 1]
            index = 1
        }
    }
}
