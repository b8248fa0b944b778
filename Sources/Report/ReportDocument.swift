internal import Conformance

/// What a report says, in the order of its weight: the parts that every document of it is made of.
enum ReportDocument {
    /// The parts.
    ///
    /// - Parameter figures: the run's; nil where the document has none.
    static func blocks(_ run: ConformanceRun, figures: FigureSet?) -> [ReportBlock] {
        var blocks: [ReportBlock] = [.heading(1, "Conformance report"), .paragraph(MarkdownReport.verdict(run))]
        // The whole run at a glance.
        blocks += figures?.pValues.map { [.figure($0)] } ?? []
        blocks += [.heading(2, "Limits and variances")] + LimitsSection.blocks(run)
        blocks += [.heading(2, "Which schemes are Glorot's")] + GlorotSection.blocks(run, figures)
        if !run.propagation.isEmpty {
            blocks += [.heading(2, "Signals through deep networks")] + PropagationSection.blocks(run, figures)
        }
        blocks += [.heading(2, "Goodness of fit")] + FitSection.blocks(run, figures)
        blocks += EscalationSection.blocks(run)
        blocks += [.heading(2, "Planted defects")] + DefectSection.blocks(run, figures)
        blocks += [.heading(2, "How to read it"), .items(Prose.howToRead(run))]
        blocks += [.heading(2, "References"), .items(Prose.references)]
        return blocks
    }
}
