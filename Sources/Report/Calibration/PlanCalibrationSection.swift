internal import Conformance
internal import Stats

/// The family-wise rate of runs of the whole plan.
enum PlanCalibrationSection {
    static func render(_ plan: PlanCalibration) -> String {
        let rejected = plan.rejectedRunCount
        let head = isWithinLevel(plan) ? "Within its level" : "**Beyond its level**"
        let sentence =
            "\(head): of \(Numerals.grouped(plan.runCount)) runs of the whole plan under fresh seeds "
            + "(\(plan.plan.claims.count) initializers, \(Numerals.grouped(plan.plan.sampleCount)) values a case, "
            + "seeds from \(plan.seed) on), \(rejected) had a rejection at a family-wise rate of "
            + "\(Numerals.six(plan.alpha)). A battery whose rate is exactly that has at most \(limit(plan)) with probability "
            + "\(Numerals.six(1 - CalibrationReport.errorRate)) (exact binomial)."
        guard !plan.rejections.isEmpty else { return sentence }
        var table = MarkdownTable([("seed", .right), ("claim", .left), ("shape", .left), ("tests", .left)])
        for rejection in plan.rejections {
            table.append([
                "\(rejection.seed)", "`\(rejection.claim)`", Numerals.shape(rejection.shape),
                rejection.tests.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return sentence + "\n\n" + table.text
    }

    static func isWithinLevel(_ plan: PlanCalibration) -> Bool { plan.rejectedRunCount <= limit(plan) }

    // MARK: - Implementation

    static func limit(_ plan: PlanCalibration) -> Int {
        let law = try? Binomial(trials: Double(plan.runCount), probability: plan.alpha)
        return law.map { Int($0.quantile(1 - CalibrationReport.errorRate)) } ?? plan.runCount
    }
}
