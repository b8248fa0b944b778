internal import CMath
internal import NumberTypes

/// The chance that values which were drawn otherwise are equal to a draw.
extension SeedMatch {
    /// The largest decimal logarithm of a chance at which an equal tensor is said to be the draw.
    static let log10Limit = -6.0

    /// The decimal logarithm of a bound: each value of the type has at most the probability 2^-bits under any law that is
    /// not constant, and units in the last place that are granted multiply it.
    ///
    /// - Parameters:
    ///   - count: the number of values.
    ///   - type: their type.
    ///   - ulps: the units in the last place that were granted.
    ///   - tried: the number of draws that they were compared with.
    static func log10Bound(count: Int, _ type: NumberType, ulps: Double = 0, tried: Double) -> Double {
        let bits: Double =
            switch type {
            case .bfloat16: 7
            case .float16: 10
            default: 20
            }
        // What is stored in another type than it was drawn in is compared twice.
        return log10(2 * max(1, tried)) - Double(count) * (bits * log10(2) - log10(2 * ulps + 1))
    }

    /// Whether so many values can be told from all that is tried.
    static func isTelling(count: Int, _ type: NumberType, tried: Double) -> Bool {
        log10Bound(count: count, type, tried: tried) <= log10Limit
    }
}
