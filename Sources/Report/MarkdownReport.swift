public import Conformance

/// A finished run as a Markdown document: a pure function of the run, so that the same seed gives the same bytes.
public enum MarkdownReport {
    /// The document, without figures.
    public static func render(_ run: ConformanceRun) -> String { render(run, figures: nil) }

    /// The document.
    ///
    /// - Parameter figures: the run's, which lie in the folder `figures` beside the document; nil for a document that
    ///   refers to none.
    package static func render(_ run: ConformanceRun, figures: FigureSet?) -> String {
        ReportDocument.blocks(run, figures: figures).map(\.markdown).joined(separator: "\n\n") + "\n"
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
            + " make \(applicable) cases, of which \(conforming) conform, and \(noLaw) combinations that do not apply; "
            + "\(Numerals.grouped(run.drawCount)) values were drawn under seed \(run.seed); the chance of any deviation "
            + "among correct initializers is at most \(Numerals.six(run.alpha)) for the whole run"
        if defects > 0 {
            sentence += "; \(defects - missed) of \(defects) planted defects were caught"
        }
        return sentence + "."
    }
}
