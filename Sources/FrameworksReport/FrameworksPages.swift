internal import Report
internal import Conformance

/// The report of what frameworks drew as Markdown: a first page, and a page for each package and library of models.
package enum FrameworksPages {
    /// Every page, the first one first: its path beside the others, such as `frameworks/pytorch.md`, and its text.
    package static func pages(_ document: FrameworksDocument) -> [(path: String, text: String)] {
        let pages =
            [ReportPage(path: "frameworks", blocks: first(document))]
            + document.packages.map { FrameworkCases.page($0) } + document.libraries.map { FrameworkModels.page($0) }
        return pages.map { ("\($0.path).md", $0.markdown) }
    }

    /// The folder of all pages but the first.
    package static let folder = "frameworks"

    // MARK: - Implementation

    private static func first(_ document: FrameworksDocument) -> [ReportBlock] {
        var sections: [(title: String, blocks: [ReportBlock])] = [("How to read it", [.list(howToRead(document))])]
        let deviations = FrameworkDeviations.blocks(document)
        if !deviations.isEmpty { sections.append(("What deviates", deviations)) }
        sections += [
            ("Whole models", FrameworkModels.first(document)),
            ("Limits and variances", FrameworkCases.limits(document)),
            ("What could not be claimed", FrameworkModels.unclaimed(document)),
        ]
        return [.heading(1, "What frameworks draw, and what they document"), .paragraph(verdict(document))]
            + [.table(FrameworkCases.table(document)), .contents(sections.map(\.title))]
            + sections.flatMap { [.heading(2, $0.title)] + $0.blocks }
    }

    private static func verdict(_ document: FrameworksDocument) -> String {
        let counted = Numerals.counted
        let cases = document.packages.flatMap(\.cases)
        let failing = cases.count { !$0.isPassing }
        let models = document.libraries.flatMap(\.models).filter(\.isTested)
        let sound = models.count(where: \.deviations.isEmpty)
        let tensors = models.reduce(0) { $0 + $1.tensors }
        return """
            **\(Numerals.grouped(cases.count - failing)) of \(counted(cases.count, "case")) conform** to what \
            \(counted(document.packages.count, "package")) document, and \(Numerals.grouped(sound)) of \
            \(counted(models.count, "fresh model")), with \(counted(tensors, "tensor")), to what they say of themselves. \
            \(failing == 0 ? "" : "\(counted(failing, "case")) deviate\(failing == 1 ? "s" : ""): ")\
            each deviation is explained below, or said to be unexplained. Anything sound deviates anywhere in this report \
            with probability \(Numerals.six(document.alpha)) at most.
            """
    }

    private static func howToRead(_ document: FrameworksDocument) -> [String] {
        [
            """
            **A case** is a tensor that a framework's own code drew, at one shape, type and seed, and the law that the \
            framework documents for it. Each random law is drawn at three shapes of 2^20 values and more, under two seeds, \
            and in 16 bits where its function has such a type.
            """,
            """
            **A model** is built fresh. `glorot.rules` reads the claims off its modules' classes and arguments; each tensor \
            is verified.
            """,
            """
            **FAIL**: a p-value, adjusted for all tests of the report, is at most \(Numerals.six(document.alpha)).
            """,
            """
            **Where the law is stated** stands beside each case. *Source of* means that no document states it: the code is \
            then held to its own words.
            """,
            "**Drawn** \(document.made).",
            "**Regenerate** it with `Scripts/frameworks`: the same versions and seeds give the same figures.",
        ]
    }
}
