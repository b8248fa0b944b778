extension Keras.TensorFlowStream: PhiloxSearched {
    package static var conversion: PhiloxLaw.Conversion { .keras }

    /// The seeds `s` of a range whose pairs `(s, 0)` fit all clues, at most `limit`. Seeds count modulo `2^31 - 2`.
    package static func seeds(in range: ClosedRange<UInt64>, matching clues: [WordClue], limit: Int) -> [UInt64] {
        PhiloxSearch.seeds(in: range, modulo: UInt64(modulus), limit: limit) { part, limit in
            PhiloxSearch.seeds(in: part, matching: clues, rule: .stateless, limit: limit)
        }
    }
}
