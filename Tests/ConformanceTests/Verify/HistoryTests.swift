import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Report
import WeightFiles

/// Public reports of wrong initial weights, and what is said of the weights in question: Tests/Fixtures/history.
@Suite struct HistoryTests {
    /// A row of history/manifest.json.
    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        struct Rule: Decodable, Sendable {
            struct Part: Decodable, Sendable {
                var slice: String?
                var claim: String
            }

            var tensors: String
            var claim: String?
            var parts: [Part]?
        }

        var name: String
        var file: String
        var claim: String?
        var rules: [Rule]?
        var fanIn: Double?
        var fanOut: Double?
        var paddingIdx: Int?
        var status: String
        var codes: Set<String>
        var sameLaw: Set<String>
        var framework: String
        var year: Int
        var address: String
        var summary: String

        var testDescription: String { name }

        var path: String { FixtureFolder.path("history/\(file)") }

        func expectations() throws -> Expectations {
            guard let claim else {
                let rules = try (rules ?? []).map { rule in
                    let expectation: Expectations.Expectation =
                        if let claim = rule.claim {
                            .init(try Claim(claim))
                        } else {
                            .parts(
                                try (rule.parts ?? []).map { part in
                                    Expectations.Part(try part.slice.map { try TensorSlice($0) }, try Claim(part.claim))
                                }
                            )
                        }
                    return Expectations.Rule(Glob(rule.tensors), expectation)
                }
                return Expectations(rules: rules)
            }
            let fans = fanIn.flatMap { fanIn in fanOut.map { ClaimedFans(fanIn: fanIn, fanOut: $0) } }
            return Expectations(try Claim(claim), fans: fans, padding: paddingIdx)
        }
    }

    /// What is said of the file in a row.
    struct Outcome: Sendable {
        /// The status of the whole file.
        var status: String
        var warnings: [String]

        /// The diagnoses of each tensor, part and pool that deviates.
        var codes: [[String]] = []
        var words: [String] = []

        init(_ row: Row) async throws {
            let file = try WeightFile(path: row.path)
            let verification = await Verification.run([file], expecting: try row.expectations())
            let findings = verification.cases.compactMap(\.finding) + verification.pools.map(\.result)
            status =
                if verification.hasErrors {
                    "error"
                } else if verification.deviatingCount > 0 {
                    "deviates"
                } else {
                    verification.inconclusiveCount > 0 ? "inconclusive" : "conforms"
                }
            warnings = verification.warnings
            for finding in findings where finding.verdict == .deviates {
                codes.append(finding.diagnosis.map(\.code))
                words.append(finding.diagnosisWords ?? "none")
            }
        }

        /// Codes that no row expects: remarks beside a cause, and that no cause is known.
        private static let noCauses: Set = ["rest-conforms", "other-parameters", "unknown-law"]

        /// Named causes that are wrong.
        func wrong(_ row: Row) -> Set<String> {
            Set(codes.joined()).subtracting(Self.noCauses).subtracting(row.codes).subtracting(row.sameLaw)
        }

        /// Whether a right cause is named for everything that deviates.
        func isNamed(_ row: Row) -> Bool { !codes.isEmpty && codes.allSatisfy { !row.codes.isDisjoint(with: $0) } }
    }

    private static func manifest() throws -> [Row] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let path = FixtureFolder.path("history/manifest.json")
        return try decoder.decode([Row].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// What is said of each row, by its name, computed once.
    private static let outcomes = Task {
        var outcomes: [String: Outcome] = [:]
        for row in try manifest() { outcomes[row.name] = try await Outcome(row) }
        return outcomes
    }

    @Test(.tags(.statistical), arguments: try manifest())
    func `a reported defect is found, and no cause is named that is not its own`(row: Row) async throws {
        let outcome = try #require(try await Self.outcomes.value[row.name])
        #expect(outcome.status == row.status, "\(outcome.words)")
        #expect(outcome.warnings.isEmpty)
        #expect(outcome.wrong(row).isEmpty, "\(outcome.words)")
    }

    @Test(.tags(.statistical)) func `at least nine in ten reported defects are named`() async throws {
        let outcomes = try await Self.outcomes.value
        let rows = try Self.manifest().filter { $0.status == "deviates" }
        let missing = rows.filter { outcomes[$0.name]?.isNamed($0) != true }.map(\.name)
        #expect(10 * missing.count <= rows.count, "\(missing)")
    }

    @Test(.tags(.property)) func `the article has every reported defect, and what is said of it`() async throws {
        let path = FixtureFolder.path("../../Sources/Conformance/Conformance.docc/PublicBugs.md")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let outcomes = try await Self.outcomes.value
        let rows = try Self.manifest().filter { $0.status == "deviates" }
        for row in rows {
            let found = lines.filter { $0.contains("](\(row.address))") && $0.hasPrefix("| \(row.year) |") }
            let words = try #require(outcomes[row.name]).words.map { $0.replacing("*", with: "\\*") }
            let said = found.filter { line in
                let end = line.split(separator: " | ").last?.dropLast(2) ?? ""
                // Several causes of one law share its words.
                let cause = end.split(separator: ": ", maxSplits: 1).last ?? ""
                return words.contains { $0.contains(cause) }
                    || (end == "it deviates; no law fits" && outcomes[row.name]?.isNamed(row) != true)
            }
            #expect(!said.isEmpty, "\(row.name): \(words)")
        }
        let named = lines.count { $0.hasPrefix("| 2") && !$0.hasSuffix("| it deviates; no law fits |") }
        #expect(lines.contains("\(rows.count) of \(rows.count) deviate; of \(named) the cause is named."))
    }

    @Test(.tags(.property)) func `the history has reports of every kind, each once`() throws {
        let rows = try Self.manifest()
        // The README's figures.
        #expect(rows.count >= 100 && rows.map(\.year).min() == 2014)
        #expect(Set(rows.map(\.name)).count == rows.count)
        #expect(Set(rows.map(\.framework)).count >= 40)
        #expect(Set(rows.map(\.status)) == ["deviates", "conforms"])
        var bytes = 0
        for row in rows {
            let address = /https:\/\/github\.com\/[^\/]+\/[^\/]+\/(issues|pull)\/\d+/
            #expect(row.address.wholeMatch(of: address) != nil, "\(row)")
            #expect((2012...2026).contains(row.year), "\(row)")
            #expect(row.codes.isEmpty == (row.status == "conforms"), "\(row)")
            #expect(row.codes.isDisjoint(with: row.sameLaw), "\(row)")
            #expect(!row.summary.isEmpty)
            bytes += try #require(FileManager.default.attributesOfItem(atPath: row.path)[.size] as? Int)
        }
        #expect(bytes < 6_000_000)
        let files = try FileManager.default.contentsOfDirectory(atPath: FixtureFolder.path("history"))
        #expect(Set(files.filter { $0.hasSuffix(".safetensors") }) == Set(rows.map(\.file)))
    }
}
