/// All tests of dependence between the values of one sample. Each value by itself may well follow the claim.
///
/// A restarted generator, correlated lanes, a wrong stride and a linear congruential generator all preserve the law of
/// each value, and `Battery` checks nothing else.
public struct DependenceBattery: Sendable {
    /// The resolution granted to the sample.
    public let resolution: Resolution

    /// The largest number of leading values to read.
    public let limit: Int

    /// A battery at the given resolution that reads at most `limit` leading values, once, into memory.
    public init(resolution: Resolution, limit: Int = 1 << 22) {
        self.resolution = resolution
        self.limit = limit
    }

    /// Reads the source once and runs every test that its size allows.
    ///
    /// - Parameters:
    ///   - source: the sample.
    ///   - rowLength: the number of consecutive values in a row. Incomplete rows do not count.
    ///   - tensorLength: number of consecutive values in a tensor, if the sample holds several.
    ///   - law: the claim.
    /// - Returns: nothing for a claim of variance 0 or narrower than the values' spacing, nor for a sample with values
    ///   that are not finite, which other tests reject.
    /// - Throws: what the source throws.
    public func run<S: SampleSource>(
        on source: S,
        rowLength: Int,
        tensorLength: Int = 0,
        against law: some Distribution
    ) throws -> [TestResult] {
        guard let values = try values(of: source, law) else { return [] }
        guard var results = continuous(values, rowLength: rowLength, tensorLength: tensorLength, law) else { return [] }
        let mass = resolution.largestMass
        RepeatTest.result(values, rowLength: rowLength, largestMass: mass).map { results.append($0) }
        LevelsTest.result(values, largestMass: mass).map { results.append($0) }
        return results
    }

    /// The one test of `run` that looks at each value by itself, without the others.
    package func levels<S: SampleSource>(on source: S, against law: some Distribution) throws -> [TestResult] {
        guard let values = try values(of: source, law), values.isFinite else { return [] }
        return LevelsTest.result(values, largestMass: resolution.largestMass).map { [$0] } ?? []
    }

    /// Runs every test that the sample's size allows on 16-bit values, at most `limit` of them.
    ///
    /// A value v of a lattice law stands for all places from P(X < v) to P(X <= v). An auxiliary number V chooses one
    /// of them: u = P(X < v) + V P(X = v). Under the claim these u are exactly independent and uniform, and are tested
    /// as such. Repeated rows and blocks are tested on the values themselves, with the lattice's largest mass.
    /// Source: Brockwell, Universal residuals, Statistics and Probability Letters 77 (2007), 1473-1478.
    ///
    /// - Parameters:
    ///   - patterns: the values' bit patterns, in the sample's order.
    ///   - rowLength: number of consecutive values in a row.
    ///   - tensorLength: number of consecutive values in a tensor, if the sample holds several.
    ///   - law: the claim.
    /// - Returns: nothing for a claim of variance 0 or for a sample with values that are not finite.
    public func run(
        on patterns: [UInt16],
        rowLength: Int,
        tensorLength: Int = 0,
        against law: LatticeLaw
    ) -> [TestResult] {
        let floats = law.format.floats
        let values = patterns.prefix(limit).map { floats[Int($0)] }
        guard !values.contains(where: \.isNaN) else { return [] }
        guard !values.isEmpty, law.variance > 0, let uniform = try? Uniform(low: 0, high: 1) else { return [] }
        let places = AuxiliaryPlaces(law).places(of: patterns[..<values.count])
        guard var results = continuous(places, rowLength: rowLength, tensorLength: tensorLength, uniform) else {
            return []
        }
        let mass = max(law.largestAtom + 2 * resolution.epsilon, resolution.largestMass)
        RepeatTest.result(values, rowLength: rowLength, largestMass: mass).map { results.append($0) }
        return results
    }

    // MARK: - Implementation

    /// The values to test; nil for a claim that calls for no test.
    private func values<S: SampleSource>(of source: S, _ law: some Distribution) throws -> [S.Scalar]? {
        let count = min(source.count, limit)
        guard count > 0, law.variance > 0, law.variance.isFinite, resolution.epsilon < Resolution.coarsest else {
            return nil
        }
        return try source.leading(count)
    }

    /// The tests that take the claim to be continuous; nil if a value is not finite.
    private func continuous<Scalar: SampleScalar>(
        _ values: [Scalar],
        rowLength: Int,
        tensorLength: Int,
        _ law: some Distribution
    ) -> [TestResult]? {
        guard let sample = StandardisedSample(values, rowLength: rowLength, law: law) else { return nil }
        var results: [TestResult] = []
        SerialTest.result(sample, tensorLength: tensorLength, law: law, resolution: resolution).map {
            results.append($0)
        }
        if sample.hasGrid {
            let sums = GridSums(sample)
            results.append(LineTest.result(.rows, sums.rows, law: law, resolution: resolution))
            results.append(LineTest.result(.columns, sums.columns, law: law, resolution: resolution))
            ContrastTest.result(sums, law: law, resolution: resolution).map { results.append($0) }
        }
        TripleTest.result(values, law: law, resolution: resolution).map { results.append($0) }
        RelationTest.result(values, law: law, resolution: resolution).map { results.append($0) }
        return results
    }
}
