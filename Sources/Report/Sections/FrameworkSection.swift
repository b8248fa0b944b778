internal import Claims
internal import Conformance
internal import Stats

/// The cases by the framework that their claims name: each framework has a row on the first page and a page.
enum FrameworkSection {
    /// The cases of one framework.
    struct Group {
        /// The first part of the claims' names; empty for this package's own.
        let framework: String
        let cases: [Finding]

        var title: String { framework.isEmpty ? "bare names" : framework }
        var path: String { FrameworkSection.path(of: framework) }
    }

    static func path(of framework: String) -> String {
        "\(ReportPage.folder)/\(framework.isEmpty ? "glorot" : framework)"
    }

    /// The table of the first page.
    static func first(_ run: ConformanceRun) -> [ReportBlock] {
        var table = MarkdownTable([
            ("verdict", .verdict), ("as defined by", .left), ("initializers", .right), ("cases", .right),
            ("conform", .right), ("least adjusted p", .right), ("scale error noticed", .right), ("details", .page),
        ])
        for group in groups(run) {
            let tested = group.cases.filter { $0.outcome != nil }
            let scales = tested.filter { $0.law?.isOrthogonal != true }.compactMap { $0.sensitivity?.scale }
            table.append([
                verdict(tested).label,
                group.title,
                String(Set(group.cases.map(\.claim)).count),
                String(tested.count),
                String(tested.count { $0.verdict == .conforms }),
                leastAdjusted(tested),
                scales.max().map { "≥ \(Numerals.percent($0))" } ?? "–",
                group.path,
            ])
        }
        return [.table(table)]
    }

    /// A page for each framework: every shape, every test.
    static func pages(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportPage] {
        groups(run).map { group in
            let tested = group.cases.filter { $0.outcome != nil }
            let words =
                "\(Numerals.counted(Set(group.cases.map(\.claim)).count, "initializer")), \(Numerals.counted(tested.count, "case")): "
                + "\(tested.count { $0.verdict == .conforms }) conform."
            let claims = Set(group.cases.map(\.claim))
            let laws = (figures?.laws ?? []).filter { claims.contains($0.title) }
            return ReportPage(
                path: group.path,
                blocks: [.heading(1, "Details: \(group.title)"), .back, .paragraph(words)]
                    + [.heading(2, "Limits and variances")] + LimitsSection.blocks(run, group.cases)
                    + FitSection.blocks(group.cases) + (laws.isEmpty ? [] : [.gallery("Laws, drawn", laws)])
            )
        }
    }

    /// The groups, in the order of the plan.
    static func groups(_ run: ConformanceRun) -> [Group] {
        var order: [String] = []
        var cases: [String: [Finding]] = [:]
        for result in run.cases {
            let framework = result.scheme.contains(".") ? String(result.scheme.prefix { $0 != "." }) : ""
            if cases[framework] == nil { order.append(framework) }
            cases[framework, default: []].append(result)
        }
        return order.map { Group(framework: $0, cases: cases[$0] ?? []) }
    }

    static func leastAdjusted(_ cases: [Finding]) -> String {
        cases.compactMap { $0.adjusted.values.min() }.min().map { Numerals.pValue($0.value, log10: $0.log10) } ?? "–"
    }

    // MARK: - Implementation

    /// The worst of some verdicts.
    private static func verdict(_ cases: [Finding]) -> Verdict {
        if cases.isEmpty { return .notApplicable }
        return [Verdict.deviates, .inconclusive].first { wanted in cases.contains { $0.verdict == wanted } }
            ?? .conforms
    }
}
