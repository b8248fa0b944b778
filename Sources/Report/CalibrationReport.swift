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
        calibration.rejectedRunCount <= calibration.upperLimit(confidence: 1 - errorRate)
            && calibration.tallies.values.allSatisfy { tally in
                tally.isDiagnostic || !finding(tally, calibration).hasPrefix("**")
            }
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
                    + [finding(tally, calibration)]
            )
        }
        return table.text
    }

    /// How the shares lie to their levels: beyond one of them, below all that could show it, or at them.
    private static func finding(_ tally: Calibration.Tally, _ calibration: Calibration) -> String {
        let levels = Calibration.Tally.levels
        let confidence = 1 - errorRate / Double(levels.count * calibration.tallies.count)
        for (level, low) in zip(levels, tally.low)
        where low > Calibration.upperLimit(trials: tally.count, probability: level, confidence: confidence) {
            return "**too many at \(Figures.six(level))**"
        }
        // The largest count that is still too few: P(X <= k) < 1 - confidence.
        let few = zip(levels, tally.low).filter { level, low in
            low < Calibration.upperLimit(trials: tally.count, probability: level, confidence: 1 - confidence)
        }
        return few.isEmpty ? "at its level" : "conservative"
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
