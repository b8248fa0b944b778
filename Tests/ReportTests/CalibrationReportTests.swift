import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

@Suite struct CalibrationReportTests {
    // MARK: - Findings

    /// 1,000 p-values, evenly spread, then changed.
    private static func pValues(
        _ character: NullCharacter = .exact,
        _ change: (Double) -> Double = { $0 }
    ) -> CalibratedPValues {
        CalibratedPValues(
            (0..<1000).map { change((Double($0) + 0.5) / 1000) },
            test: .scale,
            claim: "normal(stddev=0.02)",
            sampleSize: 10,
            character: character
        )
    }

    @Test(.tags(.negativeControl)) func `a test whose p-values are squared rejects too often`() {
        for character in NullCharacter.allCases {
            #expect(CalibrationFinding(Self.pValues(character) { $0 * $0 }, errorRate: 0.001) == .tooMany(level: 0.1))
            #expect(CalibrationFinding(Self.pValues(character), errorRate: 0.001) == .atLevel)
        }
    }

    @Test(.tags(.negativeControl)) func `p-values that are too small between the levels are found`() {
        let values = Self.pValues(.bound) { $0 < 0.2 ? $0 : 0.2 + (max(0, $0 - 0.4)) }
        #expect(CalibrationFinding(values, errorRate: 0.001) == .tooSmall)
        #expect(CalibrationFinding(values, errorRate: 0.001).isBeyondLevel)
    }

    @Test func `larger p-values are conservative in a bound and an error in an exact test`() {
        let change: (Double) -> Double = { min(1, 3 * $0) }
        #expect(CalibrationFinding(Self.pValues(.bound, change), errorRate: 0.001) == .conservative)
        #expect(CalibrationFinding(Self.pValues(.discrete, change), errorRate: 0.001) == .conservative)
        #expect(CalibrationFinding(Self.pValues(.exact, change), errorRate: 0.001) == .notUniform)
        #expect(!CalibrationFinding(Self.pValues(.bound, change), errorRate: 0.001).isBeyondLevel)
    }

    /// Numbers at or below 0.1, 0.01, 0.001 and 0.0001 of 1000 p-values.
    @Test func `shares beyond and below their levels are found`() {
        func finding(_ low: [Int]) -> CalibrationFinding {
            CalibrationFinding.finding(low: low, of: 1000, errorRate: 0.001)
        }
        #expect(finding([100, 10, 1, 0]) == .atLevel)
        #expect(finding([30, 10, 1, 0]) == .conservative)
        #expect(finding([200, 10, 1, 0]) == .tooMany(level: 0.1))
        // One level suffices, whatever the others show.
        #expect(finding([30, 10, 20, 0]) == .tooMany(level: 0.001))
    }

    // MARK: - Document

    private static func calibration(
        _ pValues: CalibratedPValues,
        rejected: Int = 0
    ) -> Calibration {
        Calibration(
            sizes: Calibration.sizes(runs: 1000).filter { $0.count == 10 },
            claims: [pValues.claim],
            seed: 1,
            alpha: 0.01,
            pValues: [pValues],
            rejections: (0..<rejected).map {
                Calibration.Rejection(sampleSize: 10, run: $0, claim: pValues.claim, tests: [.scale])
            }
        )
    }

    private static func power(noticed: Int) -> PowerCalibration {
        PowerCalibration(
            level: 2e-9,
            rows: [
                PowerCalibration.Row(
                    error: .wider,
                    claim: "normal(stddev=0.02)",
                    sampleSize: 10_000,
                    size: 0.0674,
                    samples: 2000,
                    noticed: noticed
                )
            ]
        )
    }

