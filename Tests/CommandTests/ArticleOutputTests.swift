import Foundation
import TestSupport
import Testing

/// What the articles of the documentation show is what the command prints and what the files hold.
@Suite struct ArticleOutputTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The blocks of a language in all articles.
    private static func blocks(_ language: String) throws -> [String] {
        try ["Initializers", "Stats", "Conformance"].flatMap { module in
            let folder = root.appendingPathComponent("Sources/\(module)/\(module).docc")
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "md" }
                .flatMap { file in
                    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```\(language)\n")
                        .dropFirst().map { $0.components(separatedBy: "```")[0] }
                }
        }
    }

    @Test func `every console block is what the command prints`() async throws {
        let blocks = try Self.blocks("console")
        #expect(blocks.count >= 2)
        for block in blocks {
            for part in ("\n" + block).components(separatedBy: "\n$ glorot ").dropFirst() {
                let lines = part.components(separatedBy: "\n")
                // The articles are read in the package's folder, which the command is not started in.
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

    @Test func `the rules of a checkpoint are those of the file that the tests verify one by`() throws {
        let block = try #require(try Self.blocks("yaml").first)
        let file = try String(
            contentsOf: Self.root.appendingPathComponent("Tests/Fixtures/gpt2-expectations.yaml"),
            encoding: .utf8
        ).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(block.split(separator: "\n") == file)
    }
}
