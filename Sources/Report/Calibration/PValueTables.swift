internal import Conformance
internal import Stats

/// The p-values of each test, over all and for each law and size.
enum PValueTables {
    /// The chance that a share's limits do not hold.
    static let limitErrorRate = 0.01

    /// One row a test: the shares over all laws and sizes, and how many of these are conservative.
    static func summary(_ calibration: Calibration) -> String {
        var table = MarkdownTable(
            [("test", .left), ("p-values", .right)] + levelColumns + [("laws and sizes, by what was found", .left)]
        )
        for test in TestKind.allCases {
            let cells = calibration.pValues.filter { $0.test == test }
            guard !cells.isEmpty else { continue }
            let count = cells.reduce(0) { $0 + $1.count }
            let low = CalibratedPValues.levels.indices.map { level in cells.reduce(0) { $0 + $1.low[level] } }
            table.append(
                [test.rawValue, Numerals.grouped(count)] + shares(low, of: count)
                    + [(cells.isDiagnostic ? "diagnostic: " : "") + tally(cells.map { finding($0, calibration) })]
            )
        }
        let names = conservative(calibration).map(\.rawValue).joined(separator: ", ")
        return table.text + "\n\nConservative for every law, at some or all sizes: \(names.isEmpty ? "none" : names)."
    }

    /// A table for each law; tests without a p-value below 1 are named beneath.
    static func details(_ calibration: Calibration) -> String {
        calibration.claims.map { claim in
            var table = MarkdownTable(
                [("test", .left), ("values", .right), ("p-values", .right), ("null", .left)] + levelColumns
                    + [("D", .right), ("p(D)", .right), ("finding", .left)]
            )
            var silent: [(test: TestKind, sizes: [String])] = []
            for cell in calibration.pValues where cell.claim == claim {
                guard cell.least < 1 else {
                    if silent.last?.test != cell.test { silent.append((cell.test, [])) }
                    silent[silent.count - 1].sizes.append(Numerals.grouped(cell.sampleSize))
                    continue
                }
                table.append(
                    [
                        cell.test.rawValue, Numerals.grouped(cell.sampleSize), Numerals.grouped(cell.count),
                        cell.character.rawValue,
                    ]
                        + shares(cell.low, of: cell.count)
                        + [
                            Numerals.format(cell.distance, digits: 3), Numerals.format(cell.distancePValue, digits: 3),
                            finding(cell, calibration).words,
                        ]
                )
            }
            let names = silent.map { "\($0.test.rawValue) (\($0.sizes.joined(separator: "; ")))" }
            return "### `\(claim)`\n\n\(table.text)"
                + (names.isEmpty ? "" : "\n\nNo p-value below 1: \(names.joined(separator: ", ")).")
        }.joined(separator: "\n\n")
    }

    /// The rigorous tests that have more small p-values than their level allows, for some law and size or over all.
    static func beyondLevel(_ calibration: Calibration) -> [TestKind] {
        TestKind.allCases.filter { test in
            let cells = calibration.pValues.filter { $0.test == test && $0.character != .asymptotic }
            return cells.contains { finding($0, calibration).isBeyondLevel }
        }
    }

    /// The rigorous tests that gave any p-value.
    static func rigorous(_ calibration: Calibration) -> [TestKind] {
        TestKind.allCases.filter { test in
            calibration.pValues.contains { $0.test == test && $0.character != .asymptotic }
        }
    }

    /// Exact limits of a share.
    static func limits(_ successes: Int, of trials: Int) -> String {
        let limits = Binomial.limits(successes: successes, trials: trials, errorRate: limitErrorRate)
        return "\(Numerals.format(limits.lowerBound, digits: 3))–\(Numerals.format(limits.upperBound, digits: 3))"
    }

    // MARK: - Implementation

    private static let levelColumns = CalibratedPValues.levels.map {
        (title: "≤ \(Numerals.six($0))", column: MarkdownTable.Column.right)
    }

    private static func shares(_ low: [Int], of count: Int) -> [String] {
        low.map { "\(Numerals.format(Double($0) / Double(max(1, count)), digits: 3)) (\(limits($0, of: count)))" }
    }

    private static func finding(_ cell: CalibratedPValues, _ calibration: Calibration) -> CalibrationFinding {
        CalibrationFinding(cell, errorRate: CalibrationReport.errorRate / Double(max(1, calibration.pValues.count)))
    }

    /// The tests that are conservative for every law at some size.
    private static func conservative(_ calibration: Calibration) -> [TestKind] {
        TestKind.allCases.filter { test in
            let cells = calibration.pValues.filter { $0.test == test && $0.character != .asymptotic }
            return !cells.isEmpty
                && Set(cells.map(\.claim)).allSatisfy { claim in
                    cells.contains { $0.claim == claim && finding($0, calibration) == .conservative }
                }
        }
    }

    private static func tally(_ findings: [CalibrationFinding]) -> String {
        var counts: [(words: String, count: Int)] = []
        for finding in findings {
            if let place = counts.firstIndex(where: { $0.words == finding.words }) {
                counts[place].count += 1
            } else {
                counts.append((finding.words, 1))
            }
        }
        return counts.map { "\($0.count) \($0.words)" }.joined(separator: ", ")
    }
}

extension [CalibratedPValues] {
    fileprivate var isDiagnostic: Bool { allSatisfy { $0.character == .asymptotic } }
}
