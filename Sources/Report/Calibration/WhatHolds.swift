internal import Conformance
internal import Stats

/// The questions of a calibration, a row each with the answer: all that most readers want to know.
enum WhatHolds {
    static func render(_ calibration: Calibration, _ power: PowerCalibration, _ plan: PlanCalibration?) -> String {
        var table = MarkdownTable([("verdict", .verdict), ("what is asked", .left), ("what was found", .left)])
        func append(_ holds: Bool, _ question: String, _ answer: String) {
            table.append([holds ? "holds" : "BROKEN", question, answer])
        }
        append(
            RunTable.isWithinLevel(calibration),
            "Are correct draws rejected no more often than the level allows?",
            "\(Numerals.grouped(calibration.rejectedRunCount())) of \(Numerals.grouped(calibration.runCount())) runs at a "
                + "level of \(Numerals.six(calibration.alpha)); up to \(Numerals.grouped(RunTable.limit(calibration, nil))) "
                + "are chance"
        )
        let (rigorous, beyond) = (PValueTables.rigorous(calibration).count, PValueTables.beyondLevel(calibration).count)
        append(
            beyond == 0,
            "Do all deciding tests have no more small p-values than their level allows?",
            "\(rigorous - beyond) of \(rigorous) tests, on "
                + Numerals.counted(calibration.claims.count, "law")
        )
        let wrong = PowerTable.wrong(power).count
        append(
            wrong == 0,
            "Are the smallest errors noticed that the tests claim to notice?",
            "\(power.rows.count - wrong) of \(power.rows.count) planted errors, as often as claimed"
        )
        if let plan {
            append(
                PlanCalibrationSection.isWithinLevel(plan),
                "Is a run of the whole plan rejected no more often than its level allows?",
                "\(plan.rejectedRunCount) of \(Numerals.grouped(plan.runCount)) runs at a level of "
                    + "\(Numerals.six(plan.alpha)); up to \(PlanCalibrationSection.limit(plan)) are chance"
            )
        }
        return table.text
    }
}
