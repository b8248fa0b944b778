/// Tests of many independent Haar-distributed matrices by one entry of each.
enum HaarEntryTests {
    /// The exact Kolmogorov-Smirnov test, and Bernstein's bound for the second moment.
    ///
    /// The entries are granted the effect of their rounding in probability: the unit roundoff u of the type they were
    /// stored in, or the mass within u of the gain, which is larger for matrices of two rows, whose density is infinite
    /// there.
    static func run<Scalar: SampleScalar>(
        _ entries: [Scalar],
        against law: HaarEntry,
        unitRoundoff: Double
    ) throws -> (results: [TestResult], distance: KolmogorovSmirnovStatistic?) {
        let sample = ArraySample(entries)
        let resolution = Resolution(max(unitRoundoff, law.survival(law.gain * (1 - unitRoundoff))))
        let cells = Cells<Scalar>(equiprobable: Cells<Scalar>.cellCount(forSampleOf: entries.count), under: law)
        let summary = try SampleSummary(of: sample, cells: cells, law: law)
        guard summary.numberCount > 0 else { return ([], nil) }
        let distance = try KolmogorovSmirnovStatistic(of: sample, summary: summary, law: law)
        var results = [KolmogorovSmirnovTest.result(distance, resolution: resolution)]
        if summary.finiteCount > 0 {
            results.append(
                MomentTests.scale(summary.powerSums, count: summary.finiteCount, law: law, resolution: resolution)
            )
        }
        return (results, distance)
    }
}
