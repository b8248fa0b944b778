public import Conformance
internal import Stats

/// A finished calibration as a Markdown document: a pure function of it, so that the same seed gives the same bytes.
public enum CalibrationReport {
    /// The chance that a test which rejects exactly at its level is called anticonservative somewhere in the table.
    static let errorRate = 0.001

    /// The document.
    public static func render(_ calibration: Calibration) -> String {
        [
            "# Calibration",
            verdict(calibration),
            "## p-values of correct initializers",
            table(calibration),
            "## Rejected cases",
            rejections(calibration),
            "## How to read it",
            howToRead,
        ].joined(separator: "\n\n") + "\n"
    }

    /// Whether no test and no run was rejected more often than its level allows.
    public static func isWithinLevels(_ calibration: Calibration) -> Bool {
        isWithinLevels(
            rejectedRuns: calibration.rejectedRunCount,
            limit: calibration.upperLimit(confidence: 1 - errorRate),
            findings: calibration.tallies.values.filter { !$0.isDiagnostic }.map { finding($0, calibration) }
        )
    }

    /// The decision, from the number of rejected runs, the largest that is not too many, and what the rigorous tests'
    /// p-values showed.
    package static func isWithinLevels(rejectedRuns: Int, limit: Int, findings: [CalibrationFinding]) -> Bool {
        rejectedRuns <= limit && findings.allSatisfy { if case .tooMany = $0 { false } else { true } }
    }

    // MARK: - Implementation

    private static func verdict(_ calibration: Calibration) -> String {
        let rejected = calibration.rejectedRunCount
        let limit = calibration.upperLimit(confidence: 1 - errorRate)
        let head = rejected <= limit ? "**Within its level**" : "**Beyond its level**"
        return "\(head): of \(Figures.grouped(calibration.runCount)) runs of the whole plan under fresh seeds "
            + "(\(calibration.plan.claims.count) initializers, \(Figures.grouped(calibration.plan.sampleCount)) values a case, "
            + "seeds from \(calibration.seed) on), \(rejected) had a rejection at a family-wise rate of "
            + "\(Figures.six(calibration.alpha)). A battery whose rate is exactly that has at most \(limit) with probability "
            + "\(Figures.six(1 - errorRate)) (exact binomial)."
    }

    private static func table(_ calibration: Calibration) -> String {
        var table = MarkdownTable(
            [("test", .left), ("tier", .left), ("p-values", .right)]
                + Calibration.Tally.levels.map { ("≤ \(Figures.six($0))", .right) } + [("finding", .left)]
        )
        for test in TestKind.allCases {
            guard let tally = calibration.tallies[test] else { continue }
            table.append(
                [test.rawValue, tally.isDiagnostic ? "diagnostic" : "rigorous", Figures.grouped(tally.count)]
                    + tally.low.map { Figures.format(Double($0) / Double(tally.count), digits: 3) }
                    + [finding(tally, calibration).words]
            )
        }
        return table.text
    }

    private static func finding(_ tally: Calibration.Tally, _ calibration: Calibration) -> CalibrationFinding {
        let rate = errorRate / Double(Calibration.Tally.levels.count * calibration.tallies.count)
        return CalibrationFinding(low: tally.low, of: tally.count, errorRate: rate)
    }

    private static func rejections(_ calibration: Calibration) -> String {
        guard !calibration.rejections.isEmpty else { return "None." }
        var table = MarkdownTable([("seed", .right), ("claim", .left), ("shape", .left), ("tests", .left)])
        for rejection in calibration.rejections {
            table.append([
                "\(rejection.seed)", "`\(rejection.claim)`", Figures.shape(rejection.shape),
                rejection.tests.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return table.text
    }

    private static let howToRead = """
        - Each share is that of p-values at or below the level, over all cases of all runs; an exact test has the level \
        itself. *Conservative* are bounds (Bernstein, Chernoff, unions), Bonferroni corrections within a test and discrete \
        statistics; *too many* would be a share above the level with an exact binomial probability below \
        \(Figures.six(errorRate)) over the whole table.
        - Diagnostics are asymptotic and decide nothing.
        - `glorot calibrate` makes this document again: the same seed gives the same bytes.
        """
}
