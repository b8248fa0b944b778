internal import Dispatch
internal import Synchronization

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
        guard var tests = continuous(values, rowLength: rowLength, tensorLength: tensorLength, law) else { return [] }
        let mass = resolution.largestMass
        tests.append { [RepeatTest.result(values, rowLength: rowLength, largestMass: mass)] }
        tests.append { [LevelsTest.result(values, largestMass: mass)] }
        return Self.results(of: tests, on: values.count)
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
        guard var tests = continuous(places, rowLength: rowLength, tensorLength: tensorLength, uniform) else {
            return []
        }
        let mass = max(law.largestAtom + 2 * resolution.epsilon, resolution.largestMass)
        tests.append { [values] in [RepeatTest.result(values, rowLength: rowLength, largestMass: mass)] }
        return Self.results(of: tests, on: values.count)
    }

    // MARK: - Implementation

    /// Some tests; a sample too small for one has no result of it.
    private typealias Tests = @Sendable () -> [TestResult?]

    /// The least number of values that are worth another thread.
    private static let leastParallelCount = 1 << 19

    /// Runs tests, several at a time if there are many values, and returns their results in the tests' order.
    private static func results(of tests: [Tests], on count: Int) -> [TestResult] {
        let width = count < leastParallelCount ? 1 : min(Machine.coreCount, tests.count)
        guard width > 1 else { return tests.flatMap { $0().compactMap { $0 } } }
        let next = Atomic(0)
        let results = Mutex([[TestResult?]](repeating: [], count: tests.count))
        DispatchQueue.concurrentPerform(iterations: width) { _ in
            while true {
                let place = next.add(1, ordering: .relaxed).oldValue
                guard place < tests.count else { break }
                let found = tests[place]()
                results.withLock { $0[place] = found }
            }
        }
        return results.withLock { $0.flatMap { $0.compactMap { $0 } } }
    }

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
    ) -> [Tests]? {
        guard let sample = StandardisedSample(values, rowLength: rowLength, law: law) else { return nil }
        let resolution = resolution
        return [
            { [SerialTest.result(sample, tensorLength: tensorLength, law: law, resolution: resolution)] },
            {
                guard sample.hasGrid else { return [] }
                let sums = GridSums(sample)
                return [
                    LineTest.result(.rows, sums.rows, law: law, resolution: resolution),
                    LineTest.result(.columns, sums.columns, law: law, resolution: resolution),
                    ContrastTest.result(sums, law: law, resolution: resolution),
                ]
            },
            { [TripleTest.result(values, law: law, resolution: resolution)] },
            { [RelationTest.result(values, law: law, resolution: resolution)] },
        ]
    }
}
