import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Stats

@Suite struct RunTests {
    private static let claims = [
        "glorot_uniform", "keras.GlorotNormal", "torch.nn.init.xavier_normal_", "jax.nn.initializers.uniform", "zeros",
    ]

    private static func plan(_ claims: [String] = claims, drawing count: Int) throws -> Plan {
        Plan(claims: try claims.map { try Claim($0) }, sampleCount: count)
    }

    private static func run(_ plan: Plan, seed: UInt64 = 1) async throws -> ConformanceRun {
        try await ConformanceRun.run(plan, seed: seed, defects: [])
    }

    @Test(.tags(.statistical))
    func `correct initializers conform, and the same seed gives the same bits`() async throws {
        let plan = try Self.plan(drawing: 1 << 16)
        let first = try await Self.run(plan)
        let second = try await Self.run(plan)
        #expect(first.cases.count == Self.claims.count * Plan.standardShapes.count)
        for (a, b) in zip(first.cases, second.cases) {
            let isApplicable = a.shape != [512] || !a.scheme.hasPrefix("torch")
            #expect(a.verdict == (isApplicable ? .conforms : .notApplicable), "\(a.claim) at \(a.shape)")
            #expect(a.verdict == b.verdict && a.outcome?.results == b.outcome?.results && a.adjusted == b.adjusted)
            #expect(a.sensitivity == b.sensitivity && a.diagnosis.isEmpty && b.diagnosis.isEmpty)
            for (x, y) in zip(a.outcome?.results ?? [], b.outcome?.results ?? []) {
                #expect(x.pValue.value.bitPattern == y.pValue.value.bitPattern)
                #expect(x.pValue.logarithm.bitPattern == y.pValue.logarithm.bitPattern)
                #expect(x.statistic.bitPattern == y.statistic.bitPattern)
            }
        }
        #expect(first.drawCount == first.cases.count { $0.outcome != nil } << 16)
    }

    @Test(.tags(.statistical))
    func `another seed, claim or shape gives other draws`() async throws {
        let plan = Plan(claims: [try Claim("glorot_uniform"), try Claim("keras.GlorotUniform")], sampleCount: 1000)
        let runs = [
            try await Self.run(plan, seed: 0), try await Self.run(plan, seed: 1), try await Self.run(plan, seed: 2),
        ]
        let distances = runs.flatMap(\.cases).compactMap { $0.outcome?[.kolmogorovSmirnov]?.statistic }
        #expect(distances.count == 3 * 2 * Plan.standardShapes.count)
        #expect(Set(distances).count == distances.count)
    }

    @Test func `but for the test against another tensor, one case depends neither on the others nor on their order`()
        async throws
    {
        let all = try await Self.run(Self.plan(drawing: 500))
        let alone = try await Self.run(Self.plan(["torch.nn.init.xavier_normal_"], drawing: 500))
        let reversed = try await Self.run(Self.plan(Self.claims.reversed(), drawing: 500))
        for result in alone.cases {
            for run in [all, reversed] {
                let other = try #require(run.cases.first { $0.claim == result.claim && $0.shape == result.shape })
                func own(_ result: Finding) -> [TestResult]? {
                    result.outcome?.results.filter { $0.test != .tensors }
                }
                #expect(own(other) == own(result))
            }
        }
    }

    @Test(.tags(.negativeControl))
    func `a sample too small to notice 5 % is inconclusive, but a constant never is`() async throws {
        let run = try await Self.run(Self.plan(drawing: 100))
        for result in run.cases where result.outcome != nil {
            #expect(result.count == 100 && result.outcome?.count == 100)
            if result.claim == "zeros" {
                #expect(result.verdict == .conforms && result.sensitivity == nil)
            } else {
                #expect(result.verdict == .inconclusive)
                #expect(try #require(result.sensitivity).scale > run.resolvableScale)
            }
        }
    }

    @Test func `a scheme without fans for a vector is not applicable and says why`() async throws {
        let claims = ["torch.nn.init.xavier_uniform_", "jax.nn.initializers.he_normal", "mlx.nn.init.glorot_uniform"]
        let run = try await Self.run(Self.plan(claims, drawing: 100))
        for result in run.cases {
            if result.shape == [512] {
                #expect(result.verdict == .notApplicable && result.outcome == nil && result.law == nil)
                #expect(result.count == 0 && result.adjusted.isEmpty)
                #expect(result.reason?.contains("at least two axes") == true)
            } else {
                #expect(result.verdict != .notApplicable && result.reason == nil)
            }
        }
    }

    @Test func `progress counts every case once`() async throws {
        let seen = Counter()
        let plan = try Self.plan(drawing: 10)
        _ = try await ConformanceRun.run(plan, seed: 1, defects: []) { done, total in seen.add(done, total) }
        let total = plan.claims.count * plan.shapes.count
        #expect(seen.values.map(\.0) == Array(1...total))
        #expect(seen.values.allSatisfy { $0.1 == total })
    }

    @Test(.disabled(if: isQuickRun))
    func `the standard plan conforms at a single value a case, or says that it is inconclusive`() async throws {
        let run = try await Self.run(Plan.standard().drawing(1))
        #expect(run.cases.allSatisfy { $0.verdict != .deviates })
    }
}

/// What a progress report said, in order.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var seen: [(Int, Int)] = []

    func add(_ done: Int, _ total: Int) { lock.withLock { seen.append((done, total)) } }

    var values: [(Int, Int)] { lock.withLock { seen } }
}
