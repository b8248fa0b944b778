import Foundation
import TestSupport
import Testing

/// Tensors whose names mean something to XML, to Markdown or to a terminal.
@Suite struct OddNameTests {
    private let folder: TemporaryFolder

    /// A sign followed by a combining accent is one `Character` with it.
    private static let names = [
        "a&\u{301}b", "c|\u{301}d|e", "f`g``h", "i\nj\tk\rl", "m\u{1}n", "o<p>\"q\"'", "r\u{FFFE}s\u{FFFF}",
        "\u{1B}[31mt\u{9B}1m", "<b>u</b>*v*", "w\u{202E}x\u{2066}y\u{200B}z\u{FEFF}a\u{7F}b\u{85}c\u{2028}d",
    ]

    init() throws {
        folder = try TemporaryFolder()
        try SafetensorsFile.write(Self.names, to: folder.path("odd.safetensors"))
    }

    /// Characters that must not reach a terminal or a reader unescaped.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    private func verify(_ format: String, _ claim: String = "zeros") async throws -> String {
        let arguments = ["verify", "odd.safetensors", "--as", claim, "--format", format]
        let found = try await BuiltCommand.run(arguments, in: folder)
        #expect(found.status == (claim == "zeros" ? 0 : 1), "\(found.messages)")
        return found.output
    }

    @Test(.tags(.property)) func `XML has all that XML can have`() async throws {
        let document = try JUnitDocument(try await verify("junit"))
        let expected = Self.names.map { name in
            String(
                String.UnicodeScalarView(
                    name.unicodeScalars.map {
                        ["\u{1}", "\u{1B}", "\u{FFFE}", "\u{FFFF}"].contains($0) ? "\u{FFFD}" : $0
                    }
                )
            ) + " [1] F32"
        }
        #expect(Set(document.names.map { Array($0.unicodeScalars) }) == Set(expected.map { Array($0.unicodeScalars) }))
    }

    @Test(.tags(.property)) func `a Markdown row has its cells and stays one line`() async throws {
        let text = try await verify("markdown", "ones")
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(rows.count == Self.names.count + 2)
        for row in rows {
            var bars = 0
            var isEscaped = false
            for scalar in row.unicodeScalars {
                if scalar == "|", !isEscaped { bars += 1 }
                isEscaped = scalar == "\\"
            }
            #expect(bars == 9, "\(row)")
        }
        #expect(text.contains("``` f`g``h ```"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !Self.isHidden($0) })
    }

    @Test(.tags(.property), arguments: [["verify", "--as", "ones"], ["identify"]])
    func `a terminal is told nothing but text`(call: [String]) async throws {
        let found = try await BuiltCommand.run(call + ["odd.safetensors"], in: folder)
        let text = found.output + found.messages
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !Self.isHidden($0) })
        #expect(text.contains("[31mt"))
    }
}
