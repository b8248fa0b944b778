internal import Conformance
internal import Stats

/// Predicted sensitivities, and how often errors of that size were noticed.
enum PowerTable {
    static func render(_ power: PowerCalibration) -> String {
        var table = MarkdownTable([
            ("error", .left), ("claim", .left), ("test", .left), ("values", .right), ("predicted size", .right),
            ("samples", .right), ("noticed", .right), ("limits", .right), ("finding", .left),
        ])
        for row in power.rows {
            table.append([
                row.error.rawValue, "`\(row.claim)`", row.error.test.rawValue, Numerals.grouped(row.sampleSize),
                size(row), Numerals.grouped(row.samples), Numerals.grouped(row.noticed),
                PValueTables.limits(row.noticed, of: row.samples),
                isWrong(row, among: power.rows.count) ? "**noticed less often**" : "holds",
            ])
        }
        return """
            Each test decides at its share of \(Numerals.six(power.level)), the level of one case among 500 of a run \
            at 1e-6. *Wider* and *narrower*: relative error of the standard deviation. *Shift*: of the mean, in \
            standard deviations. *Distance*: of the cdfs, mass moved from above the median to below it. *Missing \
            tail*: the upper one, of this probability; *truncation*: both, of this probability each. *Kurtosis*: by \
            how much it is too large, mean and variance being right (the density times 1 plus a multiple of the law's \
            orthogonal polynomial of degree 4). A row is missing if no such error is noticed at its size.

            \(table.text)
            """
    }

    /// The rows of errors that were noticed less often than claimed.
    static func wrong(_ power: PowerCalibration) -> [PowerCalibration.Row] {
        power.rows.filter { isWrong($0, among: power.rows.count) }
    }

    /// Whether so few noticed samples refute a power of 0.999, Bonferroni over the rows.
    static func isWrong(_ row: PowerCalibration.Row, among rows: Int) -> Bool {
        !(row.pValue > CalibrationReport.errorRate / Double(max(1, rows)))
    }

    // MARK: - Implementation

    private static func size(_ row: PowerCalibration.Row) -> String {
        switch row.error {
        case .wider, .narrower: Numerals.percent(row.size)
        case .shift: "\(Numerals.format(row.size, digits: 3)) sd"
        case .distance, .missingTail, .truncation, .kurtosis: Numerals.format(row.size, digits: 3)
        }
    }
}
