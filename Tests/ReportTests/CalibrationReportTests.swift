import Testing

import Conformance
import Report

@Suite struct CalibrationReportTests {
    private static func calibration(alpha: Double, runs: Int) async throws -> Calibration {
        let plan = Plan(claims: [try Claim("normal(stddev=0.02)")], shapes: [[16, 16]], sampleCount: 256)
        return try await Calibration.run(plan, runs: runs, seed: 1, alpha: alpha)
    }

    @Test func `the document states runs, level, limit and the share of each test`() async throws {
        let calibration = try await Self.calibration(alpha: 0.01, runs: 50)
        let text = CalibrationReport.render(calibration)
        #expect(text.hasPrefix("# Calibration\n\n**Within its level**: of 50 runs"))
        // scipy.stats.binom.ppf(0.999, 50, 0.01)
        #expect(text.contains("has at most 4 with probability 0.999 (exact binomial)"))
        #expect(text.contains("| kolmogorov_smirnov | rigorous | 50 |"))
        #expect(text.contains("| chi_square | diagnostic | 50 |"))
        #expect(text.contains("| support | rigorous | 50 | 0 | 0 | 0 | 0 | "))
        #expect(text.hasSuffix("the same bytes.\n"))
        #expect(CalibrationReport.isWithinLevels(calibration))
    }

    @Test func `rejected cases are listed`() async throws {
        let calibration = try await Self.calibration(alpha: 0.999, runs: 60)
        #expect(CalibrationReport.render(calibration).contains("| `normal(stddev=0.02)` | [16, 16] | "))
    }
}
