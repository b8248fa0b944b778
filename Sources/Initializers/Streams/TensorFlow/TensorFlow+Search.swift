extension TensorFlow.StatelessStream {
    /// What the first values of a tensor tell of its words, most selective first; empty for a law that does not determine
    /// words.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, perhaps rounded to a type of fewer bits after they were drawn.
    ///   - law: the law.
    ///   - count: the number of elements of the tensor.
    ///   - type: the type that the values were drawn in.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [WordClue] {
        guard let law = try? PhiloxLaw(law, for: type, conversion: .eager) else { return [] }
        return PhiloxClues.clues(Array(values.prefix(count)), law: law, as: type)
    }

    /// Lists of clues, for a truncated normal law too. Each may exclude the true seed, but all do so with a probability
    /// below 0.001 only, given 16 values: search with each, and draw what is found.
    package static func alternativeClues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [[WordClue]] {
        guard let law = try? PhiloxLaw(law, for: type, conversion: .eager) else { return [] }
        return PhiloxClues.alternatives(Array(values.prefix(count)), law: law, as: type)
    }

    /// The seeds `s` of a range whose pairs `(s, 0)` fit all clues, at most `limit`; seeds above `Int.max` stand for
    /// negative ones.
    package static func seeds(in range: ClosedRange<UInt64>, matching clues: [WordClue], limit: Int) -> [UInt64] {
        PhiloxSearch.seeds(in: range, matching: clues, rule: .stateless, limit: limit)
    }
}

extension TensorFlow.Generator {
    /// As `StatelessStream.clues`.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [WordClue] {
        TensorFlow.StatelessStream.clues(values, law: law, count: count, as: type)
    }

    /// As `StatelessStream.alternativeClues`.
    package static func alternativeClues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [[WordClue]] {
        TensorFlow.StatelessStream.alternativeClues(values, law: law, count: count, as: type)
    }

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
