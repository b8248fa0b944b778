internal import CStreams

extension PyTorch.Generator {
    /// The seeds whose streams begin with words that fit, in ascending order.
    ///
    /// Word *k* < 227 of a stream costs 397 + *k* steps of the recurrence that makes a state from a seed; these run for
    /// many seeds at once.
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
        guard limit > 0 else { return [] }
        let table = InstructionSet.best.streams.pytorch
        let quick = quickClues(clues)
        var found: [UInt64] = []
        let places = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: searchCount)
        defer { places.deallocate() }
        guard let target = places.baseAddress else { return [] }
        var first = range.lowerBound
        while true {
            let last = min(range.upperBound, first.addingReportingOverflow(UInt64(searchCount - 1)).partialValue)
            let end = last < first ? range.upperBound : last
            let lower = UInt32(truncatingIfNeeded: first)
            let count = table.seeds(lower, Int(end - first) + 1, quick, quick.count, target)
            for i in 0..<count {
                let seed = first + UInt64(target[i] &- lower)
                guard fits(clues, seed) else { continue }
                found.append(seed)
                if found.count == limit { return found }
            }
            if end == range.upperBound { return found }
            first = end + 1
        }
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
        guard let first = clues.first else { return Array(range) }
        let reach = clues.map(\.index).max() ?? 0
        var generator = PyTorch.Generator(manualSeed: seed)
        let table = generator.instructionSet.streams.pytorch
        generator.advance(by: range.lowerBound)
        var found: [Int] = []
        // The words from `start` on.
        var start = range.lowerBound
        var words: [UInt32] = []
        var places = [UInt32](repeating: 0, count: searchCount)
        while start < range.upperBound {
            let count = min(searchCount, range.upperBound - start)
            words += generator.words(count + reach - words.count)
            let matches = words.withUnsafeBufferPointer { words in
                places.withUnsafeMutableBufferPointer { places in
                    guard let words = words.baseAddress, let places = places.baseAddress else { return 0 }
                    let (low, high) = (first.range.lowerBound, first.range.upperBound)
                    return table.places(words + first.index, count, first.mask, low, high - low, places)
                }
            }
            for place in places[..<matches].map(Int.init) where clues.allSatisfy({ $0.fits(words[place + $0.index]) }) {
                found.append(start + place)
            }
            words.removeFirst(count)
            start += count
        }
        return found
    }

    // MARK: - Implementation

    /// Seeds, or positions, tried in one call.
    private static let searchCount = 1 << 16

    /// Enough clues to leave hardly any wrong seed, of words that are quick to compute.
    private static func quickClues(_ clues: [WordClue]) -> [glorot_pytorch_clue] {
        let reach = Int(glorot_pytorch_state_words) - 397
        var chosen: [glorot_pytorch_clue] = []
        var fraction = 1.0
        for clue in clues
        where clue.index < reach && fraction > 0x1p-40 && chosen.count < Int(glorot_pytorch_clue_limit) {
            let span = clue.range.upperBound - clue.range.lowerBound
            chosen.append(
                glorot_pytorch_clue(
                    index: UInt32(clue.index),
                    mask: clue.mask,
                    low: clue.range.lowerBound,
                    span: span
                )
            )
            fraction *= (Double(span) + 1) / (Double(clue.mask) + 1)
        }
        return chosen
    }

    /// Whether the words of a seed's stream fit.
    private static func fits(_ clues: [WordClue], _ seed: UInt64) -> Bool {
        guard let last = clues.map(\.index).max() else { return true }
        var generator = PyTorch.Generator(manualSeed: seed)
        let words = generator.words(last + 1)
        return clues.allSatisfy { $0.fits(words[$0.index]) }
    }
}
