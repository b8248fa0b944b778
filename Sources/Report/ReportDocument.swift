internal import Conformance

/// The pages of a report, which all its documents are made of, the most important first.
enum ReportDocument {
    /// The pages; the first says what matters and links to the others.
    ///
    /// - Parameter figures: the run's figures; nil if the document has none.
    static func pages(_ run: ConformanceRun, figures: FigureSet?) -> [ReportPage] {
        [ReportPage(path: "conformance", blocks: first(run, figures))] + details(run, figures)
    }

    // MARK: - Implementation

    private static func first(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        let method = ReportBlock.links(
            "In full",
            [("how the verdict is made", "\(ReportPage.folder)/method")]
        )
        var sections: [(title: String, blocks: [ReportBlock])] = [
            ("How to read it", [.items(Prose.howToRead(run)), method])
        ]
        let failures = FailureSection.blocks(run, figures)
        if !failures.isEmpty { sections.append(("What deviates", failures)) }
        let again = EscalationSection.blocks(run)
        if !again.isEmpty { sections.append(("Drawn again", again)) }
        sections.append(("Limits and variances", LimitsSection.first(run)))
        sections.append(("Which schemes are Glorot's", GlorotSection.first(run, figures)))
        if !run.propagation.isEmpty {
            sections.append(("Signals through deep networks", PropagationSection.first(run, figures)))
        }
        sections.append(("Planted defects", DefectSection.first(run, figures)))
        sections.append(("References", [.items(Prose.references)]))
        return [
            .heading(1, "Conformance report"), .paragraph(MarkdownReport.verdict(run)), .paragraph(Prose.whatIsDrawn),
        ]
            + FrameworkSection.first(run)
            // The whole run at a glance.
            + (figures?.pValues.map { [.figure($0)] } ?? [])
            + [.contents(sections.map(\.title))]
            + sections.flatMap { [.heading(2, $0.title)] + $0.blocks }
    }

    private static func details(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportPage] {
        var pages = FrameworkSection.pages(run, figures)
        func add(_ name: String, _ title: String, _ blocks: [ReportBlock]) {
            guard !blocks.isEmpty else { return }
            pages.append(
                ReportPage(path: "\(ReportPage.folder)/\(name)", blocks: [.heading(1, title), .back] + blocks)
            )
        }
        add("schemes", "Every scheme's variance over Glorot's", GlorotSection.details(run))
        add("signals", "Signals through deep networks", PropagationSection.details(run))
        add("planted-defects", "Planted defects, at every shape", DefectSection.details(run))
        add("method", "How the verdict is made", MethodSection.blocks(run, figures))
        return pages
    }
}
