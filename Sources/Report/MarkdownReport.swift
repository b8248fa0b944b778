internal import Claims
public import Conformance

/// A finished run as Markdown: a first page and the details that it links to.
///
/// It is a pure function of the run, so that the same seed gives the same bytes.
public enum MarkdownReport {
    /// The first page, without figures.
    public static func render(_ run: ConformanceRun) -> String { pages(run)[0].text }

    /// Every page, starting with the first one: its relative path, such as `details/keras.md`, and its text.
    ///
    /// - Parameter figures: the run's figures, in the folder `figures` beside the first page; nil for pages without
    ///   figures.
    package static func pages(_ run: ConformanceRun, figures: FigureSet? = nil) -> [(path: String, text: String)] {
        ReportDocument.pages(run, figures: figures).map { ("\($0.path).md", $0.markdown) }
    }

    /// The paths of all pages that a report of some initializers may have, except the first one.
    package static func paths(of plan: Plan) -> Set<String> {
        let others = ["schemes", "signals", "planted-defects", "method"].map { "\(ReportPage.folder)/\($0).md" }
        return Set(plan.claims.map { "\(FrameworkSection.path(of: $0.framework)).md" } + others)
    }

    // MARK: - Implementation

    static func verdict(_ run: ConformanceRun) -> String {
        let counts = RunCounts(run)
        let counted = Numerals.counted
        let head =
            counts.deviating > 0
            ? "**\(counts.deviating) of \(counted(counts.applicable, "case")) "
                + "deviate\(counts.deviating == 1 ? "s" : "")**"
            : counts.inconclusive > 0
                ? "**Nothing deviates, \(counted(counts.inconclusive, "case")) "
                    + "\(counts.inconclusive == 1 ? "is" : "are") inconclusive**"
                : "**Every case conforms**"
        let initializers = run.plan.claims.count
        var sentence =
            "\(head): \(counts.conforming) of \(counted(counts.applicable, "case")) conform, of "
            + "\(counted(initializers, "initializer")) at \(counted(run.plan.shapes.count, "shape"))"
            + (run.plan.structuredShapes.isEmpty
                ? "" : ", and structured ones at \(run.plan.structuredShapes.count) more")
            + (counts.notApplicable == 0
                ? ""
                : "; \(counted(counts.notApplicable, "combination")) do\(counts.notApplicable == 1 ? "es" : "") not apply")
            + ". \(counted(run.drawCount, "value")) \(run.drawCount == 1 ? "was" : "were") drawn under seed \(run.seed); "
            + "correct initializers deviate anywhere in a run with probability \(Numerals.six(run.alpha)) at most"
        if counts.defects > 0 {
            sentence +=
                ". \(counts.caughtDefects) of \(counted(counts.defects, "planted defect")) "
                + "\(counts.defects == 1 ? "was" : "were") caught, each wherever it has an effect "
                + "(\(counts.caughtDefectCases) of \(counted(counts.defectCases, "case")))"
        }
        return sentence + "."
    }
}
