public import Conformance

/// A finished run as Markdown: a first page and the details that it leads to. A pure function of the run, so that the same
/// seed gives the same bytes.
public enum MarkdownReport {
    /// The first page, without figures.
    public static func render(_ run: ConformanceRun) -> String { pages(run)[0].text }

    /// Every page, the first one first: its path beside the others, such as `details/keras.md`, and its text.
    ///
    /// - Parameter figures: the run's, which lie in the folder `figures` beside the first page; nil for pages that refer to
    ///   none.
    package static func pages(_ run: ConformanceRun, figures: FigureSet? = nil) -> [(path: String, text: String)] {
        ReportDocument.pages(run, figures: figures).map { ("\($0.path).md", $0.markdown) }
    }

    // MARK: - Implementation

    static func verdict(_ run: ConformanceRun) -> String {
        let conforming = run.cases.count(where: { $0.verdict == .conforms })
        let deviating = run.cases.count(where: { $0.verdict == .deviates })
        let inconclusive = run.cases.count(where: { $0.verdict == .inconclusive })
        let noLaw = run.cases.count(where: { $0.verdict == .notApplicable })
        let applicable = run.cases.count - noLaw
        let defects = Set(run.defects.map(\.defect.name)).count
        let missed = Set(run.defects.filter { !$0.isCaught }.map(\.defect.name)).count
        let head =
            deviating > 0
            ? "**\(deviating) of \(applicable) cases deviate**"
            : inconclusive > 0
                ? "**Nothing deviates, \(inconclusive) cases are inconclusive**" : "**Every case conforms**"
        var sentence =
            "\(head): \(run.plan.claims.count) initializers at \(run.plan.shapes.count) shapes"
            + (run.plan.structuredShapes.isEmpty
                ? "" : ", structured ones at \(run.plan.structuredShapes.count) more,")
            + " make \(applicable) cases, of which \(conforming) conform, and \(FrameworkSection.counted(noLaw, "combination")) that do\(noLaw == 1 ? "es" : "") not apply; "
            + "\(Numerals.grouped(run.drawCount)) values were drawn under seed \(run.seed); the chance of any deviation "
            + "among correct initializers is at most \(Numerals.six(run.alpha)) for the whole run"
        if defects > 0 {
            sentence += "; \(defects - missed) of \(defects) planted defects were caught"
        }
        return sentence + "."
    }
}
