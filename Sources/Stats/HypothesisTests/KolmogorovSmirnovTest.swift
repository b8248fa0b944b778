/// Kolmogorov-Smirnov, two-sided: is the empirical cdf too far from the claim's, or too near?
///
/// Statistic: D. The sample's law may be off by the resolution epsilon, so the p-value is that of D - epsilon, and for
/// too good a fit P(D_n <= D + epsilon).
enum KolmogorovSmirnovTest {
    static func result(_ statistic: KolmogorovSmirnovStatistic, resolution: Resolution) -> TestResult {
        let null = KolmogorovDistribution(count: Int(clamping: statistic.count))
        let d = max(0, statistic.d - resolution.epsilon)
        return TestResult(
            .kolmogorovSmirnov,
            tier: .rigorous,
            statistic: statistic.d,
            pValue: null.tails(d).pValue,
            method: "exact null distribution"
        )
    }

    static func tooGoodFit(_ statistic: KolmogorovSmirnovStatistic, resolution: Resolution) -> TestResult {
        let null = KolmogorovDistribution(count: Int(clamping: statistic.count))
        return TestResult(
            .tooGoodFit,
            tier: .rigorous,
            statistic: statistic.d,
            pValue: TailProbability(null.cdf(min(1, statistic.d + resolution.epsilon))),
            method: "exact null distribution, lower tail"
        )
    }
}
