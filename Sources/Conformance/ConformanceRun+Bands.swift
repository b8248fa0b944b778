internal import Stats

extension ConformanceRun {
    /// The band that the difference between the empirical and the claimed cdf of a case should stay in.
    public struct DistanceBand: Hashable, Sendable {
        /// The probability that the difference leaves the band somewhere, for a sound sample.
        public let level: Double

        /// How far it reaches to either side: the exact critical value of Kolmogorov-Smirnov at the level.
        public let distance: Double

        /// The band of a sample.
        ///
        /// - Parameters:
        ///   - count: number of values that are compared with the law.
        ///   - level: the probability that a sound sample leaves the band somewhere.
        ///   - epsilon: the resolution that its tests had.
        init(count: UInt64, level: Double, epsilon: Double) {
            let null = KolmogorovDistribution(count: max(1, Int(clamping: count)))
            self.level = level
            distance = min(1, null.quantile(upperTail: level) + epsilon)
        }
    }

    /// The level of the narrower band.
    public static let usualLevel = 0.01

    /// Number of cases that have a law.
    public var applicableCount: Int { max(1, cases.count(where: { $0.outcome != nil })) }

    /// The level of a case that is drawn once: its share of `alpha`, or 3/4 of that under escalation.
    public var caseLevel: Double { alpha * Escalation.share(of: 0, under: escalation) / Double(applicableCount) }

    /// The band that one in a hundred sound samples of this many values leaves, at the run's resolution.
    public func usualBand(count: UInt64) -> DistanceBand {
        DistanceBand(count: count, level: Self.usualLevel, epsilon: epsilon)
    }

    /// The band that one in a hundred sound samples of a case leaves, at the resolution of the case's tests.
    ///
    /// - Parameters:
    ///   - result: the case.
    ///   - count: number of values that are compared with the law.
    public func usualBand(of result: Finding, count: UInt64) -> DistanceBand {
        DistanceBand(count: count, level: Self.usualLevel, epsilon: epsilon(of: result))
    }

    /// The band outside which the run rejects a case by its last draw, whatever other tests, draws and cases show.
    ///
    /// Its level is the share of `alpha` that Kolmogorov-Smirnov has in that draw of one case; its resolution is that
    /// of the case's tests.
    ///
    /// - Parameters:
    ///   - result: the case.
    ///   - count: number of values that are compared with the law.
    public func decisionBand(of result: Finding, count: UInt64) -> DistanceBand {
        let share = Escalation.share(of: result.lastStage, under: escalation)
        let level = alpha * share * Battery.weight(.kolmogorovSmirnov) / Double(applicableCount)
        return DistanceBand(count: count, level: level, epsilon: epsilon(of: result))
    }

    // MARK: - Implementation

    /// The resolution of a case's tests: larger than the run's where the values' type is coarse for the law.
    private func epsilon(of result: Finding) -> Double { result.outcome?.resolution.epsilon ?? epsilon }
}
