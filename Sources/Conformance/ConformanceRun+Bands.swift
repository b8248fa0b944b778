internal import Stats

extension ConformanceRun {
    /// Where the difference between the empirical and the claimed cdf of a case is to stay.
    public struct DistanceBand: Hashable, Sendable {
        /// The probability that the difference of a sound sample leaves it somewhere.
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

    /// The level of a case that is drawn once, by that draw: its share of `alpha`, of which escalation leaves 3/4.
    public var caseLevel: Double { alpha * Escalation.share(of: 0, under: escalation) / Double(applicableCount) }

    /// The band that one sound sample of so many values in a hundred leaves, at the run's resolution.
    public func usualBand(count: UInt64) -> DistanceBand {
        DistanceBand(count: count, level: Self.usualLevel, epsilon: epsilon)
    }

    /// The band that one sound sample of a case in a hundred leaves, at the resolution that the case's tests had.
    ///
    /// - Parameters:
    ///   - result: the case.
    ///   - count: number of values that are compared with the law.
    public func usualBand(of result: Finding, count: UInt64) -> DistanceBand {
        DistanceBand(count: count, level: Self.usualLevel, epsilon: epsilon(of: result))
    }

    /// The band outside which the run rejects a case by its last draw, whatever its other tests, its other draws and the
    /// other cases show: at the share of `alpha` that Kolmogorov-Smirnov has in that draw of one case, and at the
    /// resolution that its tests had.
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

    /// What the tests of a case granted: more than the run does where the values' type is coarse for the law.
    private func epsilon(of result: Finding) -> Double { result.outcome?.resolution.epsilon ?? epsilon }
}
