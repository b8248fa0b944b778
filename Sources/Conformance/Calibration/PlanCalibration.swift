public import Stats

/// How often correct initializers are rejected: the whole plan, run again and again under fresh seeds.
public struct PlanCalibration: Sendable {
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

    /// Runs the plan `runs` times.
    ///
    /// - Parameters:
    ///   - plan: what each run draws.
    ///   - runs: how often.
    ///   - seed: the seed of the first run; the runs after it have the next ones.
    ///   - alpha: the family-wise rate of a run, in 0..<1.
    ///   - progress: called after each run with the number done and the total.
    /// - Throws: as `ConformanceRun.run`.
    public static func run(
        _ plan: Plan,
        runs: Int,
        seed: UInt64,
        alpha: Double,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> PlanCalibration {
        // Two runs at a time: the last case of one leaves a core to the next. A run is reduced to its counts at once.
        let counts = try await Array(0..<runs).mapInParallel(atMost: min(2, Machine.threadLimit), progress: progress) {
            r in
            var single = PlanCalibration(plan: plan, seed: seed, alpha: alpha)
            single.add(try await ConformanceRun.run(plan, seed: seed &+ UInt64(r), alpha: alpha, defects: []))
            return single
        }
        var calibration = PlanCalibration(plan: plan, seed: seed, alpha: alpha)
        for single in counts { calibration.merge(single) }
        return calibration
    }

    /// The number of runs with a rejection.
    public var rejectedRunCount: Int { Set(rejections.map(\.seed)).count }

    // MARK: - Implementation

    private mutating func merge(_ other: PlanCalibration) {
        runCount += other.runCount
        rejections += other.rejections
    }

    private mutating func add(_ run: ConformanceRun) {
        runCount += 1
        for result in run.cases {
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
