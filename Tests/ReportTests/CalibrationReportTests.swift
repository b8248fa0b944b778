import Foundation
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

    @Test func `no blank lines stand after a table`() async throws {
        let text = CalibrationReport.render(try await Self.calibration(alpha: 0.999, runs: 60))
        #expect(!text.contains("\n\n\n"))
    }

    /// Of 1000 p-values, the numbers at or below 0.1, 0.01, 0.001 and 0.0001.
    @Test func `shares beyond and below their levels are found`() {
        func finding(_ low: [Int]) -> CalibrationFinding { CalibrationFinding(low: low, of: 1000, errorRate: 0.001) }
        #expect(finding([100, 10, 1, 0]) == .atLevel)
        #expect(finding([30, 10, 1, 0]) == .conservative)
        #expect(finding([200, 10, 1, 0]) == .tooMany(level: 0.1))
        // One level suffices, whatever the others show.
        #expect(finding([30, 10, 20, 0]) == .tooMany(level: 0.001))
    }

    @Test func `too many rejected runs or low p-values are beyond the levels`() {
        func isWithin(_ runs: Int, _ findings: [CalibrationFinding]) -> Bool {
            CalibrationReport.isWithinLevels(rejectedRuns: runs, limit: 4, findings: findings)
        }
        #expect(isWithin(4, [.atLevel, .conservative]))
        #expect(!isWithin(5, [.atLevel]))
        #expect(!isWithin(0, [.conservative, .tooMany(level: 0.001)]))
    }

    @Test func `rejected cases are listed`() async throws {
        let calibration = try await Self.calibration(alpha: 0.999, runs: 60)
        #expect(CalibrationReport.render(calibration).contains("| `normal(stddev=0.02)` | [16, 16] | "))
    }

    @Test func `the committed document is of the standard plan`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let text = try String(
            contentsOf: root.standardizedFileURL.appendingPathComponent("reports/calibration.md"),
            encoding: .utf8
        )
        let count = try #require(text.firstMatch(of: #/\((\d+) initializers, /#)).output.1
        #expect(try Int(count) == Plan.standard().claims.count)
        #expect(!text.contains("\n\n\n"))
    }
}
