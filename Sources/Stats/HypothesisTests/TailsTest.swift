/// Are there too many, or too few, values beyond bounds that the claim makes rare?
///
/// The counts below and above the quantiles beyond which 16 values are expected
/// (or the outermost cells, if these are rarer) are binomial. The extremes test looks at one value on either side, the
/// cells test at hundreds. A handful of weights far out, one in 10^5, shows only here.
///
/// Statistic: (O - E) / sqrt(E (1 - p)) of the less likely side. P-value: its exact binomial tail times 4
/// (Bonferroni over two sides and two directions), with the probability moved by epsilon towards the count.
enum TailsTest {
    /// The number of values expected beyond each bound.
    static let expectedCount = 16.0

    /// Nil if there are no bounds because there is a single cell.
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
            // Built once for each number, which is usually 0, 1 or 16.
            method: expected < Double(methods.count) ? methods[Int(expected)] : method(Int(expected))
        )
    }

    private static let methods = (0...Int(expectedCount)).map { method($0) }

    private static func method(_ expected: Int) -> String {
        "exact binomial beyond the bounds that leave \(expected), Bonferroni over both"
    }
}
