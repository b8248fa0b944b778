/// All tests of one sample of 16-bit values against one claim, from the counts of its patterns.
///
/// The claim is a law rounded to the format. Its every probability and moment is known, so rounding needs no slack. The
/// resolution epsilon is still granted for values drawn in single precision and then rounded.
public struct LatticeBattery: Sendable {
    /// The resolution granted to the sample.
    public let resolution: Resolution

    /// A battery at the given resolution.
    public init(resolution: Resolution) {
        self.resolution = resolution
    }

    /// The outcome of all tests that the sample allows; only the support test for a sample without values.
    ///
    /// Mean and variance of the outcome are about the rounded law's mean.
    public func run(_ counts: PatternCounts, against law: LatticeLaw) -> Battery.Outcome {
        let summary = LatticeSummary(counts, law: law)
        let support = LatticeTests.support(summary, law: law)
        var results = [support]
        var distance: KolmogorovSmirnovStatistic?
        if summary.numberCount > 0 {
            let statistic = LatticeTests.distance(summary, law: law)
            distance = statistic
            results.append(LatticeTests.kolmogorovSmirnov(statistic, resolution: resolution))
            results.append(LatticeTests.cells(summary, law: law, resolution: resolution))
            results.append(LatticeTests.tails(summary, law: law, resolution: resolution))
            results.append(LatticeLevels.result(summary, law: law, resolution: resolution))
            LatticeTests.chiSquare(summary, law: law, resolution: resolution).map { results.append($0) }
        }
        if summary.finiteCount > 0 {
            LatticeMoments.scale(summary, law: law, resolution: resolution).map { results.append($0) }
            LatticeMoments.mean(summary, law: law, resolution: resolution).map { results.append($0) }
            LatticeTests.extremes(summary, law: law, resolution: resolution).map { results.append($0) }
            LatticeMoments.kurtosis(summary, law: law, resolution: resolution).map { results.append($0) }
        }
        return Battery.Outcome(
            results: results.inOrder,
            count: summary.count,
            distance: distance,
            minimum: summary.minimum.map(law.format.value(at:)) ?? .infinity,
            maximum: summary.maximum.map(law.format.value(at:)) ?? -.infinity,
            extremeCount: summary.extremeCount,
            mean: law.mean + summary.first,
            variance: summary.second,
            excessKurtosis: summary.fourth / (summary.second * summary.second) - 3,
            impossible: UInt64(support.statistic),
            resolution: resolution,
            histogram: SampleHistogram(summary, law: law),
            notFinite: summary.count - summary.finiteCount
        )
    }
}
