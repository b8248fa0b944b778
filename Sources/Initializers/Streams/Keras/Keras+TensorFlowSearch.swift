extension Keras.TensorFlowStream {
    /// As `TensorFlow.StatelessStream.clues`.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [WordClue] {
        guard let law = try? PhiloxLaw(law, for: type, conversion: .keras) else { return [] }
        return PhiloxClues.clues(Array(values.prefix(count)), law: law, as: type)
    }

    /// As `TensorFlow.StatelessStream.alternativeClues`.
    package static func alternativeClues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [[WordClue]] {
        guard let law = try? PhiloxLaw(law, for: type, conversion: .keras) else { return [] }
        return PhiloxClues.alternatives(Array(values.prefix(count)), law: law, as: type)
    }

    /// The seeds `s` of a range whose pairs `(s, 0)` fit all clues, at most `limit`. Seeds count modulo `2^31 - 2`.
    package static func seeds(in range: ClosedRange<UInt64>, matching clues: [WordClue], limit: Int) -> [UInt64] {
        PhiloxSearch.seeds(in: range, modulo: UInt64(modulus), limit: limit) { part, limit in
            PhiloxSearch.seeds(in: part, matching: clues, rule: .stateless, limit: limit)
        }
    }
}
