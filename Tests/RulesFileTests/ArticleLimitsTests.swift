import Foundation
import Testing

import Claims
import Conformance
import RulesFile
import TestSupport
import WeightFiles

/// The article on checkpoints states the limits of the code.
@Suite struct ArticleLimitsTests {
    /// The values of the article's table, by their subject.
    private static func table() throws -> [String: String] {
        let article = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Conformance/Conformance.docc/VerifyingACheckpoint.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## Limits\n").dropFirst().first)
        let rows = section.components(separatedBy: "\n## ")[0].components(separatedBy: "\n").filter {
            $0.hasPrefix("| ")
        }
        return Dictionary(
            rows.map { row in
                let cells = row.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return (cells[1], cells[2])
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// A number with its digits in groups of three.
    private static func grouped(_ number: Int) -> String {
        var text = String(number)
        var place = text.count - 3
        while place > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: place))
            place -= 3
        }
        return text
    }

    private static let input = "standard input, which is held in memory"

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("a claim", "\(grouped(ClaimParser.lengthLimit)) bytes"),
            ("a pattern", "\(grouped(Glob.lengthLimit)) bytes"),
            ("a file of rules", "\(ExpectationsFile.sizeLimit >> 20) MiB"),
            ("a file of rules", "\(YAMLReader.depth) levels"),
            ("a file of rules", "\(grouped(YAMLReader.aliases)) aliases"),
            ("a file of rules", "\(grouped(YAMLReader.nodes)) nodes"),
            ("files that rules include", "\(ExpectationsFile.includeLimit), \(ExpectationsFile.includeDepth) within"),
            ("parts of a tensor", "\(ExpectationsFile.partLimit)"),
            ("axes of a tensor", "\(TensorInfo.axisLimit)"),
            (input, "\(grouped(WeightFile.standardInputLimit)) numbers"),
            (input, "\(grouped(8 * WeightFile.standardInputLimit)) bytes"),
        ]
    )
    func `the article states the code's limit`(row: (limit: String, value: String)) throws {
        let stated = try #require(try Self.table()[row.limit])
        #expect(stated.contains(row.value), "\(stated)")
    }
}
