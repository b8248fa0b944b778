import Foundation
import TestSupport
import Testing

/// What the articles of the documentation show is code that compiles.
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
        let code = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("ArticleCode.swift"),
            encoding: .utf8
        )
        var count = 0
        for module in ["Initializers", "Stats", "Conformance"] {
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

    @Test(.tags(.negativeControl)) func `a block that is not in the file is found out`() {
        #expect(Self.stands("let a = 1\n", in: "func f() {\n    let a = 1\n}\n"))
        #expect(!Self.stands("let a = 2\n", in: "func f() {\n    let a = 1\n}\n"))
        #expect(!Self.stands("let a = 1\nlet b = 2\n", in: "    let a = 1\n\n    let b = 2\n"))
    }
}
