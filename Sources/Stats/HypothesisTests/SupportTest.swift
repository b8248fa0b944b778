/// Counts what cannot occur under the claim: NaN, infinities, and values outside the support widened by 4 ulp.
///
/// Statistic: their number. P-value: 0 if there is any, otherwise 1; exact.
enum SupportTest {
    static func result<Scalar>(_ summary: SampleSummary<Scalar>) -> TestResult {
        result(impossible: summary.nanCount + summary.infiniteCount + summary.belowSupport + summary.aboveSupport)
    }

    /// The result of a number of values that cannot occur.
    static func result(impossible: UInt64) -> TestResult {
        TestResult(
            .support,
            tier: .rigorous,
            statistic: Double(impossible),
            pValue: impossible == 0 ? .one : .zero,
            method: "exact"
        )
    }
}
