extension WeightLaw {
    /// The single-precision value of a word. In a tail, a second word refines it.
    package func single(word: UInt32, refinement: UInt32 = 0) throws(InitializerError) -> Float {
        Float.value(of: word, transform: try transform(for: Float.self)) { refinement }
    }

    /// Whether the single-precision value of a word comes from a tail's quantile rather than the centre's.
    package func isInTail(word: UInt32) throws(InitializerError) -> Bool {
        guard case .normal(let law) = try transform(for: Float.self).kind else { return false }
        return law.inTail(Float.centred(word))
    }

    /// The double-precision value of a word.
    package func double(word: UInt64) throws(InitializerError) -> Double {
        Double.value(of: word, transform: try transform(for: Double.self))
    }
}
