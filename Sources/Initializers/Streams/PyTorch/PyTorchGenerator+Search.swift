extension PyTorch.Generator {
    /// The seeds whose streams begin with words that fit, in ascending order.
    ///
    /// - Parameters:
    ///   - range: the seeds to try. Those above 2^32 repeat the streams of the lower ones.
    ///   - clues: what is known of the words; of the first 227 words, for speed.
    ///   - limit: how many seeds are wanted at most.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int
    ) -> [UInt64] {
        MersenneTwister.seeds(in: range, matching: clues, limit: limit)
    }

    /// The places in a seed's stream at which words begin that fit, in ascending order: where a tensor was drawn that was
    /// not the first.
    ///
    /// - Parameters:
    ///   - clues: what is known of the tensor's words.
    ///   - seed: the seed.
    ///   - range: the numbers of the words to try, from 0 up.
    package static func positions(of clues: [WordClue], seed: UInt64, in range: Range<Int>) -> [Int] {
        precondition(range.lowerBound >= 0, "range: found \(range), expected positions from 0 on")
        if clues.isEmpty || range.isEmpty { return Array(range) }
        return MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
            .positions(in: ClosedRange(range), matching: clues)
    }
}
