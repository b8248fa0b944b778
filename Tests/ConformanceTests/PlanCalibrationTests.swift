import TestSupport
import Testing

import Claims
import Conformance
import Stats

@Suite struct PlanCalibrationTests {
    private static func plan(_ claims: [String], drawing count: Int) throws -> Plan {
        Plan(claims: try claims.map { try Claim($0) }, shapes: [[64, 32], [512]], sampleCount: count)
    }

    @Test(.tags(.negativeControl))
    func `rejections are told with seed, case and tests`() async throws {
        // At a level near 1, honest cases are rejected now and then, and the counts must show it.
        let plan = try Self.plan(["normal(stddev=0.02)"], drawing: 256)
        let calibration = try await PlanCalibration.run(plan, runs: 60, seed: 1, alpha: 0.999)
        #expect(calibration.runCount == 60 && calibration.rejectedRunCount > 0)
        #expect(calibration.rejectedRunCount <= 60)
        for rejection in calibration.rejections {
            #expect((1...60).contains(rejection.seed) && !rejection.tests.isEmpty)
            let run = try await ConformanceRun.run(plan, seed: rejection.seed, alpha: 0.999, defects: [])
            let result = try #require(run.cases.first { $0.shape == rejection.shape })
            #expect(result.verdict == .deviates && result.deviating(at: 0.999) == rejection.tests)
        }
    }

    @Test(.tags(.statistical)) func `honest runs are rejected no more often than the level allows`() async throws {
        let plan = try Self.plan(["glorot_uniform", "normal(stddev=0.02)", "zeros"], drawing: 4096)
        let calibration = try await PlanCalibration.run(plan, runs: 20, seed: 7, alpha: 0.01)
        // scipy.stats.binom.ppf(0.999, 20, 0.01)
        #expect(calibration.runCount == 20 && calibration.rejectedRunCount <= 3)
        let again = try await PlanCalibration.run(plan, runs: 20, seed: 7, alpha: 0.01)
        #expect(again.rejections == calibration.rejections)
    }
}
