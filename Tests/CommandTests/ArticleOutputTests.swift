import Foundation
import TestSupport
import Testing

/// The articles show what the command prints and what the files hold.
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
        let pages = try ["Initializers", "Stats", "Conformance"].flatMap { module in
            let folder = Self.root.appendingPathComponent("Sources/\(module)/\(module).docc")
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "md" }
        }
        var count = 0
        for page in pages { count += try await ConsoleBlocks(String(contentsOf: page, encoding: .utf8)).check() }
        #expect(count >= 3)
    }

    @Test func `the rules of a checkpoint are those of the file that the tests verify one by`() throws {
        let file = try String(
            contentsOf: Self.root.appendingPathComponent("Tests/Fixtures/gpt2-expectations.yaml"),
            encoding: .utf8
        ).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(try Self.blocks("yaml").contains { $0.split(separator: "\n") == file })
    }
}
