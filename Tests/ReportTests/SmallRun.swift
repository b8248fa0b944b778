import Claims
import Conformance
import Stats

/// Runs small enough for a test, of claims whose figures are known.
enum SmallRun {
    static let shapes = [[784, 256], [3, 3, 64, 128], [512]]

    static let claims = [
        "glorot_uniform", "glorot_gaussian", "sigmoid_uniform", "he_normal", "zeros",
        "tf.contrib.layers.xavier_initializer(uniform=False)", "prettytensor.xavier_init(uniform=False)",
        #"variance_scaling(scale=2, mode="fan_geo_avg", distribution="untruncated_normal")"#,
    ]

    static func run(
        _ claims: [String] = claims,
        shapes: [[Int]] = shapes,
        sampleCount: Int = 1 << 12,
        seed: UInt64 = 1,
        alpha: Double = ConformanceRun.standardAlpha,
        defects: [String] = ["no square root", "mean shifted", "fans swapped"]
    ) async throws -> ConformanceRun {
        try await ConformanceRun.run(
            Plan(claims: try claims.map { try Claim($0) }, shapes: shapes, sampleCount: sampleCount),
            seed: seed,
            alpha: alpha,
            defects: PlantedDefect.all.filter { defects.contains($0.name) }
        )
    }

    /// The run with all defaults, made once.
    static func standard() async throws -> ConformanceRun { try await standardRun.value }

    /// A run with failures in it, made once: at a level of nearly 1 some seed makes an honest case deviate.
    static func deviating() async throws -> ConformanceRun { try await deviatingRun.value }

    /// A run that draws again: the case "normal" is first suspicious, by a planted p-value, and then cleared by the
    /// second draw; "glorot_uniform" is drawn once.
    static func escalated() async throws -> ConformanceRun {
        let plan = Plan(
            claims: [try Claim("normal"), try Claim("glorot_uniform")],
            shapes: [[30, 20]],
            sampleCount: 1000
        )
        return try await ConformanceRun.run(plan, seed: 5, resolvableScale: 10, escalation: Escalation()) { request in
            var result = try request.run()
            if request.claim.text == "normal" {
                // Adjusted, for a weight of 0.002 and two cases, at most 1e-4.
                let p = TailProbability(request.stage == 0 ? 7.5e-8 : 0.5)
                result.append([TestResult(.copies, tier: .rigorous, statistic: 0, pValue: p, method: "injected")])
            }
            return result
        }
    }

    private static let standardRun = Task { try await run() }

    private static let deviatingRun = Task {
        let claims = ["glorot_uniform", "normal(stddev=0.02)", "ones", "torch.nn.init.xavier_uniform_"]
        for seed in 1...100 as ClosedRange<UInt64> {
            let run = try await run(claims, sampleCount: 1 << 8, seed: seed, alpha: 0.999)
            if run.cases.contains(where: { $0.verdict == .deviates }) { return run }
        }
        throw NoDeviation()
    }

    /// None of a hundred seeds made a case deviate.
    struct NoDeviation: Error {}
}
