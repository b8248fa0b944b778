public import Stats

/// How often correct initializers are rejected: the whole plan, run again and again under fresh seeds.
public struct Calibration: Sendable {
    /// The plan of every run.
    public let plan: Plan

    /// The seed of the first run; run r has seed + r.
    public let seed: UInt64

    /// The family-wise rate of each run.
    public let alpha: Double

    /// Number of finished runs.
    public private(set) var runCount = 0

    /// The runs with a deviation: seed, claim and shape of each deviating case, and the tests that rejected.
    public private(set) var rejections: [Rejection] = []

    /// What the p-values of each test were.
    public private(set) var tallies: [TestKind: Tally] = [:]

    /// A case of a run that deviated.
    public struct Rejection: Hashable, Sendable {
        /// The seed of the run.
        public let seed: UInt64

        /// The claim that deviated.
        public let claim: String

        /// The shape of its tensors.
        public let shape: [Int]

        /// The tests whose adjusted p-value was at most the level.
        public let tests: [TestKind]
    }

    /// How many p-values a test had and how many of these lay at or below each level.
    public struct Tally: Hashable, Sendable {
        /// The levels.
        public static let levels = [0.1, 0.01, 0.001, 0.0001]

        /// Number of p-values.
        public private(set) var count = 0

        /// Number of p-values at or below each level.
        public private(set) var low = [Int](repeating: 0, count: levels.count)

        /// Whether any of them was a diagnostic's.
        public private(set) var isDiagnostic = false

        mutating func merge(_ other: Tally) {
            count += other.count
            for i in low.indices { low[i] += other.low[i] }
            isDiagnostic = isDiagnostic || other.isDiagnostic
        }

        mutating func add(_ result: TestResult) {
            count += 1
            isDiagnostic = isDiagnostic || result.tier == .diagnostic
            for (i, level) in Self.levels.enumerated() where result.pValue.value <= level { low[i] += 1 }
        }
    }

    /// Runs the plan `runs` times.
    ///
    /// - Parameters:
    ///   - plan: what each run draws.
    ///   - runs: how often.
    ///   - seed: the seed of the first run; the runs after it have the next ones.
    ///   - alpha: the family-wise rate of a run, in 0..<1.
    ///   - progress: called after each run with the number of those done and of all.
    /// - Throws: as `ConformanceRun.run`.
    public static func run(
        _ plan: Plan,
        runs: Int,
        seed: UInt64,
        alpha: Double,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> Calibration {
        // Two runs at a time: the last case of one leaves a core to the next. A run is reduced to its counts at once.
        let counts = try await Array(0..<runs).mapInParallel(atMost: 2, progress: progress) { r in
            var single = Calibration(plan: plan, seed: seed, alpha: alpha)
            single.add(try await ConformanceRun.run(plan, seed: seed &+ UInt64(r), alpha: alpha, defects: []))
            return single
        }
        var calibration = Calibration(plan: plan, seed: seed, alpha: alpha)
        for single in counts { calibration.merge(single) }
        return calibration
    }

    /// The number of runs with a rejection.
    public var rejectedRunCount: Int { Set(rejections.map(\.seed)).count }

    /// The largest number of rejected runs that is not too many at `confidence`: the smallest k with
    /// P(Binomial(runs, alpha) <= k) >= confidence.
    public func upperLimit(confidence: Double) -> Int {
        Self.upperLimit(trials: runCount, probability: alpha, confidence: confidence)
    }

    /// The smallest k with P(Binomial(trials, probability) <= k) >= confidence.
    public static func upperLimit(trials: Int, probability: Double, confidence: Double) -> Int {
        guard let law = try? Binomial(trials: Double(trials), probability: probability) else { return trials }
        var (low, high) = (0, trials)
        while low < high {
            let middle = (low + high) / 2
            if law.cdf(Double(middle)).value >= confidence { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: - Implementation

    private init(plan: Plan, seed: UInt64, alpha: Double) {
        self.plan = plan
        self.seed = seed
        self.alpha = alpha
    }

    private mutating func merge(_ other: Calibration) {
        runCount += other.runCount
        rejections += other.rejections
        for (test, tally) in other.tallies { tallies[test, default: Tally()].merge(tally) }
    }

    private mutating func add(_ run: ConformanceRun) {
        runCount += 1
        for result in run.cases {
            for test in result.outcome?.results ?? [] { tallies[test.test, default: Tally()].add(test) }
            guard result.verdict == .deviates else { continue }
            rejections.append(
                Rejection(
                    seed: run.seed,
                    claim: result.claim,
                    shape: result.shape,
                    tests: result.deviating(at: alpha)
                )
            )
        }
    }
}
