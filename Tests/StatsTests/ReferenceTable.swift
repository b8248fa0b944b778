import Foundation
import Testing

/// One reference value of a null distribution, made by a system independent of the code under test.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
    let count: Int
    let statistic: Double
    let survival: Double
    /// Absent if the method's absolute error is not small compared with it.
    let cdf: Double?
    let method: String

    var scaledSquare: Double { Double(count) * statistic * statistic }
    var scaledStatistic: Double { Double(count) * statistic }
    var testDescription: String { "n = \(count), D = \(statistic), \(method)" }
}

enum ReferenceTable {
    /// The lines of a fixture without comments, split at tabs.
    static func fields(_ name: String) throws -> [[String]] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Fixtures"))
        return try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") && !$0.hasPrefix("n\t") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// Rows of a fixture with the columns n, D, survival, cdf, method.
    static func rows(_ name: String) throws -> [ReferenceRow] {
        try fields(name).map { fields in
            try #require(fields.count == 5)
            return ReferenceRow(
                count: try #require(Int(fields[0])),
                statistic: try #require(Double(fields[1])),
                survival: try #require(Double(fields[2])),
                cdf: Double(fields[3]),
                method: fields[4]
            )
        }
    }

    /// Rows of the golden table, whose first column names the distribution.
    static func goldenRows(_ distribution: String) throws -> [ReferenceRow] {
        try fields("golden-pvalues").filter { $0[0] == distribution }.map { fields in
            func value(_ text: String) -> String { text.split(separator: "=").last.map(String.init) ?? text }
            return ReferenceRow(
                count: value(fields[1]) == "inf" ? 0 : try #require(Int(value(fields[1]))),
                statistic: try #require(Double(value(fields[2]))),
                survival: try #require(Double(fields[3])),
                cdf: fields.count > 4 ? Double(fields[4]) : nil,
                method: fields.count > 5 ? fields[5] : ""
            )
        }
    }
}

/// The largest relative error of each region, for the accuracy tables of the documentation.
struct ErrorSummary {
    private var worst: [String: (error: Double, row: ReferenceRow, rows: Int)] = [:]

    mutating func record(_ error: Double, of row: ReferenceRow, in region: String) {
        guard let previous = worst[region] else {
            worst[region] = (error, row, 1)
            return
        }
        worst[region] = (
            max(error, previous.error), error > previous.error ? row : previous.row, previous.rows + 1
        )
    }

    /// Number of rows of all regions.
    var rowCount: Int { worst.values.reduce(0) { $0 + $1.rows } }

    /// The largest error of all regions.
    var largest: Double { worst.values.map(\.error).max() ?? .nan }

    func report(_ title: String) {
        print("worst relative error, \(title)")
        for (region, entry) in worst.sorted(by: { $0.key < $1.key }) {
            print("  \(region), \(entry.rows) rows: \(entry.error) at \(entry.row.testDescription)")
        }
    }
}
