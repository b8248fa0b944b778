import Conformance
import TestSupport
import Testing

import Report

@Suite struct MarkdownReportTests {
    /// The rows of every table, each row its cells; the rule under the header is kept.
    private func tables(_ text: String) -> [[[String]]] {
        var tables: [[[String]]] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("| ") {
                if !isInside { tables.append([]) }
                // A bar that is escaped belongs to a cell.
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
            // A whole number in groups of three is an exact count.
            .replacing(/\d{1,3}(,\d{3})+/, with: "")
            .matches(of: /\d+(\.\d+)?/).map { String($0.output.0) }
            .filter { number in
                number.filter { $0 != "." }.drop { $0 == "0" }.count > 6
            }
    }

    @Test(.tags(.knownAnswer)) func `sections come in the order of their weight, the verdict first`() async throws {
        let text = MarkdownReport.render(try await SmallRun.standard())
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "# Conformance report")
        #expect(lines[1].hasPrefix("**"))
        #expect(
            lines.filter { $0.hasPrefix("## ") } == [
                "## Limits and variances", "## Which schemes are Glorot's", "## Goodness of fit", "## Planted defects",
                "## How to read it", "## References",
            ]
        )
        #expect(
            lines.filter { $0.hasPrefix("### ") } == [
                "### Shape [784, 256]", "### Shape [3, 3, 64, 128]", "### Shape [512]",
            ]
        )
        #expect(text.hasSuffix("\n"))
        #expect(!text.contains("\n\n\n"))
    }

    @Test(.tags(.knownAnswer)) func `the verdict counts initializers, shapes, cases, draws and defects`() async throws {
        let run = try await SmallRun.run(["zeros", "ones", "torch.nn.init.xavier_uniform_"], sampleCount: 1 << 14)
        // Eight cases of 2^14 values: PyTorch has no fans for [512]. A mean off by 0.01 standard deviations is not seen in
        // 2^14 values, and a vector's fans cannot be swapped.
        let verdict = MarkdownReport.render(run).split(separator: "\n")[1]
        #expect(
            verdict == """
                **Every case conforms**: 3 initializers at 3 shapes make 8 cases, of which 8 conform, and 1 combinations \
                that do not apply; 131,072 values were drawn under seed 1; the chance of any deviation among correct \
                initializers is at most 1e-06 for the whole run; 2 of 3 planted defects were caught.
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
        #expect(text.contains("\n**\(deviating) of \(applicable) cases deviate**: "))
        #expect(text.contains("\nDeviations:\n\n- `"))
        #expect(text.contains(" | **FAIL** |\n"))
    }

    @Test(.tags(.property)) func `the same run gives the same bytes, and another seed gives others`() async throws {
        let text = MarkdownReport.render(try await SmallRun.standard())
        #expect(MarkdownReport.render(try await SmallRun.run()) == text)
        #expect(MarkdownReport.render(try await SmallRun.run(seed: 2)) != text)
    }

    @Test(.tags(.property)) func `every row of a table has a cell for each column`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            let tables = tables(MarkdownReport.render(run))
            // A table for each shape, Glorot's, the fit and the defects.
            try #require(tables.count == 6)
            for table in tables {
                try #require(table.count > 2)
                #expect(table[1].allSatisfy { $0 == ":---" || $0 == "---:" })
                #expect(table.allSatisfy { $0.count == table[0].count })
                #expect(table.joined().allSatisfy { !$0.isEmpty })
            }
        }
    }

    @Test(.tags(.property)) func `no number has more than six significant digits`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            #expect(longNumbers(MarkdownReport.render(run)) == [])
        }
    }

    @Test(.tags(.negativeControl)) func `the search for long numbers finds them`() {
        #expect(longNumbers("0.000123457 | 1.23457e-11 | 4,194,304 | 123457 | `0.1234567`") == [])
        #expect(longNumbers("0.0001234567 1234567 1.234567e-5") == ["0.0001234567", "1234567", "1.234567"])
    }

    @Test(.tags(.knownAnswer)) func `the variances over Glorot's are those of the literature`() async throws {
        let tables = tables(MarkdownReport.render(try await SmallRun.standard()))
        let glorot = try #require(tables.first { $0[0].contains("variance / Glorot's") })
        let rows = Dictionary(uniqueKeysWithValues: glorot.dropFirst(2).map { ($0[0], [$0[2], $0[3]]) })
        // 1.3 and 1.5 times 0.773741, the variance of a normal cut at two standard deviations; 4 squared; He's 2/784
        // over 2/1040; 2/sqrt(784 256) over 2/1040. Zeros have no fans.
        #expect(
            rows == [
                "`glorot_uniform`": ["1", "yes"],
                "`glorot_gaussian`": ["1", "yes"],
                "`sigmoid_uniform`": ["16", "no"],
                "`he_normal`": ["1.32653", "no"],
                "`tf.contrib.layers.xavier_initializer(uniform=False)`": ["1.00586", "no"],
                "`prettytensor.xavier_init(uniform=False)`": ["1.16061", "no"],
                #"`variance_scaling(scale=2, mode="fan_geo_avg", distribution="untruncated_normal")`"#: [
                    "2.32143", "no",
                ],
            ]
        )
    }

    @Test(.tags(.knownAnswer)) func `limits, fans and variances are the closed forms`() async throws {
        let tables = tables(MarkdownReport.render(try await SmallRun.standard()))
        func row(_ claim: String, _ table: Int) throws -> [String] {
            try #require(tables[table].first { $0[0] == "`\(claim)`" })
        }
        // initializer, fan_in, fan_out, limit, …, variance; sqrt(6/1040) and 2/1040; 3 3 64 and 3 3 128.
        let dense = try row("glorot_uniform", 0)
        #expect([dense[1], dense[2], dense[3], dense[5]] == ["784", "256", "0.0759555", "0.00192308"])
        let convolution = try row("glorot_uniform", 1)
        #expect([convolution[1], convolution[2]] == ["576", "1152"])
        #expect([convolution[3], convolution[5]] == ["0.0589256", "0.00115741"])
        let vector = try row("glorot_uniform", 2)
        #expect([vector[1], vector[2], vector[3], vector[5]] == ["512", "512", "0.0765466", "0.00195312"])
        #expect(try row("glorot_gaussian", 0)[3] == "∞")
        #expect(try row("zeros", 0) == ["`zeros`", "–", "–", "0", "0", "0", "0", "–", "–", "pass"])
        let noFans = try row("prettytensor.xavier_init(uniform=False)", 2)
        #expect(Array(noFans.dropFirst()) == Array(repeating: "–", count: 8) + ["not applicable"])
    }

    @Test(.tags(.property)) func `defects are caught, missed or without effect`() async throws {
        let tables = tables(MarkdownReport.render(try await SmallRun.standard()))
        let defects = try #require(tables.last).dropFirst(2)
        #expect(defects.map { $0[0] } == ["fans swapped", "no square root", "mean shifted"].flatMap { [$0, $0, $0] })
        #expect(defects.filter { $0[0] == "no square root" }.allSatisfy { $0.last == "caught" && $0[4] != "–" })
        #expect(defects.filter { $0[0] == "mean shifted" }.allSatisfy { $0.last == "**MISSED**" && $0[4] == "–" })
        #expect(defects.filter { $0[0] == "fans swapped" }.map(\.last) == ["caught", "caught", "no effect"])
    }

    @Test(.tags(.property)) func `a run without defects says so`() async throws {
        let text = MarkdownReport.render(try await SmallRun.run(["zeros"], defects: []))
        #expect(text.contains("\n## Planted defects\n\nNone were planted in this run.\n\n"))
        #expect(!text.contains("planted defects were caught"))
    }
}
