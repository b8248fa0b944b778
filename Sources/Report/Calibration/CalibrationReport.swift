public import Conformance
internal import Stats

/// A finished calibration as a Markdown document: a pure function of it, so that the same seed gives the same bytes.
public enum CalibrationReport {
    /// The chance that a table calls anything wrong if the battery and the predictions are exactly right.
    static let errorRate = 0.001

    /// The document.
    ///
    /// - Parameters:
    ///   - calibration: the p-values of the battery.
    ///   - power: the errors that were planted.
    ///   - plan: runs of the whole plan, if they were asked for.
    public static func render(
        _ calibration: Calibration,
        power: PowerCalibration,
        plan: PlanCalibration? = nil
    ) -> String {
        var parts = [
            "# Calibration",
            verdict(calibration, power),
            WhatHolds.render(calibration, power, plan),
            "The tables: [runs](#runs), [tests](#tests), [power](#power), "
                + (plan == nil ? "" : "[runs of the whole plan](#runs-of-the-whole-plan), ")
                + "[rejected cases](#rejected-cases), [every law and size](#every-law-and-size).",
            "## How to read it", howToRead(calibration),
            "## Runs",
            RunTable.render(calibration),
            "## Tests",
            PValueTables.summary(calibration),
            "## Power",
            PowerTable.render(power),
        ]
        if let plan { parts += ["## Runs of the whole plan", PlanCalibrationSection.render(plan)] }
        parts += ["## Rejected cases", RunTable.rejections(calibration)]
        parts += ["## Every law and size", PValueTables.details(calibration)]
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// Whether no test and no run was rejected more often than its level allows, and every predicted error was noticed as
    /// often as claimed.
    public static func isWithinLevels(
        _ calibration: Calibration,
        power: PowerCalibration,
        plan: PlanCalibration? = nil
    ) -> Bool {
        RunTable.isWithinLevel(calibration) && PValueTables.beyondLevel(calibration).isEmpty
            && PowerTable.wrong(power).isEmpty && plan.map(PlanCalibrationSection.isWithinLevel) ?? true
    }

    // MARK: - Implementation

    private static func verdict(_ calibration: Calibration, _ power: PowerCalibration) -> String {
        let runs = calibration.runCount()
        let beyond = PValueTables.beyondLevel(calibration)
        let wrong = PowerTable.wrong(power)
        let isWithin = RunTable.isWithinLevel(calibration) && beyond.isEmpty
        let head = isWithin ? "**Within its level**" : "**Beyond its level**"
        let tests =
            beyond.isEmpty
            ? "no test has more small p-values than its level allows"
            : "**small p-values are too many: \(beyond.map(\.rawValue).joined(separator: ", "))**"
        let powers =
            wrong.isEmpty
            ? "every one was noticed as often as claimed, within exact binomial limits"
            : "**\(wrong.count) were noticed less often than claimed**"
        let laws = calibration.claims.count
        return "\(head): in \(Numerals.grouped(runs)) runs of the whole battery on \(laws) exact laws, "
            + "\(Numerals.grouped(runs * laws)) samples under seed \(calibration.seed), \(tests), and "
            + "\(calibration.rejectedRunCount()) of the runs had a rejection at a family-wise rate of "
            + "\(Numerals.six(calibration.alpha)). Of \(power.rows.count) errors of the smallest size that the tests claim to "
            + "notice with probability \(Numerals.six(Sensitivity.power)), planted in "
            + "\(Numerals.grouped(power.rows.reduce(0) { $0 + $1.samples })) samples, \(powers)."
    }

    private static func howToRead(_ calibration: Calibration) -> String {
        """
        - A share is the fraction of p-values at or below the level, with exact limits (Clopper–Pearson, \
        \(Numerals.six(100 * (1 - PValueTables.limitErrorRate))) % each). *Exact* tests have the level itself and uniform p-values; \
        *discrete* ones (counts) and *bounds* (Bernstein, Chernoff, unions, Bonferroni within a test) have at most the level; \
        *asymptotic* ones are diagnostics and decide nothing.
        - D is the Kolmogorov–Smirnov distance of the p-values from uniform ones, two-sided for exact tests and with an exact \
        p-value. For all others it is one-sided, the largest excess of their empirical distribution function: they may be \
        larger than uniform ones, never smaller.
        - *Too many* is a share above the level, *too small* such an excess, *conservative* the opposite, each beyond what \
        chance produces with probability \(Numerals.six(errorRate)) in the whole table (exact binomial and Smirnov's \
        distribution, Bonferroni). *Not uniform* would be an exact test that is conservative.
        - A run draws one sample of each law, of one size and under its own keys, and decides by weighted Holm over \
        all rigorous p-values, as a run of the report does.
        - Power: the smallest error is predicted in closed form; samples are drawn from the law with exactly that error and \
        tested against the claim. A row is wrong if so few noticed samples would have a probability below \
        \(Numerals.six(errorRate)) over all rows, were each noticed with probability \(Numerals.six(Sensitivity.power)).
        - `glorot calibrate` makes this document again: the same seed gives the same bytes.
        """
    }
}
