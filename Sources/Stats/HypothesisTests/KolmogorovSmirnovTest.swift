/// Kolmogorov-Smirnov, two-sided: is the empirical cdf too far from the claim's, or too near?
///
/// Statistic: D. The sample's law may be off by the resolution epsilon, so the p-value is that of D - epsilon, and for
/// too good a fit P(D_n <= D + epsilon).
///
/// Where only bounds of D are known, the p-value is the larger of theirs, and the smaller one stands beside it.
enum KolmogorovSmirnovTest {
    static func result(
        _ least: KolmogorovSmirnovStatistic,
        _ bound: KolmogorovSmirnovStatistic? = nil,
        resolution: Resolution
    ) -> TestResult {
        let largest = bound ?? least
        let null = KolmogorovDistribution(count: Int(clamping: least.count))
        func pValue(_ d: Double) -> TailProbability { null.tails(max(0, d - resolution.epsilon)).pValue }
        return TestResult(
            .kolmogorovSmirnov,
            tier: .rigorous,
            statistic: least.d,
            pValue: pValue(least.d),
            leastPValue: least.d < largest.d ? pValue(largest.d) : nil,
            method: "exact null distribution"
        )
    }

    static func tooGoodFit(
        _ least: KolmogorovSmirnovStatistic,
        _ bound: KolmogorovSmirnovStatistic? = nil,
        resolution: Resolution
    ) -> TestResult {
        let largest = bound ?? least
        let null = KolmogorovDistribution(count: Int(clamping: least.count))
        func pValue(_ d: Double) -> TailProbability { TailProbability(null.cdf(min(1, d + resolution.epsilon))) }
        return TestResult(
            .tooGoodFit,
            tier: .rigorous,
            statistic: largest.d,
            pValue: pValue(largest.d),
            leastPValue: least.d < largest.d ? pValue(least.d) : nil,
            method: "exact null distribution, lower tail"
        )
    }
}
