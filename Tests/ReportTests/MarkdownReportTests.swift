import Conformance
import Foundation
import Stats
import TestSupport
import Testing

import Report

@Suite struct MarkdownReportTests {
    /// The rows of every table, each as its cells, including the rule under the header.
    private func tables(_ text: String) -> [[[String]]] {
        var tables: [[[String]]] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("| ") {
                if !isInside { tables.append([]) }
                // An escaped bar belongs to a cell.
                let cells = line.replacing("\\|", with: "\u{1}").dropFirst(2).dropLast(2)
                    .split(separator: " | ", omittingEmptySubsequences: false)
                tables[tables.count - 1].append(cells.map(String.init))
            }
            isInside = line.hasPrefix("| ")
        }
        return tables
    }

    /// The numbers outside code spans that have more than six significant digits.
    private func longNumbers(_ text: String) -> [String] {
        text.replacing(/`[^`]*`/, with: "")
            // A whole number with digits in groups of three is an exact count.
            .replacing(/\d{1,3}(,\d{3})+/, with: "")
            .matches(of: /\d+(\.\d+)?/).map { String($0.output.0) }
            .filter { number in
                number.filter { $0 != "." }.drop { $0 == "0" }.count > 6
            }
    }

    /// The pages by their paths.
    private func byPath(_ run: ConformanceRun) -> [String: String] {
        Dictionary(uniqueKeysWithValues: MarkdownReport.pages(run).map { ($0.path, $0.text) })
    }

    @Test(.tags(.knownAnswer)) func `sections come in the order of their weight, the verdict first`() async throws {
        let text = MarkdownReport.render(try await SmallRun.standard())
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "# Conformance report")
        #expect(lines[1].hasPrefix("**"))
        #expect(lines[3].hasPrefix("| verdict | as defined by |"))
        #expect(
            lines.filter { $0.hasPrefix("## ") } == [
                "## How to read it", "## Limits and variances", "## Which schemes are Glorot's", "## Planted defects",
                "## References",
            ]
        )
        let failing = MarkdownReport.render(try await SmallRun.deviating())
        let headings = failing.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(headings.prefix(3) == ["## How to read it", "## What deviates", "## Limits and variances"])
        for page in [text, failing] {
            #expect(page.hasSuffix("\n"))
            #expect(!page.contains("\n\n\n"))
        }
    }

    @Test(.tags(.property)) func `every link leads to a page or a heading that is there, and every page back`()
        async throws
    {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating(), try await SmallRun.escalated()] {
            let pages = byPath(run)
            let first = try #require(pages["conformance.md"])
            let links = first.matches(of: /\]\((details\/[^)]+)\)/).map { String($0.output.1) }
            #expect(Set(links).union(["conformance.md"]) == Set(pages.keys))
            let frameworks = Set(run.cases.map { $0.scheme.contains(".") ? $0.scheme.prefix { $0 != "." } : "glorot" })
            for framework in frameworks { #expect(links.contains("details/\(framework).md")) }
            for (path, text) in pages where path != "conformance.md" {
                #expect(text.contains("(../conformance.md)"), "\(path)")
                #expect(text.hasPrefix("# "))
            }
            // Anchors as code hosts make them.
            let anchors = first.split(separator: "\n").filter { $0.hasPrefix("## ") }.map {
                $0.dropFirst(3).lowercased().replacing("'", with: "").replacing(" ", with: "-")
            }
            let contents = first.matches(of: /\]\(#([^)]+)\)/).map { String($0.output.1) }
            #expect(contents == anchors)
        }
    }

    @Test(.tags(.property)) func `every case stands in the details, with each of its tests`() async throws {
        let run = try await SmallRun.standard()
        let text = byPath(run).filter { $0.key != "conformance.md" }.values.joined(separator: "\n")
        let tables = self.tables(text)
        for result in run.cases {
            let limits = tables.filter { $0[0].contains("fan_in") }.joined()
            #expect(limits.contains { $0[1] == "`\(result.claim)`" })
            guard let outcome = result.outcome, let law = result.distribution, law.variance > 0 else { continue }
            let table = try #require(
                tables.first {
                    $0[0].contains("kolmogorov_smirnov")
                        && $0.contains { row in
                            row[0] == "`\(result.claim)`" && row[1] == Numerals.shape(result.shape)
                        }
                }
            )
            for test in outcome.results { #expect(table[0].contains(test.test.rawValue)) }
        }
    }

    @Test(.tags(.knownAnswer)) func `the verdict counts initializers, shapes, cases, draws and defects`() async throws {
        let run = try await SmallRun.run(["zeros", "ones", "torch.nn.init.xavier_uniform_"], sampleCount: 1 << 14)
        // Eight cases of 2^14 values: PyTorch has no fans for [512]. 2^14 values do not show a mean that is off by 0.01
        // standard deviations, and a vector's fans cannot be swapped.
        let verdict = MarkdownReport.render(run).split(separator: "\n")[1]
        #expect(
            verdict == """
                **Every case conforms**: 8 of 8 cases conform, of 3 initializers at 3 shapes; 1 combination does not apply. \
                131,072 values were drawn under seed 1; correct initializers deviate anywhere in a run with probability \
                1e-06 at most. 2 of 3 planted defects were caught, each wherever it has an effect (6 of 9 cases).
                """
        )
    }

    @Test(.tags(.property)) func `the verdict says what is not as it should be`() async throws {
        let inconclusive = MarkdownReport.render(try await SmallRun.run(["glorot_uniform"], sampleCount: 1 << 8))
        #expect(inconclusive.contains("\n**Nothing deviates, 3 cases are inconclusive**: "))
        let run = try await SmallRun.deviating()
        let deviating = run.cases.count { $0.verdict == .deviates }
        try #require(deviating > 0)
        let text = MarkdownReport.render(run)
        let applicable = run.cases.count { $0.outcome != nil }
        #expect(text.contains("\n**\(deviating) of \(applicable) cases deviate\(deviating == 1 ? "s" : "")**: "))
        #expect(text.contains("\n## What deviates\n\n| verdict |"))
        #expect(text.contains("\n| **FAIL** | "))
    }

    @Test(.tags(.property)) func `the same run gives the same bytes, and another seed gives others`() async throws {
        let text = MarkdownReport.render(try await SmallRun.standard())
        #expect(MarkdownReport.render(try await SmallRun.run()) == text)
        #expect(MarkdownReport.render(try await SmallRun.run(seed: 2)) != text)
    }

    @Test(.tags(.property)) func `every row of a table has a cell for each column`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            let tables = byPath(run).values.flatMap { self.tables($0) }
            try #require(tables.count > 10)
            for table in tables {
                try #require(table.count > 2)
                #expect(table[1].allSatisfy { $0 == ":---" || $0 == "---:" })
                #expect(table.allSatisfy { $0.count == table[0].count })
            }
        }
    }

    @Test(.tags(.property)) func `no number has more than six significant digits`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            for text in byPath(run).values { #expect(longNumbers(text) == []) }
        }
    }

    @Test(.tags(.negativeControl)) func `the search for long numbers finds them`() {
        #expect(longNumbers("0.000123457 | 1.23457e-11 | 4,194,304 | 123457 | `0.1234567`") == [])
        #expect(longNumbers("0.0001234567 1234567 1.234567e-5") == ["0.0001234567", "1234567", "1.234567"])
    }

    @Test(.tags(.knownAnswer)) func `the variances over Glorot's are those of the literature`() async throws {
        func ratios(_ page: String) async throws -> [String: [String]] {
            let text = try #require(byPath(try await SmallRun.standard())[page])
            let table = try #require(tables(text).first { $0[0].contains("variance / Glorot's") })
            return Dictionary(uniqueKeysWithValues: table.dropFirst(2).map { ($0[1], [$0[2], $0[0]]) })
        }
        // 1.3 and 1.5 times 0.773741, the variance of a normal cut at two standard deviations; 4 squared. Zeros have no fans.
        let both = [
            "`glorot_uniform`": ["1", "yes"],
            "`glorot_gaussian`": ["1", "yes"],
            "`sigmoid_uniform`": ["16", "no"],
            "`tf.contrib.layers.xavier_initializer(uniform=False)`": ["1.00586", "no"],
            "`prettytensor.xavier_init(uniform=False)`": ["1.16061", "no"],
        ]
        #expect(try await ratios("conformance.md") == both)
        // He's 2/784 over 2/1040; 2/sqrt(784 256) over 2/1040: these depend on the shape.
        let others = [
            "`he_normal`": ["1.32653", "no"],
            #"`variance_scaling(scale=2, mode="fan_geo_avg", distribution="untruncated_normal")`"#: ["2.32143", "no"],
        ]
        #expect(try await ratios("details/schemes.md") == both.merging(others) { first, _ in first })
    }

    @Test(.tags(.knownAnswer)) func `limits, fans and variances are the closed forms`() async throws {
        let pages = byPath(try await SmallRun.standard())
        /// The row of a claim in a framework's table of a shape, from the second column on.
        func row(_ claim: String, _ shape: String, _ page: String = "glorot") throws -> [String] {
            let text = try #require(pages["details/\(page).md"]).components(separatedBy: "### Shape \(shape)\n")[1]
            return try #require(tables(text)[0].first { $0[1] == "`\(claim)`" })
        }
        // verdict, initializer, fan_in, fan_out, limit, …, variance; sqrt(6/1040) and 2/1040; 3 3 64 and 3 3 128.
        let dense = try row("glorot_uniform", "[784, 256]")
        #expect([dense[2], dense[3], dense[4], dense[6]] == ["784", "256", "0.0759555", "0.00192308"])
        let convolution = try row("glorot_uniform", "[3, 3, 64, 128]")
        #expect([convolution[2], convolution[3]] == ["576", "1152"])
        #expect([convolution[4], convolution[6]] == ["0.0589256", "0.00115741"])
        let vector = try row("glorot_uniform", "[512]")
        #expect([vector[2], vector[3], vector[4], vector[6]] == ["512", "512", "0.0765466", "0.00195312"])
        #expect(try row("glorot_gaussian", "[784, 256]")[4] == "∞")
        // PyTorch's bounds, -2 and 2, lie 100 deviations away, where no draw gets; they are still stated.
        let bounded = try await SmallRun.run(
            ["torch.nn.init.trunc_normal_(std=0.02)"],
            shapes: [[784, 256]],
            defects: []
        )
        let limits = try #require(byPath(bounded)["details/torch.md"])
        #expect(limits.contains("| – | – | 2 |"), "\(limits)")
        #expect(try row("zeros", "[784, 256]") == ["pass", "`zeros`", "–", "–", "0", "0", "0", "0", "–", "–"])
        let noFans = try row("prettytensor.xavier_init(uniform=False)", "[512]", "prettytensor")
        #expect(noFans == ["not applicable", noFans[1]] + Array(repeating: "–", count: 8))
        // The same figures on the first page, at the first shape.
        let first = try #require(tables(pages["conformance.md"] ?? "").first { $0[0].contains("limit") })
        let own = try #require(first.first { $0[1] == "`glorot_uniform`" })
        #expect([own[2], own[4]] == ["0.0759555", "0.00192308"])
    }

    @Test(.tags(.property)) func `defects are caught, missed or without effect`() async throws {
        let pages = byPath(try await SmallRun.standard())
        let table = try #require(tables(pages["conformance.md"] ?? "").last)
        #expect(table[0].dropFirst(3).dropLast() == ["[784, 256]", "[3, 3, 64, 128]", "[512]"])
        let marks = Dictionary(
            uniqueKeysWithValues: table.dropFirst(2).map { row in
                (String(row[1].prefix { $0 != ":" }), [row[0]] + row[3...5])
            }
        )
        #expect(
            marks == [
                "fans swapped": ["caught", "✓", "✓", "–"], "no square root": ["caught", "✓", "✓", "✓"],
                "mean shifted": ["**MISSED**", "✗", "✗", "✗"],
            ]
        )
        let defects = try #require(tables(pages["details/planted-defects.md"] ?? "").last).dropFirst(2)
        #expect(defects.map { $0[1] } == ["fans swapped", "no square root", "mean shifted"].flatMap { [$0, $0, $0] })
        #expect(defects.filter { $0[1] == "no square root" }.allSatisfy { $0[0] == "caught" && $0[4] != "–" })
        #expect(defects.filter { $0[1] == "mean shifted" }.allSatisfy { $0[0] == "**MISSED**" && $0[4] == "–" })
        #expect(defects.filter { $0[1] == "fans swapped" }.map { $0[0] } == ["caught", "caught", "no effect"])
    }

    @Test(.tags(.property)) func `a run without defects says so`() async throws {
        let text = MarkdownReport.render(try await SmallRun.run(["zeros"], defects: []))
        #expect(text.contains("\n## Planted defects\n\nNone were planted in this run.\n\n"))
        #expect(!text.contains("planted defects were caught"))
    }
}
