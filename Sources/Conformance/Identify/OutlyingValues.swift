internal import Claims
internal import Stats

/// Values of a large sample, a few of which may lie beyond the bounds of a law that the others follow.
///
/// If all values were drawn from the law and a few were overwritten or kept from another draw, those within the bounds
/// still follow the law. So they are tested like any sample. Keras 3.15 on PyTorch keeps about four values in a million
/// beyond two standard deviations.
struct OutlyingValues {
    /// All values.
    let values: [Double]

    /// The relative error of a value rounded once to the type.
    private let unitRoundoff: Double

    /// The smallest values, ascending, and the largest, descending: as many of each as are checked.
    private let lowest: [Double]
    private let highest: [Double]

    /// The least number of values: in a smaller sample, a few are no small part.
    private static let least = 10_000

    /// The largest number of values, which are held in memory.
    static let most = 1 << 22

    /// The most values that may lie beyond the bounds: three, or one in ten thousand.
    private var limit: Int { max(3, values.count / Self.least) }

    /// A sample; nil where it is too small.
    init?(_ values: [Double], unitRoundoff: Double) {
        guard values.count >= Self.least else { return nil }
        self.values = values
        self.unitRoundoff = unitRoundoff
        let kept = max(3, values.count / Self.least) + 1
        lowest = Self.lowest(kept, of: values, times: 1)
        highest = Self.lowest(kept, of: values, times: -1).map { -$0 }
    }

    /// The smallest of the values times a sign, ascending: one pass that keeps at most twice as many as are asked for.
    private static func lowest(_ count: Int, of values: [Double], times sign: Double) -> [Double] {
        var kept: [Double] = []
        var limit = Double.infinity
        for value in values where sign * value < limit {
            kept.append(sign * value)
            guard kept.count == 2 * count, case let least = kept.sorted().prefix(count) else { continue }
            kept = Array(least)
            limit = least.last ?? limit
        }
        return Array(kept.sorted().prefix(count))
    }

    /// The law's bounds, as far as rounding moves them; nil where it has none.
    private func bounds(_ law: ClaimedLaw) -> ClosedRange<Double>? {
        guard !law.isStructured, let distribution = try? law.distribution(), distribution.variance > 0,
            distribution.isBounded, case let support = distribution.support
        else { return nil }
        let slack = 4 * unitRoundoff * max(abs(support.lowerBound), abs(support.upperBound))
        return support.lowerBound - slack...support.upperBound + slack
    }

    /// Whether some values lie beyond the law's bounds, but only a few.
    func areFew(beyond law: ClaimedLaw) -> Bool {
        guard let bounds = bounds(law) else { return false }
        let count = lowest.count { $0 < bounds.lowerBound } + highest.count { $0 > bounds.upperBound }
        return (1...limit).contains(count)
    }

    /// The values within the law's bounds.
    func within(_ law: ClaimedLaw) -> [Double] {
        bounds(law).map { bounds in values.filter { bounds.contains($0) } } ?? values
    }

    /// How many values lie beyond the law's bounds, and the place of the one that is farthest from its mean.
    func beyond(_ law: ClaimedLaw) -> (count: Int, farthest: Int)? {
        guard let bounds = bounds(law), let mean = try? law.distribution().mean else { return nil }
        let places = values.indices.filter { !bounds.contains(values[$0]) }
        return places.max { abs(values[$0] - mean) < abs(values[$1] - mean) }.map { (places.count, $0) }
    }

    /// Whether this many values beyond two standard deviations are what is left of n if four normals are drawn for
    /// each, and the last is kept if none lies within: (2 Phi(-2))^4 of them.
    ///
    /// Source: Keras 3.15, keras/src/backend/torch/random.py, truncated_normal.
    ///
    /// - Parameter deviations: how many standard deviations of the parent the farthest lies from the mean. One in
    ///   2 * 10^7 of the values kept lies beyond 6.
    static func isLastResort(_ count: Int, of n: Int, farthest deviations: Double, level: Double) -> Bool {
        guard deviations < 6, let law = try? Binomial(trials: Double(n), probability: 4.28603e-6) else { return false }
        let (upper, lower) = (law.survival(atLeast: Double(count)), law.cdf(Double(count)))
        return upper.value > level && lower.value > level
    }
}
