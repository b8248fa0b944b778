import Foundation
import TestSupport
import Testing

/// The code in the articles of the documentation compiles.
@Suite struct ArticleTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Whether the lines of a block stand in `code` one after the other, under one indentation.
    private static func stands(_ block: String, in code: String) -> Bool {
        [0, 4, 8].contains { indentation in
            let blanks = String(repeating: " ", count: indentation)
            let lines = block.components(separatedBy: "\n").map { $0.isEmpty ? "" : blanks + $0 }
            return ("\n" + code).contains("\n" + lines.joined(separator: "\n"))
        }
    }

    @Test func `every block of Swift in an article stands in the file that compiles`() throws {
        let code = try Self.code()
        var count = 0
        for module in ["Initializers", "Stats", "Claims", "Conformance"] {
            let folder = Self.root.appendingPathComponent("Sources/\(module)/\(module).docc")
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
                guard file.pathExtension == "md" else { continue }
                let blocks = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```swift\n")
                for block in blocks.dropFirst().map({ $0.components(separatedBy: "```")[0] }) {
                    #expect(Self.stands(block, in: code), "\(file.lastPathComponent):\n\(block)")
                    count += 1
                }
            }
        }
        #expect(count >= 8)
    }

    private static func code() throws -> String {
        try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("ArticleCode.swift"),
            encoding: .utf8
        )
    }

    @Test func `every line of Swift in the README stands in the file that compiles, but for its comments`() throws {
        let lines = Set(try Self.code().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        var count = 0
        for block in readme.components(separatedBy: "```swift\n").dropFirst() {
            let block = block.components(separatedBy: "```")[0]
            // The manifest's lines, and the tests that the package in Examples runs.
            if block.contains(".package(") || block.contains("expectConformance") { continue }
            for line in block.split(separator: "\n") {
                let line = line.components(separatedBy: "//")[0].trimmingCharacters(in: .whitespaces)
                #expect(lines.contains(line), "\(line)")
                count += 1
            }
        }
        #expect(count >= 3)
    }

    @Test func `every call of this package in the README's table stands in the file that compiles`() throws {
        // Line breaks and a call's trailing effects are up to the formatter.
        let code = try Self.code().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let table = try #require(readme.components(separatedBy: "| you write in | there | here |\n").last)
            .components(separatedBy: "\n\n")[0]
        let calls = table.split(separator: "\n").dropFirst().map { row in
            row.split(separator: "|")[2].trimmingCharacters(in: CharacterSet(charactersIn: " `"))
        }
        #expect(calls.count >= 7)
        for call in calls { #expect(code.contains(call), "\(call)") }
    }

    @Test(.tags(.negativeControl)) func `a block that is not in the file is found out`() {
        #expect(Self.stands("let a = 1\n", in: "func f() {\n    let a = 1\n}\n"))
        #expect(!Self.stands("let a = 2\n", in: "func f() {\n    let a = 1\n}\n"))
        #expect(!Self.stands("let a = 1\nlet b = 2\n", in: "    let a = 1\n\n    let b = 2\n"))
    }
}
