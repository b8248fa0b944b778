internal import Claims
internal import Conformance
internal import Stats

/// Every planted defect, the tests that caught it at each shape, and the cause that was recognised.
enum DefectSection {
    static func blocks(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        guard !run.defects.isEmpty else { return [.paragraph("None were planted in this run.")] }
        var table = MarkdownTable([
            ("defect", .left), ("what was drawn", .left), ("claim", .code), ("shape", .left), ("caught by", .left),
            ("likely cause, as recognised", .left), ("verdict", .verdict),
        ])
        for defect in run.defects {
            let result = defect.result
            let tests = result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
            table.append([
                defect.defect.name,
                defect.defect.summary,
                defect.defect.claim,
                Numerals.shape(result.shape),
                tests.isEmpty ? "–" : tests,
                result.diagnosisWords ?? result.reason ?? "–",
                verdict(defect),
            ])
        }
        let introduction = """
            Each is a mistake that real code has made, drawn on purpose and tested like any other case: at the same \
            number of values, the same shapes and the same level. A verifier that does not find them proves nothing.
            """
        var drawn: [ReportBlock] = []
        if let figures, !figures.defects.isEmpty {
            drawn = figures.defects.prefix(2).map { .figure($0) }
            let others = Array(figures.defects.dropFirst(2))
            if !others.isEmpty { drawn.append(.gallery("Others, drawn", others)) }
        }
        return [.paragraph(introduction)] + drawn + [.table(table)]
    }

    // MARK: - Implementation

    private static func verdict(_ defect: DefectResult) -> String {
        if defect.result.verdict == .deviates { return "caught" }
        guard defect.isCaught else { return "MISSED" }
        let hasLaw = (try? Claim(defect.defect.claim).law(of: defect.result.shape)) != nil
        return hasLaw ? "no effect" : "not applicable"
    }
}
