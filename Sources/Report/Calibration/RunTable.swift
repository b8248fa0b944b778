internal import Conformance
internal import Stats

/// The family-wise rate of runs of the battery, size by size.
enum RunTable {
    static func render(_ calibration: Calibration) -> String {
        var table = MarkdownTable([
            ("values", .right), ("runs", .right), ("with a rejection", .right), ("share", .right), ("limits", .right),
            ("at most, for the level", .right),
        ])
        func append(_ title: String, _ size: Int?) {
            let runs = calibration.runCount(ofSize: size)
            let rejected = calibration.rejectedRunCount(ofSize: size)
            table.append([
                title, Numerals.grouped(runs), Numerals.grouped(rejected),
                Numerals.format(Double(rejected) / Double(max(1, runs)), digits: 3),
                PValueTables.limits(rejected, of: runs),
                Numerals.grouped(limit(calibration, size)),
            ])
        }
        for size in calibration.sizes { append(Numerals.grouped(size.count), size.count) }
        append("all", nil)
        let count = calibration.claims.count
        return "A family-wise rate of \(Numerals.six(calibration.alpha)), by weighted Holm over \(count) laws.\n\n"
            + table.text
    }

    /// Whether the runs with a rejection are no more than the level allows, at every size and over all.
    static func isWithinLevel(_ calibration: Calibration) -> Bool {
        (calibration.sizes.map { Optional($0.count) } + [nil]).allSatisfy {
            calibration.rejectedRunCount(ofSize: $0) <= limit(calibration, $0)
        }
    }

    static func rejections(_ calibration: Calibration) -> String {
        guard !calibration.rejections.isEmpty else { return "None." }
        var table = MarkdownTable([("values", .right), ("run", .right), ("claim", .left), ("tests", .left)])
        for rejection in calibration.rejections {
            table.append([
                Numerals.grouped(rejection.sampleSize), "\(rejection.run)", "`\(rejection.claim)`",
                rejection.tests.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return table.text
    }

    // MARK: - Implementation

    /// The largest number of rejected runs that is not too many, Bonferroni over the rows.
    static func limit(_ calibration: Calibration, _ size: Int?) -> Int {
        let runs = calibration.runCount(ofSize: size)
        let law = try? Binomial(trials: Double(runs), probability: calibration.alpha)
        let rows = Double(calibration.sizes.count + 1)
        return law.map { Int($0.quantile(1 - CalibrationReport.errorRate / rows)) } ?? runs
    }
}
