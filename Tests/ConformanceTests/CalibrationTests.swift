import TestSupport
import Testing

import Conformance
import Stats

@Suite struct CalibrationTests {
    private static func plan(_ claims: [String], drawing count: Int) throws -> Plan {
        Plan(claims: try claims.map { try Claim($0) }, shapes: [[64, 32], [512]], sampleCount: count)
    }

    // scipy.stats.binom.ppf(confidence, trials, probability)
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (1000, 0.01, 0.999, 21), (10, 0.01, 0.999, 2), (440_000, 0.1, 0.99999, 44_851), (100, 0.5, 0.5, 50),
            (5, 0.01, 0.9, 0),
        ]
    )
    func `the upper limit is the binomial quantile`(trials: Int, probability: Double, confidence: Double, limit: Int) {
        #expect(
            Calibration.upperLimit(trials: trials, probability: probability, confidence: confidence) == limit
        )
    }

    @Test(.tags(.statistical))
    func `runs have fresh seeds, and every p-value is counted`() async throws {
        let plan = try Self.plan(["glorot_uniform", "normal(stddev=0.02)", "zeros"], drawing: 4096)
        let calibration = try await Calibration.run(plan, runs: 40, seed: 7, alpha: 0.01)
        #expect(calibration.runCount == 40)
        let drawn = try #require(calibration.tallies[.kolmogorovSmirnov])
        #expect(drawn.count == 40 * 2 * 2)
        #expect(calibration.tallies[.support]?.count == 40 * 3 * 2)
        #expect(drawn.low[0] >= drawn.low[1] && drawn.low[1] >= drawn.low[2])
        // An exact test: 160 p-values of which a tenth are at most 0.1; 1e-6 and 1 - 1e-6 quantiles of the binomial law.
        #expect((1...37).contains(drawn.low[0]))
        #expect(calibration.rejectedRunCount <= calibration.upperLimit(confidence: 0.999))
        let again = try await Calibration.run(plan, runs: 40, seed: 7, alpha: 0.01)
        #expect(again.tallies == calibration.tallies && again.rejections == calibration.rejections)
    }

    @Test(.tags(.negativeControl))
    func `rejections are told with seed, case and tests`() async throws {
        // At a level near 1 honest cases are rejected now and then: the counts must show it.
        let plan = try Self.plan(["normal(stddev=0.02)"], drawing: 256)
        let calibration = try await Calibration.run(plan, runs: 60, seed: 1, alpha: 0.999)
        #expect(calibration.rejectedRunCount > 0)
        #expect(calibration.rejectedRunCount <= 60)
        for rejection in calibration.rejections {
            #expect((1...60).contains(rejection.seed) && !rejection.tests.isEmpty)
            let run = try await ConformanceRun.run(plan, seed: rejection.seed, alpha: 0.999, defects: [])
            let result = try #require(run.cases.first { $0.shape == rejection.shape })
            #expect(result.verdict == .deviates && result.deviating(at: 0.999) == rejection.tests)
        }
    }
}
