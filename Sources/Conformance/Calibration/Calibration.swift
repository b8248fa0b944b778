internal import Claims
internal import Initializers
internal import NumberTypes
public import Stats

/// How the p-values of the whole battery are distributed where the claim holds: exact laws, drawn again and again under
/// fresh keys.
///
/// A run draws one sample of every law, all of one size, and decides as a run of that many cases does: weighted Holm
/// over all rigorous p-values at the family-wise rate.
public struct Calibration: Sendable {
    /// A sample size and its number of runs.
    public struct Size: Hashable, Sendable {
        /// Number of values in a sample.
        public let count: Int

        /// Number of runs.
        public let runs: Int
    }

    /// A case of a run that deviated.
    public struct Rejection: Hashable, Sendable {
        /// Number of values in a sample.
        public let sampleSize: Int

        /// The number of the run among those of its size, from 0.
        public let run: Int

        /// The claim that deviated.
        public let claim: String

        /// The tests whose adjusted p-value was at most the level.
        public let tests: [TestKind]

        /// - Parameters: as the properties.
        package init(sampleSize: Int, run: Int, claim: String, tests: [TestKind]) {
            self.sampleSize = sampleSize
            self.run = run
            self.claim = claim
            self.tests = tests
        }
    }

    /// The sizes, in increasing order.
    public let sizes: [Size]

    /// The claims, in the order of the report.
    public let claims: [String]

    /// The seed that all keys are folded from.
    public let seed: UInt64

    /// The family-wise rate of a run.
    public let alpha: Double

    /// The p-values: by test, then claim, then size.
    public let pValues: [CalibratedPValues]

    /// The cases that deviated.
    public let rejections: [Rejection]

    /// The sizes of the report, 10 to 10^6: `runs` runs of those up to 1,000, and fewer of those that take long.
    public static func sizes(runs: Int) -> [Size] {
        [(10, 1), (100, 1), (1000, 1), (10_000, 2), (100_000, 10), (1_000_000, 40)].map {
            Size(count: $0, runs: max(1, runs / $1))
        }
    }

    /// The number of runs of one size, or of all.
    public func runCount(ofSize size: Int? = nil) -> Int {
        sizes.filter { size == nil || $0.count == size }.reduce(0) { $0 + $1.runs }
    }

    /// The number of runs with a rejection, of one size or of all.
    public func rejectedRunCount(ofSize size: Int? = nil) -> Int {
        Set(rejections.filter { size == nil || $0.sampleSize == size }.map { [$0.sampleSize, $0.run] }).count
    }

    /// Draws and tests.
    ///
    /// - Parameters:
    ///   - sizes: the sample sizes, and the number of runs of each.
    ///   - seed: the seed that all keys are folded from.
    ///   - alpha: the family-wise rate of a run, in 0..<1.
    ///   - progress: called after each run with the number done and the total.
    /// - Throws: what drawing throws.
    public static func run(
        sizes: [Size],
        seed: UInt64,
        alpha: Double,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> Calibration {
        let laws = try Hypothesis.calibrated()
        let lattices = LatticeLaws()
        // The large samples first, so that no core is left with one of them at the end.
        let places = sizes.reversed().flatMap { size in (0..<size.runs).map { (size: size.count, run: $0) } }
        let found = try await places.mapInParallel(atMost: min(4, Machine.threadLimit), progress: progress) { place in
            try single(place.size, run: place.run, laws: laws, lattices: lattices, seed: seed, alpha: alpha)
        }
        var values: [[Int]: [Double]] = [:]
        var rejections: [Rejection] = []
        for (place, single) in zip(places, found) {
            for p in single.pValues {
                values[[p.test, p.law, place.size], default: []].append(p.value)
            }
            rejections += single.rejections
        }
        let tests = TestKind.allCases
        var pValues: [CalibratedPValues] = []
        for test in tests.indices {
            for law in laws.indices {
                for size in sizes {
                    guard let values = values[[test, law, size.count]] else { continue }
                    pValues.append(
                        CalibratedPValues(
                            values,
                            test: tests[test],
                            claim: laws[law].text,
                            sampleSize: size.count,
                            character: laws[law].character(tests[test])
                        )
                    )
                }
            }
        }
        return Calibration(
            sizes: sizes,
            claims: laws.map(\.text),
            seed: seed,
            alpha: alpha,
            pValues: pValues,
            rejections: rejections.sorted { ($0.sampleSize, $0.run) < ($1.sampleSize, $1.run) }
        )
    }

    // MARK: - Implementation

    package init(
        sizes: [Size],
        claims: [String],
        seed: UInt64,
        alpha: Double,
        pValues: [CalibratedPValues],
        rejections: [Rejection]
    ) {
        self.sizes = sizes
        self.claims = claims
        self.seed = seed
        self.alpha = alpha
        self.pValues = pValues
        self.rejections = rejections
    }

    /// What is kept of a run: each p-value, with the places of its test and its law, and the rejections.
    private static func single(
        _ size: Int,
        run: Int,
        laws: [Hypothesis],
        lattices: LatticeLaws,
        seed: UInt64,
        alpha: Double
    ) throws -> (pValues: [(test: Int, law: Int, value: Double)], rejections: [Rejection]) {
        let root = Key(seed: seed).folding("calibration").folding(size).folding(run)
        let shape = shape(of: size)
        var cases = try laws.indices.compactMap { index -> Finding? in
            // The nearest preceding law that it can be compared with, wrapping around, as in a run of a plan.
            let others = laws[..<index].reversed() + laws[(index + 1)...].reversed()
            let neighbour = others.lazy.filter { !$0.isFarFromZero }.compactMap { other in
                other.claim.flatMap { Neighbour($0, shape: shape, key: root.folding(other.text)) }
            }.first
            guard let claim = laws[index].claim else { return nil }
            var request = CaseRequest(
                claim: claim,
                shape: shape,
                count: size,
                stage: 0,
                key: root.folding(claim.text),
                neighbour: neighbour
            )
            request.lattices = lattices
            return try request.run()
        }
        Decision(alpha: alpha, resolvableScale: .infinity).adjust(&cases, by: .allDraws)
        var pValues: [(test: Int, law: Int, value: Double)] = []
        var rejections: [Rejection] = []
        for (index, result) in cases.enumerated() {
            for test in result.outcome?.results ?? [] {
                guard let place = TestKind.allCases.firstIndex(of: test.test) else { continue }
                pValues.append((place, index, test.pValue.value))
            }
            let tests = result.deviating(at: alpha)
            guard !tests.isEmpty else { continue }
            rejections.append(Rejection(sampleSize: size, run: run, claim: result.claim, tests: tests))
        }
        return (pValues, rejections)
    }

    /// A matrix of `size` entries, as square as possible: the tests of rows and columns need both.
    static func shape(of size: Int) -> [Int] {
        var columns = 1
        for divisor in stride(from: 1, through: size, by: 1) {
            if divisor * divisor > size { break }
            if size % divisor == 0 { columns = divisor }
        }
        return [size / columns, columns]
    }
}
