/// All tests of dependence between the values of one sample, whose every value may well follow the claim.
///
/// A generator that is restarted, lanes that are correlated, a stride that is wrong and a linear congruential generator
/// all keep the law of each value, which is all that `Battery` looks at.
public struct DependenceBattery: Sendable {
    /// What the sample is granted.
    public let resolution: Resolution

    /// The largest number of leading values that are read.
    public let limit: Int

    /// A battery at the given resolution, which reads at most `limit` leading values, once, into memory.
    public init(resolution: Resolution, limit: Int = 1 << 22) {
        self.resolution = resolution
        self.limit = limit
    }

    /// Reads the source once and runs every test that its size allows.
    ///
    /// - Parameters:
    ///   - source: the sample.
    ///   - rowLength: number of consecutive values in a row; only complete rows count as rows.
    ///   - law: the claim.
    /// - Returns: nothing for a claim of variance 0 and for a sample with values that are not finite: other tests
    ///   reject that.
    /// - Throws: what the source throws.
    public func run<S: SampleSource>(
        on source: S,
        rowLength: Int,
        against law: some Distribution
    ) throws -> [TestResult] {
        let count = min(source.count, limit)
        guard count > 0, law.variance > 0, law.variance.isFinite else { return [] }
        var values = [S.Scalar](repeating: 0, count: count)
        var destination = values.mutableSpan
        try source.read(0..<count, into: &destination)
        guard let sample = StandardisedSample(values, rowLength: rowLength, law: law) else { return [] }
        var results: [TestResult] = []
        SerialTest.result(sample, law: law, resolution: resolution).map { results.append($0) }
        if sample.hasGrid {
            let sums = GridSums(sample)
            results.append(LineTest.result(.rows, sums.rows, law: law, resolution: resolution))
            results.append(LineTest.result(.columns, sums.columns, law: law, resolution: resolution))
        }
        TripleTest.result(values, law: law, resolution: resolution).map { results.append($0) }
        RepeatTest.result(values, rowLength: rowLength, resolution: resolution).map { results.append($0) }
        return results
    }
}
