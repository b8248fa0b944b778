import Foundation
import TestSupport
import Testing

/// Weight files written by frameworks, what they claim, and SciPy's results for them: Tests/Fixtures.
enum FixtureFolder {
    /// A row of manifest.json.
    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        var file: String
        var tensor: String
        var claim: String
        var dtype: String
        var shape: [Int]
        var verdict: String
        var cause: String?
        var test: String?
        var fanIn: Double?
        var fanOut: Double?
        var sameAs: String?

        var path: String { FixtureFolder.path(file) }

        var testDescription: String { "\(file) \(tensor) as \(claim)" }
    }

    /// A row of scipy-reference.tsv.
    struct Reference: Sendable, CustomTestStringConvertible {
        var file: String
        var tensor: String
        var claim: String
        var law: String
        /// count, first, second, D, p, mean, variance, chi-square, its p.
        var numbers: [String: Double]
        /// The count and the distance, as written.
        var distance: String

        var testDescription: String { "\(file) \(tensor) as \(claim)" }
    }

    /// All of some rows. The quick run takes every sixth that is not of 16 bits, whose laws on lattices take long
    /// without optimisation.
    static func quick(_ rows: [Row]) -> [Row] {
        guard isQuickRun else { return rows }
        let wide = rows.filter { $0.dtype != "float16" && $0.dtype != "bfloat16" }
        return stride(from: 0, to: wide.count, by: 6).map { wide[$0] }
    }

    static func path(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Fixtures/\(name)")
            .standardizedFileURL.path
    }

    static func manifest() throws -> [Row] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Row].self, from: Data(contentsOf: URL(fileURLWithPath: path("manifest.json"))))
    }

    /// The manifest's row for a file, a tensor and a claim.
    static func row(_ reference: Reference) throws -> Row {
        try #require(
            manifest().first {
                $0.file == reference.file && $0.tensor == reference.tensor && $0.claim == reference.claim
            }
        )
    }

    static func references() throws -> [Reference] {
        let rows = try table("scipy-reference.tsv")
        let header = try #require(rows.first)
        return rows.dropFirst().map { row in
            let fields = Dictionary(uniqueKeysWithValues: zip(header, row))
            return Reference(
                file: fields["file"] ?? "",
                tensor: fields["tensor"] ?? "",
                claim: fields["claim"] ?? "",
                law: fields["law"] ?? "",
                numbers: fields.compactMapValues { Double($0) },
                distance: "\(fields["n"] ?? "") \(fields["D"] ?? "")"
            )
        }
    }

    /// The p-values of durbin-reference.tsv, by the count and the distance as scipy-reference.tsv writes them.
    static func exactPValues() throws -> [String: Double] {
        try Dictionary(
            uniqueKeysWithValues: table("durbin-reference.tsv").dropFirst().map { row in
                ("\(row[0]) \(row[1])", try #require(Double(row[2])))
            }
        )
    }

    /// The 63 inner edges of 64 cells under the standard law, from the columns `normal` or `truncated`.
    static func edges(_ law: String) throws -> [Double] {
        let rows = try table("scipy-edges.tsv")
        let column = try #require(rows.first?.firstIndex(of: law))
        return try rows.dropFirst().map { try #require(Double($0[column])) }
    }

    private static func table(_ name: String) throws -> [[String]] {
        let text = try String(contentsOf: URL(fileURLWithPath: path(name)), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
