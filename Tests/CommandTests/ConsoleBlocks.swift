import Foundation
import TestSupport
import Testing

/// The console blocks of a page: calls of the command, and their output on 90 columns.
struct ConsoleBlocks {
    private let blocks: [String]

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    init(_ page: String) {
        blocks = page.components(separatedBy: "```console\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    /// Runs every call, compares its output, and returns the number of calls.
    func check() async throws -> Int {
        var count = 0
        for block in blocks {
            // A line that begins with "$ glorot" is a call; a backslash continues it. Its output ends at the next call.
            let joined = ("\n" + block).replacing("\\\n", with: "")
            for part in joined.components(separatedBy: "\n$ glorot ").dropFirst() {
                let lines = part.components(separatedBy: "\n")
                // Paths in pages are relative to the package's folder, but the command runs elsewhere.
                let arguments = lines[0].split(separator: " ").map { word -> String in
                    let word = String(word.filter { $0 != "'" })
                    return word.hasPrefix("Tests/") ? Self.root.appendingPathComponent(word).path : word
                }
                let outcome = try await BuiltCommand.run(arguments, script: #"COLUMNS=90 "$0" "$@""#)
                let shown = lines.dropFirst().joined(separator: "\n").trimmingCharacters(in: CharacterSet.newlines)
                #expect(outcome.status == (shown.contains("\nFAIL ") ? 1 : 0))
                #expect(outcome.output.trimmingCharacters(in: CharacterSet.newlines) == shown, "glorot \(lines[0])")
                count += 1
            }
        }
        return count
    }
}
