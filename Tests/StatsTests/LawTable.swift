import Foundation
import Testing

/// The rows of a reference table: test, n, statistic, survival, cdf, separated by tabs.
struct LawTable {

    struct Row: Sendable {
        let test: String
        /// Nil for the limit law.
        let count: Int?
        let statistic: Double
        let survival: String
        let cdf: String
    }

    let rows: [Row]

    init(named name: String) throws {
        rows = try Self.fields(of: name).compactMap { fields in
            guard fields.count >= 5, let statistic = Double(fields[2]) else { return nil }
            return Row(
                test: fields[0],
                count: Int(fields[1]),
                statistic: statistic,
                survival: fields[3],
                cdf: fields[4]
            )
        }
    }

    /// The cells of every line of a table.
    static func fields(of name: String) throws -> [[String]] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
