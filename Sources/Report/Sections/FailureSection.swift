internal import Conformance
internal import Stats

/// The cases that deviate, in full; empty if none does.
enum FailureSection {
    static func blocks(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        var table = MarkdownTable([
            ("verdict", .verdict), ("initializer", .code), ("shape", .left), ("by", .left),
            ("variance ratio", .right), ("least adjusted p", .right), ("what it is", .left),
        ])
        for result in run.cases where result.verdict == .deviates {
            let tests = result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
            let ratio = result.distribution.flatMap { law in
                result.outcome.map { law.variance > 0 ? Numerals.six($0.variance / law.variance) : "–" }
            }
            table.append([
                result.verdict.label,
                result.claim,
                Numerals.shape(result.shape),
                tests.isEmpty ? "–" : tests,
                ratio ?? "–",
                FrameworkSection.leastAdjusted([result]),
                result.diagnosisWords ?? "–",
            ])
        }
        guard !table.isEmpty else { return [] }
        return [.table(table)] + (figures?.deviations ?? []).map { .figure($0) }
    }
}