    @Test func `the document states runs, shares with their limits, and power`() {
        let calibration = Self.calibration(Self.pValues(), rejected: 3)
        let text = CalibrationReport.render(calibration, power: Self.power(noticed: 1999))
        #expect(text.hasPrefix("# Calibration\n\n**Within its level**: in 1,000 runs"))
        // scipy.stats.beta.ppf(0.005, 3, 998), beta.isf(0.005, 4, 997), and of 100 in 1000.
        #expect(text.contains("| 10 | 1,000 | 3 | 0.003 | 0.000338–0.0109 | "))
        #expect(text.contains("| scale | 10 | 1,000 | exact | 0.1 (0.077–0.127) |"))
        #expect(text.contains("| wider | `normal(stddev=0.02)` | scale | 10,000 | 6.74 % | 2,000 | 1,999 |"))
        #expect(text.contains("| 10 | 2 | `normal(stddev=0.02)` | scale |"))
        #expect(text.contains("the same bytes.\n\n## Runs\n") && !text.contains("\n\n\n"))
        // The first screen has the answers.
        let answers = text.components(separatedBy: "## How to read it")[0]
        #expect(answers.contains("? | 3 of 1,000 runs at a level of 0.01; up to 22 are chance |"))
        #expect(answers.contains("| 1 of 1 tests, on 1 law |") && answers.contains("| 1 of 1 planted errors, "))
        #expect(text == CalibrationReport.render(calibration, power: Self.power(noticed: 1999)))
        #expect(CalibrationReport.isWithinLevels(calibration, power: Self.power(noticed: 1999)))
    }

    @Test(.tags(.negativeControl)) func `too small p-values, too many rejected runs and missed errors are told`() {
        let squared = Self.calibration(Self.pValues { $0 * $0 })
        let fine = Self.power(noticed: 1999)
        #expect(!CalibrationReport.isWithinLevels(squared, power: fine))
        let text = CalibrationReport.render(squared, power: fine)
        #expect(text.contains("**Beyond its level**") && text.contains("**small p-values are too many: scale**"))
        #expect(text.contains("| **too many at 0.1** |"))
        // scipy.stats.binom.ppf(1 - 0.001 / 2, 1000, 0.01)
        #expect(CalibrationReport.isWithinLevels(Self.calibration(Self.pValues(), rejected: 22), power: fine))
        #expect(!CalibrationReport.isWithinLevels(Self.calibration(Self.pValues(), rejected: 23), power: fine))
        // P(Binomial(2000, 0.001) >= 10) = 4.6e-5.
        let missed = Self.power(noticed: 1990)
        #expect(!CalibrationReport.isWithinLevels(Self.calibration(Self.pValues()), power: missed))
        let told = CalibrationReport.render(Self.calibration(Self.pValues()), power: missed)
        #expect(told.contains("**1 were noticed less often than claimed**"))
        #expect(told.contains("| **noticed less often** |"))
        #expect(told.contains("\n| **BROKEN** | Are the smallest errors"))
    }

    @Test func `diagnostics decide nothing`() {
        let calibration = Self.calibration(Self.pValues(.asymptotic) { $0 * $0 })
        #expect(CalibrationReport.isWithinLevels(calibration, power: Self.power(noticed: 2000)))
    }

    @Test func `runs of the whole plan have a section where there were any`() async throws {
        let plan = Plan(claims: [try Claim("normal(stddev=0.02)")], shapes: [[16, 16]], sampleCount: 256)
        func text(alpha: Double, runs: Int) async throws -> String {
            CalibrationReport.render(
                Self.calibration(Self.pValues()),
                power: Self.power(noticed: 2000),
                plan: try await PlanCalibration.run(plan, runs: runs, seed: 1, alpha: alpha)
            )
        }
        let honest = try await text(alpha: 0.01, runs: 50)
        // scipy.stats.binom.ppf(0.999, 50, 0.01)
        #expect(honest.contains("of 50 runs of the whole plan") && honest.contains("at most 4 with probability 0.999"))
        #expect(try await text(alpha: 0.999, runs: 60).contains("| `normal(stddev=0.02)` | [16, 16] | "))
        let none = CalibrationReport.render(Self.calibration(Self.pValues()), power: Self.power(noticed: 2000))
        #expect(!none.contains("whole plan"))
    }

    @Test func `the committed document is of 10,000 runs and more, within its levels and powers`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let text = try String(
            contentsOf: root.standardizedFileURL.appendingPathComponent("reports/calibration.md"),
            encoding: .utf8
        )
        let runs = try #require(text.firstMatch(of: #/\*\*Within its level\*\*: in ([0-9,]+) runs/#)).output.1
        #expect(try #require(Int(runs.replacing(",", with: ""))) >= 10_000)
        #expect(!text.contains("**too") && !text.contains("**noticed less often**") && !text.contains("\n\n\n"))
    }
}
