/// Are there too many, or too few, values beyond bounds that the claim makes rare?
///
/// The counts below and above the quantiles that leave 16 values expected (or the outermost cells, where these are
/// rarer) are binomial. The extremes look at one value on either side and the cells at hundreds: a handful of weights
/// far out, one in 10^5, shows here alone.
///
/// Statistic: (O - E) / sqrt(E (1 - p)) of the less likely side. P-value: its exact binomial tail times 4 (Bonferroni over
/// two sides and two directions), the probability moved by epsilon towards the count.
enum TailsTest {
    /// The number of values that are expected beyond either bound.
    static let expectedCount = 16.0

    /// Nil where there are no bounds: a single cell.
    static func result<Scalar>(_ summary: SampleSummary<Scalar>, resolution: Resolution) -> TestResult? {
        guard summary.cells.count > 1 else { return nil }
        let ends = [0, summary.cells.count - 1]
        return result(
            observed: ends.map { summary.counts[$0] },
            probability: ends.map { summary.cells.probability($0) },
            of: Double(summary.numberCount),
            resolution: resolution
        )
    }

    static func result(
        observed: [UInt64],
        probability: [Double],
        of n: Double,
        resolution: Resolution
    ) -> TestResult {
        let table = CellTests.Table(observed: observed, probability: probability)
        let least = CellTests.leastLikely(table, of: n, epsilon: resolution.epsilon)
        let expected = (n * (probability.max() ?? 0)).rounded()
        return TestResult(
            .tails,
            tier: .rigorous,
            statistic: least.deviation,
            pValue: least.pValue,
            // Put together once for each number, which is 0, 1 or 16 as a rule.
            method: expected < Double(methods.count) ? methods[Int(expected)] : method(Int(expected))
        )
    }

    private static let methods = (0...Int(expectedCount)).map { method($0) }

    private static func method(_ expected: Int) -> String {
        "exact binomial beyond the bounds that leave \(expected), Bonferroni over both"
    }
}
