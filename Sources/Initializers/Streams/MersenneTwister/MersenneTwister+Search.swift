internal import CStreams

extension MersenneTwister {
    /// The number of the first words of a stream that are quick to compute from the seed.
    static let quickWordCount = Int(glorot_mt19937_words) - 397

    /// The seeds whose streams begin with words that fit, in ascending order.
    ///
    /// Word *k* < 227 of a stream costs 397 + *k* steps of the recurrence that makes a state from a seed; these run for
    /// many seeds at once.
    ///
    /// - Parameters:
    ///   - range: the seeds to try. Those above 2^32 repeat the streams of the lower ones.
    ///   - clues: what is known of the words; of the first 227 words, for speed.
    ///   - limit: how many seeds are wanted at most.
    static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard limit > 0 else { return [] }
        let table = instructionSet.streams.twister
        let quick = quickClues(clues)
        let wordCount = (clues.map(\.index).max() ?? -1) + 1
        var found: [UInt64] = []
        var places = [UInt32](repeating: 0, count: searchCount)
        var first = range.lowerBound
        while true {
            let last = first + min(range.upperBound - first, UInt64(searchCount - 1))
            let lower = UInt32(truncatingIfNeeded: first)
            let count = table.seeds(lower, Int(last - first) + 1, quick, quick.count, &places)
            for place in places[..<count] {
                let seed = first + UInt64(place &- lower)
                var twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
                let words = twister.words(wordCount, instructionSet: instructionSet)
                guard clues.allSatisfy({ $0.fits(words[$0.index]) }) else { continue }
                found.append(seed)
                if found.count == limit { return found }
            }
            if last == range.upperBound { return found }
            first = last + 1
        }
    }

    /// The numbers of words that must be skipped before the next ones fit all clues, in order, at most `limit`.
    func positions(in range: ClosedRange<Int>, matching clues: [WordClue], limit: Int = .max) -> [Int] {
        guard let first = clues.first, let last = clues.map(\.index).max(), limit > 0 else { return [] }
        let table = InstructionSet.best.streams.twister
        var clue = glorot_word_clue(first)
        var found: [Int] = []
        var places = [UInt32](repeating: 0, count: Self.searchCount)
        scan(range, overlap: last) { words, start, count in
            guard let base = words.baseAddress else { return false }
            let matches = table.places(base + first.index, count, &clue, &places)
            for place in places[..<matches].map(Int.init) where clues.allSatisfy({ $0.fits(words[place + $0.index]) }) {
                found.append(start + place)
                if found.count == limit { return false }
            }
            return true
        }
        return found
    }

    /// Calls `body` with words from each position of a range on, and `overlap` more, part after part, until it returns
    /// false.
    func scan(
        _ range: ClosedRange<Int>,
        overlap: Int,
        _ body: (_ words: UnsafeBufferPointer<UInt32>, _ first: Int, _ count: Int) -> Bool
    ) {
        var twister = self
        twister.skip(range.lowerBound)
        var first = range.lowerBound
        var words: [UInt32] = []
        while first <= range.upperBound {
            let count = min(range.upperBound - first + 1, Self.searchCount)
            words += twister.words(count + overlap - words.count)
            guard words.withUnsafeBufferPointer({ body($0, first, count) }) else { return }
            words.removeFirst(count)
            first += count
        }
    }

    // MARK: - Implementation

    /// Seeds, or positions, tried in one call.
    private static let searchCount = 1 << 16

    /// Enough clues to leave hardly any wrong seed, of words that are quick to compute.
    private static func quickClues(_ clues: [WordClue]) -> [glorot_word_clue] {
        var chosen: [glorot_word_clue] = []
        var share = 1.0
        for clue in clues
        where clue.index < quickWordCount && share > 0x1p-40 && chosen.count < Int(glorot_mt19937_clue_limit) {
            chosen.append(glorot_word_clue(clue))
            share *= clue.share
        }
        return chosen
    }
}

extension glorot_word_clue {
    init(_ clue: WordClue) {
        self.init(
            index: UInt32(clue.index),
            mask: clue.mask,
            low: clue.range.lowerBound,
            span: clue.range.upperBound - clue.range.lowerBound
        )
    }
}
