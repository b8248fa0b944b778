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

    /// The resolution that the draws are granted, in probability.
    public let epsilon: Double

    /// The relative error of scale that must be noticeable, or a case is inconclusive.
    public let resolvableScale: Double

    /// The cases: claims in the plan's order, the shapes of each in turn.
    public let cases: [CaseResult]

    /// The planted defects, each at every shape of the plan.
    public let defects: [DefectResult]

    /// Signals passed through deep networks of some schemes' weights; none unless they are asked for.
    public var propagation: [Propagation] = []

    /// 1e-6.
    public static let standardAlpha = 1e-6

    /// 5 %.
    public static let standardResolvableScale = 0.05

    /// Draws and tests every case of the plan, and every planted defect.
    ///
    /// Cases run in parallel, each on one thread; the result is the same for any number of threads.
    ///
    /// - Parameters:
    ///   - plan: what is drawn.
    ///   - seed: where every key comes from; the same seed gives the same result.
    ///   - alpha: the family-wise rate, in 0..<1.
    ///   - resolvableScale: the relative error of scale that must be noticeable.
    ///   - defects: the defects that are planted.
    ///   - progress: called after each case with the number of those done and of all.
    /// - Throws: `InitializerError` where an initializer refuses a shape that its claim accepts, and `SampleError`.
    public static func run(
        _ plan: Plan,
        seed: UInt64,
        alpha: Double = standardAlpha,
        resolvableScale: Double = standardResolvableScale,
        defects: [PlantedDefect] = PlantedDefect.all,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> ConformanceRun {
        let root = Key(seed: seed)
        var jobs: [@Sendable () throws -> CaseResult] = []
        func key(_ claim: Claim, _ shape: [Int]) -> Key { root.folding(claim.text).folding(Self.name(shape)) }
        for (index, claim) in plan.claims.enumerated() {
            for shape in plan.shapes(of: claim) {
                // The nearest case before this one, around the end, that it can be compared with.
                let others = plan.claims[..<index].reversed() + plan.claims[(index + 1)...].reversed()
                let neighbour = others.lazy.compactMap { Neighbour($0, shape: shape, key: key($0, shape)) }.first
                let runner = CaseRunner(claim: claim, shape: shape, neighbour: neighbour)
                let key = key(claim, shape)
                jobs.append { try runner.run(count: plan.sampleCount, key: key) }
            }
        }
        let honest = jobs.count
        var planted: [PlantedDefect] = []
        for defect in defects {
            for shape in plan.shapes(of: try Claim(defect.claim)) {
                let key = root.folding("planted defect").folding(defect.name).folding(Self.name(shape))
                planted.append(defect)
                jobs.append { try defect.run(shape: shape, count: plan.sampleCount, key: key) }
            }
        }
        let results = try await jobs.mapInParallel(atMost: 16, progress: progress) { try $0() }
        let decision = Decision(alpha: alpha, resolvableScale: resolvableScale)
        var cases = Array(results[..<honest])
        decision.decide(&cases)
        let applicable = max(1, cases.count(where: { $0.outcome != nil }))
        let found = zip(results[honest...], planted).map { result, defect in
            var result = result
            decision.decideAlone(&result, among: applicable)
            return DefectResult(defect: defect, result: result)
        }
        return ConformanceRun(
            seed: seed,
            plan: plan,
            alpha: alpha,
            epsilon: Resolution.own.epsilon,
            resolvableScale: resolvableScale,
            cases: cases,
            defects: found
        )
    }

    /// Number of values drawn for the cases, not counting the second pass.
    public var drawCount: Int { cases.reduce(0) { $0 + $1.count } }

    /// A shape as it is written in keys and tables: 784x256.
    static func name(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "x") }
}
