extension TensorFlow.StatelessStream: PhiloxSearched {
    package static var conversion: PhiloxLaw.Conversion { .eager }

    /// The seeds `s` of a range whose pairs `(s, 0)` fit all clues, at most `limit`; seeds above `Int.max` stand for
    /// negative ones.
    package static func seeds(in range: ClosedRange<UInt64>, matching clues: [WordClue], limit: Int) -> [UInt64] {
        PhiloxSearch.seeds(in: range, matching: clues, rule: .stateless, limit: limit)
    }
}

extension TensorFlow.Generator: PhiloxSearched {
    package static var conversion: PhiloxLaw.Conversion { .eager }

    /// The op seeds of a range whose first runs fit all clues, at most `limit`.
    ///
    /// - Parameters:
    ///   - range: op seeds. They count modulo `2^31 - 1`.
    ///   - clues: the clues.
    ///   - graphSeed: the graph's seed, or nil.
    ///   - elementsBefore: the number of elements of all runs before.
    ///   - limit: the greatest number of seeds.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        graphSeed: Int? = nil,
        elementsBefore: Int = 0,
        limit: Int
    ) -> [UInt64] {
        let graph = seeds(opSeed: 1, graphSeed: graphSeed).seed
        let firstBlock = blocksPerElement &* UInt64(elementsBefore)
        func search(_ part: ClosedRange<UInt64>, _ limit: Int) -> [UInt64] {
            PhiloxSearch.seeds(
                in: part,
                matching: clues,
                rule: .operation(graphSeed: graph),
                firstBlock: firstBlock,
                limit: limit
            )
        }
        return PhiloxSearch.seeds(in: range, modulo: UInt64(modulus), limit: limit) { part, limit in
            guard graph == 0, part.lowerBound == 0 else { return search(part, limit) }
            // Two zeros have another stream than their numbers.
            let last = UInt64(modulus)
            let zero: [UInt64] = search(last...last, limit).isEmpty ? [] : [0]
            guard part.upperBound > 0, zero.count < limit else { return zero }
            return zero + search(1...part.upperBound, limit - zero.count)
        }
    }
}
