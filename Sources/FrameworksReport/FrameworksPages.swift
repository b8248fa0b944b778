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
        let small = cases.count { $0.verdict == Verdict.inconclusive.rawValue }
        let models = document.libraries.flatMap(\.models).filter(\.isTested)
        let deviating = models.count { !$0.deviations.isEmpty }
        func tensors(_ count: (FrameworksDocument.Model) -> Int) -> String {
            Numerals.grouped(models.reduce(0) { $0 &+ count($1) })
        }
        return """
            **\(Numerals.grouped(failing)) of \(counted(cases.count, "case")) deviate\(failing == 1 ? "s" : "")** from the law \
            that is stated for them, in \(counted(document.packages.count, "package")); \
            \(Numerals.grouped(cases.count - failing - small)) conform, \(Numerals.grouped(small)) have too few values to \
            tell. Of \(counted(models.count, "fresh model")), \(Numerals.grouped(deviating)) \
            \(deviating == 1 ? "has" : "have") tensors that deviate from what the model says of itself; of all their \
            \(tensors(\.tensors)) tensors \(tensors(\.conform)) conform, \(tensors(\.inconclusive)) are too small to tell, \
            and \(tensors(\.unclaimed.count)) have no claim. Each deviation is explained below, or said not to be \
            understood. If the generators are ideal and all seeds distinct, anything sound deviates anywhere in this report \
            with probability \(Numerals.six(document.alpha)) at most.
            """
    }

    private static func howToRead(_ document: FrameworksDocument) -> [String] {
        [
            """
            **A case** is a tensor that a framework's own code drew, at one shape, type and seed, and the law that the \
            framework states for it. Each random law is drawn at three shapes, under two seeds, and in 16 bits if its \
            function has such a type, and has 2^20 values or more: a small tensor is drawn as often as that takes, and its \
            values are put together.
            """,
            """
            **A model** is built fresh; those of transformers are as small as their configurations allow, two layers of 64 \
            units. `glorot.rules` reads the claims off the modules' classes and arguments and off the calls that they make, \
            and each tensor is verified. The claim is the innermost call: an error within a helper, such as \
            `lecun_normal_`, shows among the cases alone.
            """,
            "**inconclusive**: too few values to notice a scale error of 5 %. **partial**: tensors of the model have no claim.",
            """
            **FAIL**: a p-value, adjusted for all tests of the report, is at most \(Numerals.six(document.alpha)).
            """,
            """
            **Where the law is stated** stands beside each case. *Source of* means that no document is known to state it: \
            the code is then held to its own words. Docstrings are named by the object; not each was read for its law.
            """,
            "**Drawn** \(document.made).",
            "**Regenerate** it with `Scripts/frameworks`: the same versions and seeds give the same figures on the same kind of processor.",
        ]
    }
}
