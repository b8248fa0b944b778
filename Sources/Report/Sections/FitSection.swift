import Claims
internal import Conformance
internal import Stats

/// Statistics and p-values of every case that is not deterministic.
enum FitSection {
    static func blocks(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        var table = MarkdownTable([
            ("initializer", .code), ("shape", .left), ("D", .right), ("p(D)", .right), ("χ²", .right), ("df", .right),
            ("p(χ²)", .right), ("mean (sd)", .right), ("p(mean)", .right), ("p(variance)", .right),
            ("p(cells)", .right), ("p(extremes)", .right), ("p(too good)", .right), ("p(serial)", .right),
            ("p(rows, columns)", .right), ("p(triples)", .right), ("least adjusted p", .right),
            ("noticed scale error", .right), ("verdict", .verdict),
        ])
        var structured = StructuredTables()
        for result in run.cases {
            guard let outcome = result.outcome, !isExact(result) else { continue }
            structured.append(result, outcome)
            if outcome[.signs] != nil { continue }
            table.append([
                result.claim,
                Numerals.shape(result.shape),
                statistic(outcome[.kolmogorovSmirnov]),
                p(outcome[.kolmogorovSmirnov]),
                statistic(outcome[.chiSquare]),
                outcome[.chiSquare]?.degreesOfFreedom.map(String.init) ?? "–",
                p(outcome[.chiSquare]),
                outcome[.mean].map { Numerals.format($0.statistic, digits: 3) } ?? "–",
                p(outcome[.mean]),
                p(outcome[.scale]),
                p(outcome[.cells]),
                p(outcome[.extremes]),
                p(outcome[.tooGoodFit]),
                p(outcome[.serial]),
                p([outcome[.rows], outcome[.columns]].compactMap { $0 }.min { $0.pValue < $1.pValue }),
                p(outcome[.triples]),
                result.adjusted.values.min().map { Numerals.pValue($0.value, log10: $0.log10) } ?? "–",
                result.sensitivity.map { Numerals.percent($0.scale) } ?? "–",
                result.verdict.label,
            ])
        }
        let exact = run.cases.count(where: { isExact($0) })
        let deviations = run.cases.filter { $0.verdict == .deviates }.map { result in
            "`\(result.claim)` at \(Numerals.shape(result.shape)): "
                + result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
                + (result.diagnosisWords.map { "; \($0)" } ?? "")
        }
        let introduction = """
            D is the exact Kolmogorov–Smirnov distance of all values of the case. χ² is a diagnostic; every other test \
            is rigorous and has a share in the verdict. *Noticed scale error* is the relative error of the standard \
            deviation that would have been noticed with probability 0.999. \(exact) deterministic cases are compared \
            value by value and stand in the first tables only.
            """
        return [.paragraph(introduction)]
            + (deviations.isEmpty ? [] : [.paragraph("Deviations:"), .list(deviations)])
            + drawn(figures) + [.table(table)] + structured.blocks
    }

    // MARK: - Implementation

    /// What deviates and one law of those that conform; the others by name; and what samples show.
    private static func drawn(_ figures: FigureSet?) -> [ReportBlock] {
        guard let figures else { return [] }
        var blocks: [ReportBlock] = figures.deviations.map { .figure($0) }
        blocks += figures.laws.prefix(1).map { .figure($0) }
        let others = Array(figures.laws.dropFirst(1))
        if !others.isEmpty { blocks.append(.gallery("Other laws, drawn", others)) }
        return blocks + (figures.sensitivity.map { [.figure($0)] } ?? [])
    }

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
