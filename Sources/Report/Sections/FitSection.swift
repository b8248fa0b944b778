import Claims
internal import Conformance
internal import Stats

/// Statistics and p-values of every case that is not deterministic.
enum FitSection {
    /// The statistics and the p-values of some cases, with headings.
    static func blocks(_ cases: [Finding]) -> [ReportBlock] {
        var statistics = MarkdownTable([
            ("verdict", .verdict), ("initializer", .code), ("shape", .left), ("D", .right), ("χ²", .right),
            ("df", .right), ("mean (sd)", .right), ("least adjusted p", .right), ("scale error noticed", .right),
        ])
        var structured = StructuredTables()
        let drawn = cases.filter { result in result.outcome.map { !isExact(result) && $0[.signs] == nil } ?? false }
        for result in cases {
            guard let outcome = result.outcome, !isExact(result) else { continue }
            structured.append(result, outcome)
        }
        // Every test that any of the cases had, in the order of the tests.
        let tests = TestKind.allCases.filter { test in drawn.contains { $0.outcome?[test] != nil } }
        var values = MarkdownTable(
            [("initializer", .code), ("shape", .left)] + tests.map { ($0.rawValue, .right) }
        )
        for result in drawn {
            guard let outcome = result.outcome else { continue }
            let head = [result.claim, Numerals.shape(result.shape)]
            statistics.append(
                [result.verdict.label] + head + [
                    statistic(outcome[.kolmogorovSmirnov]),
                    statistic(outcome[.chiSquare]),
                    outcome[.chiSquare]?.degreesOfFreedom.map(String.init) ?? "–",
                    outcome[.mean].map { Numerals.format($0.statistic, digits: 3) } ?? "–",
                    FrameworkSection.leastAdjusted([result]),
                    result.sensitivity.map { Numerals.percent($0.scale) } ?? "–",
                ]
            )
            values.append(head + tests.map { p(outcome[$0]) })
        }
        let exact = cases.count(where: { isExact($0) })
        let introduction = """
            D is the exact Kolmogorov–Smirnov distance of all values of the case. *Scale error noticed* is the relative \
            error of the standard deviation that would have been noticed with probability 0.999.
            """
        let rest =
            exact == 0
            ? "" : " \(Numerals.counted(exact, "case")) of constants are compared value by value, and only shown above."
        var blocks: [ReportBlock] = [.heading(2, "Goodness of fit"), .paragraph(introduction + rest)]
        if !statistics.isEmpty {
            blocks += [.table(statistics), .heading(3, "p-values by test"), .table(values)]
        }
        return blocks + structured.blocks
    }

    // MARK: - Implementation

    /// Whether the case was compared value by value.
    private static func isExact(_ result: Finding) -> Bool {
        guard let distribution = result.distribution else { return false }
        return distribution.variance == 0 || result.law?.isDeterministic == true
    }

    static func statistic(_ result: TestResult?) -> String {
        result.map { Numerals.format($0.statistic, digits: 4) } ?? "–"
    }

    static func p(_ result: TestResult?) -> String {
        result.map { Numerals.pValue($0.pValue.value, log10: $0.pValue.log10) } ?? "–"
    }
}
