import TestSupport
import Testing

import Claims
import Conformance
import Stats

@Suite struct DecisionTests {
    /// Honest draws of several laws, few enough of each to get p-values of any size.
    private static func run(
        _ seed: UInt64,
        alpha: Double = ConformanceRun.standardAlpha,
        defects: [PlantedDefect] = []
    ) async throws -> ConformanceRun {
        let claims = ["glorot_uniform", "torch.nn.init.kaiming_normal_", "ones"]
        let plan = Plan(claims: try claims.map { try Claim($0) }, shapes: [[20, 30]], sampleCount: 50)
        return try await ConformanceRun.run(plan, seed: seed, alpha: alpha, defects: defects)
    }

    private struct Hypothesis {
        var index: Int
        var test: TestKind
        var p: Double
        var weight: Double
    }

    private static func hypotheses(_ run: ConformanceRun) -> [Hypothesis] {
        let applicable = run.cases.count { $0.outcome != nil }
        return run.cases.enumerated().flatMap { index, result in
            (result.outcome?.results ?? []).filter { $0.tier == .rigorous }.map {
                Hypothesis(
                    index: index,
                    test: $0.test,
                    p: $0.pValue.value,
                    weight: Battery.weight($0.test) / Double(applicable)
                )
            }
        }
    }

    /// Holm's step-down procedure itself, without adjusted p-values: as long as some p is at most its weight's share of
    /// alpha among those left, remove it.
    private static func rejected(_ all: [Hypothesis], alpha: Double) -> [Hypothesis] {
        var left = all
        var out: [Hypothesis] = []
        while true {
            let total = left.reduce(0) { $0 + $1.weight }
            guard let next = left.firstIndex(where: { $0.p <= alpha * $0.weight / total }) else { return out }
            out.append(left.remove(at: next))
        }
    }

    @Test func `the weights of the rigorous tests sum to 1 and belong to rigorous tests only`() async throws {
        #expect(abs(Battery.weights.reduce(0) { $0 + $1.weight } - 1) < 1e-15)
        #expect(Battery.weights.allSatisfy { $0.weight > 0 })
        #expect(Set(Battery.weights.map(\.test)).count == Battery.weights.count)
        for result in try await Self.run(1).cases.compactMap(\.outcome).flatMap(\.results) {
            #expect((Battery.weight(result.test) > 0) == (result.tier == .rigorous), "\(result.test)")
        }
    }

    @Test(.tags(.property))
    func `an adjusted p-value is at most alpha exactly where Holm's procedure rejects`() async throws {
        var rejections = 0
        for seed: UInt64 in 0..<100 {
            let run = try await Self.run(seed)
            let all = Self.hypotheses(run)
            // Twelve tests of each random law, with too few values for rows, columns and triples; one test of the
            // constant.
            #expect(all.count == 25)
            var alpha = 0.99
            while alpha > 0.001 {
                let rejected = Self.rejected(all, alpha: alpha).map { "\($0.index) \($0.test)" }
                let deviating = run.cases.enumerated().flatMap { index, result in
                    result.deviating(at: alpha).map { "\(index) \($0)" }
                }
                #expect(Set(rejected) == Set(deviating), "seed \(seed), alpha \(alpha)")
                rejections += rejected.count
                alpha *= 0.9
            }
        }
        #expect(rejections > 100, "\(rejections) rejections compared")
    }

    @Test(.tags(.property))
    func `a planted defect is judged alone, by Bonferroni's bound with the same weights`() async throws {
        let run = try await Self.run(4, defects: PlantedDefect.all)
        #expect(run.defects.count == PlantedDefect.all.count)
        for result in run.defects.map(\.result) {
            for test in result.outcome?.results ?? [] where test.tier == .rigorous {
                let expected = min(1, test.pValue.value * 3 / Battery.weight(test.test))
                #expect(abs(try #require(result.adjusted[test.test]).value - expected) <= 1e-14 * expected)
            }
        }
    }

    @Test(.tags(.property))
    func `a case deviates from its smallest adjusted p-value on, and not before`() async throws {
        var seeds = 0
        for seed: UInt64 in 0..<50 {
            let run = try await Self.run(seed)
            let smallest = try #require(run.cases.flatMap { $0.adjusted.values }.map(\.value).min())
            guard smallest < 1 else { continue }
            seeds += 1
            let culprits = run.cases.map { $0.adjusted.values.contains { $0.value <= smallest } }
            let at = try await Self.run(seed, alpha: smallest)
            #expect(at.cases.map { $0.verdict == .deviates } == culprits)
            let below = try await Self.run(seed, alpha: smallest.nextDown)
            #expect(below.cases.allSatisfy { $0.verdict != .deviates })
            // The level belongs to the decision; p-values do not depend on it.
            #expect(at.cases.map(\.adjusted) == run.cases.map(\.adjusted))
        }
        #expect(seeds > 5, "\(seeds) runs with an adjusted p-value below 1")
    }

    @Test func `what is inconclusive depends on the error that must be noticed`() async throws {
        let claim = try Claim("normal")
        let plan = Plan(claims: [claim], shapes: [[100]], sampleCount: 5000)
        let first = try await ConformanceRun.run(plan, seed: 3, defects: [])
        let noticed = try #require(first.cases.first?.sensitivity).scale
        for (asked, verdict) in [(noticed, Verdict.conforms), (noticed.nextDown, .inconclusive)] {
            let run = try await ConformanceRun.run(plan, seed: 3, resolvableScale: asked, defects: [])
            #expect(run.cases.map(\.verdict) == [verdict])
        }
    }

    @Test(.tags(.property))
    func `what is noticeable shrinks as draws are added and grows with the number of cases`() async throws {
        func sensitivity(_ draws: Int, cases: Int) async throws -> Sensitivity {
            let shapes = (1...cases).map { [$0] }
            let plan = Plan(claims: [try Claim("normal")], shapes: shapes, sampleCount: draws)
            return try #require(try await ConformanceRun.run(plan, seed: 3, defects: []).cases.first?.sensitivity)
        }
        let few = try await sensitivity(1000, cases: 1)
        let many = try await sensitivity(16_000, cases: 1)
        let crowded = try await sensitivity(1000, cases: 10)
        for part in [\Sensitivity.scale, \.mean, \.distance, \.tail] {
            #expect(many[keyPath: part] < few[keyPath: part])
            #expect(crowded[keyPath: part] > few[keyPath: part])
        }
    }

    @Test(.tags(.property))
    func `every p-value is a number between 0 and 1`() async throws {
        let claims = [
            "glorot_uniform(gain=1e-30)", "normal(stddev=1e30)", "uniform(1e6, 1000001)", "normal(mean=1000)",
            "truncated_normal(low=3, high=4)", "truncated_normal(low=-1e9, high=1e9)", "uniform(-1e-30, 1e30)",
            "torch.nn.init.trunc_normal_(std=0.02)", "constant(1e30)", "keras.HeNormal",
        ]
        let plan = Plan(claims: try claims.map { try Claim($0) }, shapes: [[7, 9], [3]], sampleCount: 5000)
        for result in try await ConformanceRun.run(plan, seed: 8, defects: []).cases {
            for test in result.outcome?.results ?? [] {
                #expect(test.pValue.value >= 0 && test.pValue.value <= 1, "\(result.claim): \(test)")
                #expect(test.pValue.logarithm <= 0, "\(result.claim): \(test)")
            }
            for (test, p) in result.adjusted.map({ ($0.test, $0.pValue) }) {
                #expect(p.value >= 0 && p.value <= 1, "\(result.claim): \(test)")
            }
        }
    }
}
