import Foundation
import Testing

/// What the README shows is what the command prints and what the committed report says.
@Suite struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func `every console block is what the command prints`() async throws {
        let blocks = try Self.text("README.md").components(separatedBy: "```console\n").dropFirst()
            .map { $0.components(separatedBy: "```")[0] }
        #expect(blocks.count >= 2)
        for block in blocks {
            // A line that begins with "$ glorot" is a call; what follows up to the next one is its output.
            for part in ("\n" + block).components(separatedBy: "\n$ glorot ").dropFirst() {
                let lines = part.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                // The README is read in the package's folder, which the command is not started in.
                let arguments = lines[0].split(separator: " ").map { word in
                    word.hasPrefix("Tests/") ? Self.root.appendingPathComponent(String(word)).path : String(word)
                }
                let outcome = try await BuiltCommand.run(arguments)
                let shown = lines.dropFirst().joined(separator: "\n").trimmingCharacters(in: .newlines)
                #expect(outcome.status == 0)
                #expect(outcome.output.trimmingCharacters(in: .newlines) == shown, "glorot \(lines[0])")
            }
        }
    }

    @Test func `the excerpt of the report stands in the committed report`() throws {
        let readme = try Self.text("README.md")
        let report = try Self.text("reports/conformance.md")
        let excerpt = try #require(readme.components(separatedBy: "<!-- excerpt: report -->\n").last)
            .components(separatedBy: "<!-- end of excerpt -->")[0]
        let lines = excerpt.split(separator: "\n").map { $0.hasPrefix("> ") ? String($0.dropFirst(2)) : String($0) }
        #expect(lines.count >= 5)
        for line in lines { #expect(report.contains(line), "\(line)") }
    }
}
