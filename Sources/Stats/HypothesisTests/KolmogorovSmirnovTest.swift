/// Kolmogorov-Smirnov, two-sided: is the empirical cdf too far from the claim's, or too close?
///
/// Statistic: D. The sample's law may be off by the resolution epsilon, so the p-value is that of D - epsilon; for too
/// good a fit it is P(D_n <= D + epsilon).
///
/// If only bounds on D are known, the p-value is the larger of the bounds' p-values, and the result also holds the
/// smaller one.
enum KolmogorovSmirnovTest {
    /// - Parameters:
    ///   - least: the distance, or a lower bound on it.
    ///   - largest: the upper bound; nil if the distance is known.
    static func result(
        _ least: KolmogorovSmirnovStatistic,
        _ largest: KolmogorovSmirnovStatistic? = nil,
        resolution: Resolution
    ) -> TestResult {
        let null = KolmogorovDistribution(count: Int(clamping: least.count))
        return result(.kolmogorovSmirnov, least.d, largest?.d ?? least.d, method: "exact null distribution") { d in
            null.tails(max(0, d - resolution.epsilon)).pValue
        }
    }

    /// The same parameters.
    static func tooGoodFit(
        _ least: KolmogorovSmirnovStatistic,
        _ largest: KolmogorovSmirnovStatistic? = nil,
        resolution: Resolution
    ) -> TestResult {
        let null = KolmogorovDistribution(count: Int(clamping: least.count))
        let method = "exact null distribution, lower tail"
        return result(.tooGoodFit, largest?.d ?? least.d, least.d, method: method) { d in
            TailProbability(null.cdf(min(1, d + resolution.epsilon)))
        }
    }

    // MARK: - Implementation

    /// The p-value of the mildest distance, and that of the severest if different.
    private static func result(
        _ test: TestKind,
        _ mildest: Double,
        _ severest: Double,
        method: String,
        pValue: (Double) -> TailProbability
    ) -> TestResult {
        TestResult(
            test,
            tier: .rigorous,
            statistic: mildest,
            pValue: pValue(mildest),
            leastPValue: mildest == severest ? nil : pValue(severest),
            method: method
        )
    }
}
