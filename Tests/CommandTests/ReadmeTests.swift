import Foundation
import TestSupport
import Testing

/// The README shows what the command prints and what the committed report says.
@Suite struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func `every console block is what the command prints`() async throws {
        #expect(try await ConsoleBlocks(Self.text("README.md")).check() >= 3)
    }

    @Test func `the excerpt of the report stands in the committed report`() throws {
        let readme = try Self.text("README.md")
        let report = try Self.text("reports/conformance.md")
        let excerpt = try #require(readme.components(separatedBy: "<!-- excerpt: report -->\n").last)
            .components(separatedBy: "<!-- end of excerpt -->")[0]
        let lines = excerpt.split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("| ") } >= 10)
        let rows = report.split(separator: "\n").map { $0.components(separatedBy: " | ") }
        for line in lines where line.hasPrefix("| ") {
            // Some of a row's columns, in order, starting with the first.
            let cells = line.components(separatedBy: " | ")
            #expect(rows.contains { $0.first == cells.first && Self.holds($0, cells) }, "\(line)")
        }
        let quoted = lines.filter { $0.hasPrefix("> ") }
        #expect(quoted.count == 1)
        for line in quoted { #expect(report.contains(line.dropFirst(2)), "\(line)") }
    }

    /// Whether the cells appear in a row in this order, possibly with others between them.
    private static func holds(_ row: [String], _ cells: [String]) -> Bool {
        var rest = row[...]
        for cell in cells {
            guard let place = rest.firstIndex(of: cell) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    @Test func `every figure that is shown is committed, and its words are the figure's`() throws {
        let readme = try Self.text("README.md")
        var figures = readme.matches(of: /!\[([^\]]+)\]\((reports\/figures\/[^)]+)\)/).map {
            ($0.output.1, $0.output.2)
        }
        figures += readme.matches(of: /<img src="([^"]+)" alt="([^"]+)"/).map { ($0.output.2, $0.output.1) }
        #expect(figures.count >= 1)
        #expect(figures.count == readme.components(separatedBy: ".svg").count - 1)
        for (words, path) in figures {
            #expect(try Self.text(String(path)).contains("-title\">\(words)</title>"), "\(path)")
        }
    }

    @Test func `signals keep within a factor of ten under Glorot's weights alone`() throws {
        // "Glorot's weights keep the variance … within a factor of ten, and the heuristic … does not".
        let rows = try Self.text("reports/details/signals.md").split(separator: "\n").map {
            $0.components(separatedBy: " | ")
        }
        func least(_ claim: String, _ signal: String) throws -> Double {
            let row = try #require(rows.first { $0[0] == "| `\(claim)`" && $0[2] == signal })
            return try #require(row[3...].compactMap { Double($0.replacing(" |", with: "")) }.min())
        }
        for signal in ["activations", "gradients"] {
            #expect(try least("glorot_uniform", signal) >= 0.1)
            #expect(try least("torch.nn.Linear.weight", signal) < 0.1)
        }
    }

    @Test func `the stated power is that of the committed report`() throws {
        let readme = try Self.text("README.md").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // The last column of the table of fits has the noticed errors of scale.
        let rows = try Self.text("reports/details/glorot.md").components(separatedBy: "## Goodness of fit")[1]
            .split(separator: "\n").map { $0.components(separatedBy: " | ") }
        for (claim, law) in [
            ("glorot_uniform", "(uniform)"), ("glorot_normal", "(truncated normal)"),
            ("glorot_gaussian", "(normal)"), ("glorot_gaussian(dtype='bfloat16')", "(16-bit normal)"),
        ] {
            let row = try #require(
                rows.first { $0.count > 3 && $0[1] == "`\(claim)`" && $0[2] == "[784, 256]" },
                "\(claim)"
            )
            let noticed = row[row.count - 1].replacing(" |", with: "")
            #expect(noticed.hasSuffix(" %"))
            #expect(readme.contains("\(noticed) \(law)"), "\(claim): \(noticed)")
        }
    }

    /// Whether the lines of `block` appear in a file one after the other, all indented by `indentation`.
    private static func stands(_ block: String, in name: String, indentation: Int = 0) throws -> Bool {
        let blanks = String(repeating: " ", count: indentation)
        let lines = block.components(separatedBy: "\n").map { $0.isEmpty ? "" : blanks + $0 }
        return try ("\n" + text(name)).contains("\n" + lines.joined(separator: "\n"))
    }

    /// The blocks of a language.
    private static func blocks(_ language: String) throws -> [String] {
        try text("README.md").components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    @Test func `the example in Python is the file's`() throws {
        let blocks = try Self.blocks("python").filter { $0.contains("def test_") }
        #expect(blocks.count == 1)
        for block in blocks { #expect(try Self.stands(block, in: "Examples/python/test_weights.py")) }
    }

    @Test func `the example of a test is the example package's`() throws {
        let blocks = try Self.blocks("swift").filter { $0.contains("expectConformance") }
        #expect(blocks.count == 1)
        for block in blocks {
            #expect(try Self.stands(block, in: "Examples/Tests/TinyMLTests/DenseTests.swift", indentation: 4))
        }
    }

    @Test func `the stream that the gate's example had before is the committed report's`() throws {
        let article = try Self.text("Sources/Conformance/Conformance.docc/GuardingAgainstRegressions.md")
        let lines = article.split(separator: "\n").filter { $0.hasPrefix("        stream ") }
        #expect(lines.count >= 1)
        let report = try Self.text("reports/conformance.json")
        for line in lines {
            let former = try #require(line.firstMatch(of: /stream      [0-9a-f]{16}, was ([0-9a-f]{16})$/))
            #expect(report.contains("\"stream\": \"\(former.1)\""))
        }
    }

    @Test func `every figure of the table of performance is in the committed report`() throws {
        let section = try #require(try Self.text("README.md").components(separatedBy: "## Performance\n").last)
            .components(separatedBy: "\n## ")[0]
        let figures = /[0-9][0-9,]*(\.[0-9]+)?/
        let known = Set(try Self.text("reports/performance.md").matches(of: figures).map(\.output.0))
        // The columns of this package and of its peers.
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        let shown = rows.flatMap { $0.split(separator: "|")[1...2] }.flatMap { $0.matches(of: figures).map(\.output.0) }
        #expect(shown.count >= 10)
        for figure in shown { #expect(known.contains(figure), "\(figure)") }
        // The sentences below the table, on missed targets and on the slowest instruction set.
        for sentence in [
            /is (\d[\d.]*) times as fast as a script/, /up to (\d[\d.]*) times as long/, /takes\s+(\d[\d.]*) ns/,
        ] {
            let figure = try #require(section.firstMatch(of: sentence)).1
            #expect(known.contains(figure), "\(figure)")
        }
    }
}
