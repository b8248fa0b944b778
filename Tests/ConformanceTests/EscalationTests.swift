import Foundation
import Initializers
import Synchronization
import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

@Suite struct EscalationTests {
    // MARK: - Arithmetic

    @Test(.tags(.knownAnswer)) func `the shares of the level are those of a geometric series that sums to 1`() {
        #expect((0...3).map { Escalation.share(of: $0) } == [0.75, 0.1875, 0.046875, 0.01171875])
        let sum = (0..<60).reduce(0) { $0 + Escalation.share(of: $1) }
        #expect(abs(sum - 1) < 1e-15)
        #expect((0...3).reduce(0) { $0 + Escalation.share(of: $1) } <= 1)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // min over k of p_k / (3/4 (1/4)^k), by hand.
            ([0.3], 0.4), ([0.9], 1), ([3e-5, 0.5], 4e-5), ([3e-5, 3e-6], 1.6e-5), ([0.75, 0.01875], 0.1),
            ([1e-4, 1, 3e-6], 6.4e-5), ([1, 1, 1, 1.171875e-9], 1e-7), ([], 1), ([0, 1], 0),
        ] as [([Double], Double)]
    )
    func `the p-value of a case is the least of its draws over their shares`(pValues: [Double], expected: Double) {
        let combined = Escalation.combined(pValues.map { TailProbability($0) })
        #expect(abs(combined.value - expected) <= 1e-14 * expected)
        #expect(expected == 0 || abs(combined.logarithm - log(expected)) < 1e-12)
    }

    @Test(.tags(.property)) func `far below the smallest Double the logarithms are combined`() {
        let combined = Escalation.combined([TailProbability(0.5), TailProbability(logarithm: -5000)])
        #expect(combined.value == 0)
        #expect(abs(combined.logarithm - (-5000 - log(0.1875))) < 1e-9)
    }

    @Test(.tags(.negativeControl)) func `a p-value that is no number is not lost among others`() {
        #expect(Escalation.combined([TailProbability(0.5), TailProbability(.nan)]).logarithm.isNaN)
        #expect(Escalation.combined([TailProbability(.nan), TailProbability(0)]).logarithm.isNaN)
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun))
    func `under the claim the combined p-value is one, even where each draw is decided on`() {
        // Draws go on while the newest p-value is at most 0.3, as an adversary might choose, and stop after four.
        var generator = SplitMix64(state: 11)
        var low = [0.2: 0, 0.05: 0, 0.01: 0]
        let runs = 200_000
        for _ in 0..<runs {
            var pValues: [TailProbability] = []
            repeat {
                pValues.append(TailProbability(generator.uniform()))
            } while pValues.count < 4 && (pValues.last?.value ?? 1) <= 0.3
            let p = Escalation.combined(pValues).value
            for level in low.keys where p <= level { low[level, default: 0] += 1 }
        }
        for (level, count) in low {
            // By the union bound, at most `level`; six standard deviations of a binomial count above that have a
            // probability of 1e-9.
            #expect(Double(count) <= Double(runs) * level + 6 * (Double(runs) * level * (1 - level)).squareRoot())
            // The bound is not loose: the first draw alone uses three quarters of the level.
            #expect(Double(count) >= 0.7 * Double(runs) * level)
        }
    }

    // MARK: - Runs

    private static func plan(_ count: Int, _ claims: [String] = ["normal", "glorot_uniform", "ones"]) throws -> Plan {
        Plan(claims: try claims.map { try Claim($0) }, shapes: [[40, 25]], sampleCount: count)
    }

    /// Honest draws, with p-values of our own added to those of the case "normal": for test `copies`, which drawn cases
    /// do not have.
    private static func run(
        injecting pValues: [Double],
        alpha: Double = ConformanceRun.standardAlpha,
        seed: UInt64 = 5
    ) async throws -> ConformanceRun {
        // Any error of scale is small enough, so the verdict depends only on the p-values.
        try await ConformanceRun.run(
            plan(2000),
            seed: seed,
            alpha: alpha,
            resolvableScale: 10,
            escalation: Escalation()
        ) { request in
            var result = try request.run()
            if request.claim.text == "normal" {
                let p = TailProbability(pValues[request.stage])
                result.append([TestResult(.copies, tier: .rigorous, statistic: 0, pValue: p, method: "injected")])
            }
            return result
        }
    }

    /// The p-value of `copies` at draw `stage` whose adjusted p-value would be about `adjusted` if it were the smallest
    /// of all.
    private static func p(_ adjusted: Double, stage: Int) -> Double {
        // Three cases; the weights of all tests sum to at most 1.
        adjusted * Battery.weight(.copies) / 3 * Escalation.share(of: stage)
    }

    @Test(.tags(.property)) func `a correct case that is suspicious by accident is drawn again and cleared`()
        async throws
    {
        let run = try await Self.run(injecting: [Self.p(1e-4, stage: 0), 0.5])
        let result = try #require(run.cases.first)
        #expect(result.verdict == .conforms && result.diagnosis.isEmpty)
        #expect(result.stages.map(\.stage) == [0, 1])
        #expect(result.stages.map(\.count) == [2000, 8000])
        #expect(result.count == 8000 && result.drawCount == 10_000)
        #expect(result.stages.map(\.standing) == [.suspicious, .cleared])
        #expect(result.stages[0].test == .copies)
        let first = result.stages[0].leastAdjusted.value
        #expect(first > 1e-6 && first <= 1e-4 * (1 + 1e-12))
        #expect(result.stages[1].leastAdjusted.value > 1e-3)
        // The first draw's evidence remains; the second draw could only have added to it.
        #expect(try #require(result.adjusted[.copies]).value == first)
        #expect(run.drawCount == 10_000 + 2 * 2000)
        // The others were drawn once.
        #expect(run.cases.dropFirst().allSatisfy { $0.stages.isEmpty && $0.verdict == .conforms })
    }

    @Test(.tags(.property)) func `the second draw decides against a case by its own share of the level`() async throws {
        // Holm's adjusted p-value is at most this one; halving keeps it below the level.
        for (second, verdict) in [(Self.p(0.5e-6, stage: 1), Verdict.deviates), (Self.p(2e-5, stage: 1), .conforms)] {
            let run = try await Self.run(injecting: [Self.p(1e-4, stage: 0), second, 0.5])
            let result = try #require(run.cases.first)
            #expect(result.verdict == verdict)
            #expect(result.stages.last?.standing == (verdict == .deviates ? .deviates : .cleared))
            #expect(result.stages.count == (verdict == .deviates ? 2 : 3))
        }
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `what no draw decides is inconclusive after three further ones`() async throws {
        let run = try await Self.run(injecting: (0...4).map { Self.p(1e-4, stage: $0) })
        let result = try #require(run.cases.first)
        #expect(result.verdict == .inconclusive)
        #expect(result.stages.map(\.count) == [2000, 8000, 32_000, 128_000])
        #expect(result.stages.allSatisfy { $0.standing == .suspicious })
    }

    @Test(.tags(.property)) func `what is decided at once, either way, is not drawn again`() async throws {
        for (p, verdict) in [(Self.p(0.5e-6, stage: 0), Verdict.deviates), (0.01, .conforms)] {
            let run = try await Self.run(injecting: [p])
            #expect(run.cases.first?.verdict == verdict)
            #expect(run.cases.allSatisfy { $0.stages.isEmpty })
        }
    }

    @Test(.tags(.property)) func `a test that only a further draw has decides nothing`() async throws {
        let run = try await ConformanceRun.run(
            Self.plan(2000),
            seed: 5,
            resolvableScale: 10,
            escalation: Escalation()
        ) { request in
            var result = try request.run()
            guard request.claim.text == "normal" else { return result }
            func add(_ test: TestKind, _ p: Double) {
                result.append(
                    [TestResult(test, tier: .rigorous, statistic: 0, pValue: TailProbability(p), method: "injected")]
                )
            }
            if request.stage == 0 { add(.copies, Self.p(1e-4, stage: 0)) } else { add(.trailingZeros, 0) }
            return result
        }
        let result = try #require(run.cases.first)
        #expect(result.stages.count == 2 && result.verdict == .conforms)
        #expect(result.outcome?[.trailingZeros]?.pValue.value == 0 && result.adjusted[.trailingZeros] == nil)
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun))
    func `a small defect that is suspicious at first is decided by more draws`() async throws {
        // The variance is too large by a relative error e. For n normal values its statistic has the standard deviation
        // sqrt(2/n), so it lies z = e sqrt(n/2) deviations off. At z = 4.6 the p-value is 4e-6. The adjusted one, for a
        // weight of 0.28 and one case, is 2e-5: suspicious within two standard deviations of z. Four times the values
        // give 9.2, and a p of about 1e-19.
        let count = 1 << 14
        let error = 4.6 / (Double(count) / 2).squareRoot()
        let deviation = (1 + error).squareRoot()
        var suspicious = 0
        for seed: UInt64 in 0..<12 {
            let plan = try Self.plan(count, ["normal(stddev=1)"])
            let run = try await ConformanceRun.run(plan, seed: seed, escalation: Escalation()) { request in
                try PlantedDefect(drawing: .normal(mean: 0, standardDeviation: deviation), claim: "normal(stddev=1)")
                    .run(shape: request.shape, count: request.count, key: request.key)
            }
            let result = try #require(run.cases.first)
            if result.stages.isEmpty { continue }
            suspicious += 1
            #expect(result.stages.map(\.standing) == [.suspicious, .deviates], "seed \(seed)")
            #expect(result.verdict == .deviates && result.deviating(at: run.alpha).contains(.scale))
            #expect(result.diagnosis.map(\.code) == ["other-parameters"], "\(result.diagnosis)")
        }
        #expect(suspicious >= 6, "\(suspicious) of 12")
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `further draws share nothing with the first or with one another`() async throws {
        // Every case is suspicious each time, so all are drawn four times.
        let requests = Mutex<[CaseRequest]>([])
        let run = try await ConformanceRun.run(
            Self.plan(500, ["normal", "glorot_uniform"]),
            seed: 5,
            resolvableScale: 10,
            escalation: Escalation()
        ) { request in
            requests.withLock { $0.append(request) }
            var result = try request.run()
            let p = TailProbability(Self.p(1e-4, stage: request.stage))
            result.append([TestResult(.copies, tier: .rigorous, statistic: 0, pValue: p, method: "injected")])
            return result
        }
        #expect(run.cases.allSatisfy { $0.stages.count == 4 })
        let drawn = requests.withLock { $0 }
        #expect(drawn.map(\.stage).sorted() == [0, 0, 1, 1, 2, 2, 3, 3])
        #expect(Set(drawn.map(\.key)).count == 8)
        // As many values under each key, by one law: no two have the same value at the same place.
        let values = try drawn.map { request in
            var values = [Double](repeating: 0, count: 1000)
            var span = values.mutableSpan
            try WeightLaw.uniform(low: 0, high: 1).fill(&span, key: request.key.folding(0))
            return values
        }
        for (index, own) in values.enumerated() {
            for other in values[..<index] { #expect(zip(own, other).allSatisfy { $0 != $1 }) }
        }
    }

    @Test(.tags(.property)) func `the same seed gives the same history`() async throws {
        let runs = [
            try await Self.run(injecting: [Self.p(1e-4, stage: 0), 0.5]),
            try await Self.run(injecting: [Self.p(1e-4, stage: 0), 0.5]),
        ]
        let histories = runs.map { $0.cases.map { $0.stages.flatMap { $0.results.map(\.pValue) } } }
        #expect(histories[0] == histories[1])
    }

    @Test(.tags(.property)) func `without escalation nothing is drawn again, and each draw has the whole level`()
        async throws
    {
        let plan = try Self.plan(2000)
        let plain = try await ConformanceRun.run(plan, seed: 5, defects: [])
        let watched = try await ConformanceRun.run(plan, seed: 5, defects: [], escalation: Escalation())
        #expect(plain.escalation == nil && plain.cases.allSatisfy { $0.stages.isEmpty })
        for (one, other) in zip(plain.cases, watched.cases) {
            #expect(one.outcome?.results == other.outcome?.results && one.digest == other.digest)
            // A first draw that has three quarters of the level.
            for (test, p) in one.adjusted.map({ ($0.test, $0.pValue) }) {
                let share = try #require(other.adjusted[test]).value
                #expect(share >= p.value && share <= min(1, p.value / 0.75) * (1 + 1e-12))
            }
            if let own = one.sensitivity, let less = other.sensitivity { #expect(less.scale > own.scale) }
        }
    }
}
