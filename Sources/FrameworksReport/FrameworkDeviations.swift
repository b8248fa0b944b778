internal import Report

/// What deviates, by what explains it: how large the error is, who is to blame, and code that shows it.
enum FrameworkDeviations {
    /// A section for each explanation that something needs, then what nothing explains.
    static func blocks(_ document: FrameworksDocument) -> [ReportBlock] {
        let seen = document.packages.flatMap { package in
            package.cases.filter { !$0.isPassing }.map { Seen(package.name, $0) }
        }
        let tensors = document.libraries.flatMap { library in
            library.models.flatMap { model in model.deviations.map { Seen("\(library.name): \(model.name)", $0) } }
        }
        let known = Set(document.explanations.map(\.key))
        let all = Dictionary(grouping: seen + tensors) { one in
            one.explanation.flatMap { known.contains($0) ? $0 : nil } ?? ""
        }
        var blocks: [ReportBlock] = []
        for explanation in document.explanations {
            guard let found = all[explanation.key], !found.isEmpty else { continue }
            blocks += [
                .heading(3, explanation.title), .paragraph(explanation.about),
                .paragraph("*To blame*: \(explanation.blame)"),
                .table(table(found)),
            ]
            blocks += more(found) + (explanation.code.isEmpty ? [] : [.paragraph(code(explanation.code))])
        }
        if let unexplained = all[""], !unexplained.isEmpty {
            blocks += [
                .heading(3, "Not understood"),
                .paragraph(
                    "Nobody has found out yet why these deviate: the code, its document or this report may be wrong."
                ),
                .table(table(unexplained)),
            ]
            blocks += more(unexplained)
        }
        return blocks
    }

    // MARK: - Implementation

    /// Rows of one table; the pages of details have the others.
    private static let rowLimit = 8

    /// A case or a model's tensor that deviates.
    private struct Seen {
        let place: String
        let claim: String
        let shape: [Int]
        let type: String
        let variance: Double?
        let observed: Double?
        let words: [String]
        let explanation: String?

        init(_ package: String, _ item: FrameworksDocument.Case) {
            (place, claim, shape, type) = (package, item.title, item.shape, item.type)
            (variance, observed, words, explanation) = (item.variance, item.observed, item.words, item.explanation)
        }

        init(_ model: String, _ item: FrameworksDocument.Deviation) {
            (place, claim, shape, type) = ("\(model), \(item.tensor)", item.claim, item.shape, "")
            (variance, observed, words, explanation) = (item.variance, item.observed, item.words, item.explanation)
        }

        /// What rows of one kind have in common.
        var kind: String { explanation == nil ? "\(place) \(claim) \(type)" : "\(place) \(type)" }

        /// What it is instead. Where an explanation is known, the diagnosis' own guess at the cause is left out.
        var law: String {
            let words = words.first ?? "–"
            return explanation == nil ? words : String(words.prefix { $0 != ":" && $0 != ";" })
        }
    }

    private static func table(_ found: [Seen]) -> MarkdownTable {
        var table = MarkdownTable([
            ("where", .left), ("claim", .code), ("shape", .left), ("variance", .right), ("observed", .right),
            ("ratio", .right), ("what it is instead", .left),
        ])
        for one in kinds(found).prefix(rowLimit) {
            table.append([
                "\(one.place)\(one.type.isEmpty ? "" : ", \(one.type)")".markdownText,
                one.claim,
                Numerals.shape(one.shape),
                FrameworkCases.six(one.variance),
                FrameworkCases.six(one.observed),
                FrameworkCases.ratio(one.observed, one.variance),
                one.law.markdownText,
            ])
        }
        return table
    }

    /// The first of each kind, in their order.
    private static func kinds(_ found: [Seen]) -> [Seen] {
        var told: Set<String> = []
        return found.filter { told.insert($0.kind).inserted }
    }

    private static func more(_ found: [Seen]) -> [ReportBlock] {
        let rest = found.count - min(kinds(found).count, rowLimit)
        return rest > 0 ? [.paragraph("And \(Numerals.grouped(rest)) more, in the details.")] : []
    }

    private static func code(_ lines: [String]) -> String {
        "```python\n" + lines.joined(separator: "\n") + "\n```"
    }
}
