import Foundation
import TestSupport
import Testing

/// The console blocks of a page: calls of the command, and what it prints on 90 columns.
struct ConsoleBlocks {
    private let blocks: [String]

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    init(_ page: String) {
        blocks = page.components(separatedBy: "```console\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    /// Runs every call and compares; returns how many there were.
    func check() async throws -> Int {
        var count = 0
        for block in blocks {
            // A line that begins with "$ glorot" is a call, and goes on after a backslash; up to the next one is its output.
            let joined = ("\n" + block).replacing("\\\n", with: "")
            for part in joined.components(separatedBy: "\n$ glorot ").dropFirst() {
                let lines = part.components(separatedBy: "\n")
                // Pages are read in the package's folder, which the command is not started in.
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
