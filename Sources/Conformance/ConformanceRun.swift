internal import Claims
internal import Initializers
internal import Stats

/// A finished run: every case of a plan with its verdict, and every planted defect with what caught it.
public struct ConformanceRun: Sendable {
    /// The seed that all keys come from.
    public let seed: UInt64

    /// The plan.
    public let plan: Plan

    /// The family-wise rate: the chance that a run of correct initializers has any deviation is at most this.
    public let alpha: Double

    /// The resolution granted to the draws, in probability.
    public let epsilon: Double

    /// The distance between the cdf of the directions' places and the uniform one that orthogonal matrices must be able
    /// to show, or the case is inconclusive. One matrix of order 45 or more shows it at the level 10^-6.
    public static let resolvableDistance = Decision.resolvableDistance

    /// The relative error of scale that a case must be able to show, or it is inconclusive.
    public let resolvableScale: Double

    /// How suspicious cases were drawn again; nil if none may be.
    public let escalation: Escalation?

    /// The cases: claims in the plan's order, the shapes of each in turn.
    public let cases: [Finding]

    /// The planted defects, each at every shape of the plan.
    public let defects: [DefectResult]

    /// Signals passed through deep networks of some schemes' weights; empty unless asked for.
    public var propagation: [Propagation] = []

    /// 1e-6.
    public static let standardAlpha = 1e-6

    /// 5 %.
    public static let standardResolvableScale = 0.05

    /// Draws and tests every case of the plan, and every planted defect.
    ///
    /// Cases run in parallel, 16 at most; one of more than 2^22 values is read on up to four threads. The result is the
    /// same for any number of threads.
    ///
    /// - Parameters:
    ///   - plan: what is drawn.
    ///   - seed: where every key comes from; the same seed gives the same result.
    ///   - alpha: the family-wise rate, in 0..<1.
    ///   - resolvableScale: the relative error of scale that must be noticeable.
    ///   - defects: the defects that are planted.
    ///   - escalation: how suspicious cases are drawn again; nil if none is.
    ///   - progress: called after each case with the number done and the total.
    /// - Throws: `InitializerError` where an initializer refuses a shape that its claim accepts, and `SampleError`.
    public static func run(
        _ plan: Plan,
        seed: UInt64,
        alpha: Double = standardAlpha,
        resolvableScale: Double = standardResolvableScale,
        defects: [PlantedDefect] = PlantedDefect.all,
        escalation: Escalation? = nil,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> ConformanceRun {
        try await run(
            plan,
            seed: seed,
            alpha: alpha,
            resolvableScale: resolvableScale,
            defects: defects,
            escalation: escalation,
            progress: progress
        ) { try $0.run() }
    }

    /// The same, with a `test` that draws and tests each case, once or again.
    package static func run(
        _ plan: Plan,
        seed: UInt64,
        alpha: Double = standardAlpha,
        resolvableScale: Double = standardResolvableScale,
        defects: [PlantedDefect] = [],
        escalation: Escalation? = nil,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        testing test: @escaping @Sendable (CaseRequest) throws -> Finding
    ) async throws -> ConformanceRun {
        let root = Key(seed: seed)
        let requests = CaseRequest.all(of: plan, root: root)
        var planted: [(defect: PlantedDefect, shape: [Int], key: Key)] = []
        for defect in defects {
            for shape in plan.shapes(of: try Claim(defect.claim)) {
                let key = root.folding("planted defect").folding(defect.name).folding(CaseRequest.name(shape))
                planted.append((defect, shape, key))
            }
        }
        let total = requests.count + planted.count
        var cases = try await requests.mapInParallel(
            atMost: min(16, Machine.threadLimit),
            progress: { done, _ in progress(done, total) }
        ) { try test($0) }
        let decision = Decision(alpha: alpha, resolvableScale: resolvableScale, escalation: escalation)
        if escalation == nil {
            decision.decide(&cases)
        } else {
            // Each stage is drawn as a run of its own would draw it, so nothing in it was seen before.
            try await Escalation.decide(&cases, decision) { places in
                var stages: [Int: [CaseRequest]] = [:]
                for stage in Set(places.map(\.stage)) {
                    stages[stage] = CaseRequest.all(of: plan, root: root, stage: stage)
                }
                let further = places.compactMap { stages[$0.stage]?[$0.index] }
                return try await further.mapInParallel(atMost: min(16, Machine.threadLimit)) { try test($0) }
            }
        }
        let applicable = max(1, cases.count(where: { $0.outcome != nil }))
        // Two at a time, since each may hold a hundred MiB.
        cases = await cases.mapInParallel(atMost: min(2, Machine.threadLimit)) { result in
            var result = result
            result.diagnoseDrawn(resolution: .own)
            return result
        }
        // Most defects are found and diagnosed, so that is done while their draws are held.
        let found = try await planted.mapInParallel(
            atMost: min(16, Machine.threadLimit),
            progress: { done, _ in progress(requests.count + done, total) }
        ) { defect, shape, key in
            var result = try defect.run(shape: shape, count: plan.sampleCount, key: key, holdsDraws: true)
            decision.decideAlone(&result, among: applicable)
            result.diagnoseDrawn(resolution: .own)
            result.source = nil
            return result
        }
        return ConformanceRun(
            seed: seed,
            plan: plan,
            alpha: alpha,
            epsilon: Resolution.own.epsilon,
            resolvableScale: resolvableScale,
            escalation: escalation,
            cases: cases,
            defects: zip(planted, found).map { DefectResult(defect: $0.defect, result: $1) }
        )
    }

    /// Number of values drawn for the cases, not counting the second pass.
    public var drawCount: Int { cases.reduce(0) { $0 + $1.drawCount } }
}
