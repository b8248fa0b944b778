internal import Stats

extension ConformanceRun {
    /// Where the difference between the empirical and the claimed cdf of a case is to stay.
    public struct DistanceBand: Hashable, Sendable {
        /// The probability that the difference of a sound sample leaves it somewhere.
        public let level: Double

        /// How far it reaches to either side: the exact critical value of Kolmogorov-Smirnov at the level.
        public let distance: Double
    }

    /// The level of the narrower band.
    public static let usualLevel = 0.01

    /// Number of cases that have a law.
    public var applicableCount: Int { max(1, cases.count(where: { $0.outcome != nil })) }

    /// The band that one sound sample in a hundred leaves.
    public func usualBand(count: UInt64) -> DistanceBand { band(count: count, level: Self.usualLevel) }

    /// The band outside which the run rejects a case, whatever its other tests and the other cases show: at the share of
    /// `alpha` that Kolmogorov-Smirnov has in one case.
    public func decisionBand(count: UInt64) -> DistanceBand {
        band(count: count, level: alpha * Battery.weight(.kolmogorovSmirnov) / Double(applicableCount))
    }

    // MARK: - Implementation

    private func band(count: UInt64, level: Double) -> DistanceBand {
        let null = KolmogorovDistribution(count: max(1, Int(clamping: count)))
        return DistanceBand(level: level, distance: min(1, null.quantile(upperTail: level) + epsilon))
    }
}
