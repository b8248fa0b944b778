internal import Claims
internal import Conformance
internal import Stats

/// Every planted defect, the tests that caught it at each shape, and the recognised cause.
enum DefectSection {
    /// A row for each defect, with a mark for each shape.
    static func first(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        guard !run.defects.isEmpty else { return [.paragraph("None were planted in this run.")] }
        var shapes: [[Int]] = []
        for defect in run.defects where !shapes.contains(defect.result.shape) { shapes.append(defect.result.shape) }
        var table = MarkdownTable(
            [("verdict", .verdict), ("defect", .left), ("claim", .code)]
                + shapes.map { (Numerals.shape($0), .left) } + [("what it says", .left)]
        )
        for (name, results) in grouped(run.defects) {
            guard let first = results.first else { continue }
            let isMissed = results.contains { !$0.isCaught }
            let words = results.lazy.compactMap { $0.result.verdict == .deviates ? $0.result.diagnosisWords : nil }
                .first
            table.append(
                [isMissed ? "MISSED" : "caught", "\(name): \(first.defect.summary)", first.defect.claim]
                    + shapes.map { shape in
                        results.first { $0.result.shape == shape }.map(mark) ?? ""
                    } + [words ?? "–"]
            )
        }
        let introduction = """
            Each is a mistake that real code has made, drawn on purpose and tested like any other case: at the same \
            number of values, the same shapes and the same level. A verifier that does not find them proves nothing. ✓ \
            caught, ✗ missed, – without effect or not applicable at that shape, empty if its claim is not drawn there. \
            *What it says* is for the first shape where the defect shows.
            """
        return [.paragraph(introduction)] + (figures?.defects ?? []).prefix(1).map { .figure($0) } + [.table(table)]
            + gallery(figures)
            + [
                .links(
                    "The tests that caught each, at every shape",
                    [("defects", "\(ReportPage.folder)/planted-defects")]
                )
            ]
    }

    /// A row for each defect at each shape.
    static func details(_ run: ConformanceRun) -> [ReportBlock] {
        guard !run.defects.isEmpty else { return [] }
        var table = MarkdownTable([
            ("verdict", .verdict), ("defect", .left), ("claim", .code), ("shape", .left), ("caught by", .left),
            ("what it says", .left),
        ])
        for defect in run.defects {
            let result = defect.result
            let tests = result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
            table.append([
                verdict(defect),
                defect.defect.name,
                defect.defect.claim,
                Numerals.shape(result.shape),
                tests.isEmpty ? "–" : tests,
                result.diagnosisWords ?? result.reason ?? "–",
            ])
        }
        return [.table(table)]
    }

    // MARK: - Implementation

    /// The results of each defect, in the order of the run.
    private static func grouped(_ defects: [DefectResult]) -> [(name: String, results: [DefectResult])] {
        var groups: [(name: String, results: [DefectResult])] = []
        for defect in defects {
            if groups.last?.name == defect.defect.name {
                groups[groups.count - 1].results.append(defect)
            } else {
                groups.append((defect.defect.name, [defect]))
            }
        }
        return groups
    }

    private static func mark(_ defect: DefectResult) -> String {
        defect.result.verdict == .deviates ? "✓" : defect.isCaught ? "–" : "✗"
    }

    private static func gallery(_ figures: FigureSet?) -> [ReportBlock] {
        let others = Array((figures?.defects ?? []).dropFirst())
        return others.isEmpty ? [] : [.gallery("Others, drawn", others)]
    }

    private static func verdict(_ defect: DefectResult) -> String {
        if defect.result.verdict == .deviates { return "caught" }
        guard defect.isCaught else { return "MISSED" }
        let hasLaw = (try? Claim(defect.defect.claim).law(of: defect.result.shape)) != nil
        return hasLaw ? "no effect" : "not applicable"
    }
}
