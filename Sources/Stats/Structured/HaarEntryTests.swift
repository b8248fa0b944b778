/// Tests of one entry each of many independent Haar-distributed matrices.
enum HaarEntryTests {
    /// The exact Kolmogorov-Smirnov test, and Bernstein's bound for the second moment.
    ///
    /// The entries are granted what their rounding to Float can move them in probability: 2^-24, or the mass within an
    /// ulp of the gain, which is more for matrices of two rows, whose density is infinite there.
    static func run<Scalar: SampleScalar>(
        _ entries: [Scalar],
        against law: HaarEntry
    ) throws -> (results: [TestResult], distance: KolmogorovSmirnovStatistic?) {
        let sample = ArraySample(entries)
        let resolution = Resolution(max(0x1p-24, law.survival(law.gain * (1 - 0x1p-24))))
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
