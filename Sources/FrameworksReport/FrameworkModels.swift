internal import Report

/// Whole fresh models: a row a library on the first page, and a page each with a row a model.
enum FrameworkModels {
    typealias Library = FrameworksDocument.Library

    static func path(of library: Library) -> String { "\(FrameworksPages.folder)/models-\(library.name)" }

    /// The table by library of the first page.
    static func first(_ document: FrameworksDocument) -> [ReportBlock] {
        var table = MarkdownTable([
            ("verdict", .verdict), ("library", .left), ("versions", .left), ("models", .right), ("deviate", .right),
            ("partial", .right), ("no verdict", .right), ("tensors", .right), ("conform", .right),
            ("inconclusive", .right), ("no claim", .right), ("values tested", .right), ("details", .page),
        ])
        for library in document.libraries {
            let tested = library.models.filter(\.isTested)
            let deviating = tested.count { !$0.deviations.isEmpty }
            table.append([
                deviating == 0 ? "pass" : "FAIL",
                library.name,
                library.versions.joined(separator: ", "),
                String(tested.count),
                String(deviating),
                String(tested.count { $0.deviations.isEmpty && !$0.unclaimed.isEmpty }),
                String(library.models.count - tested.count),
                sum(tested, \.tensors),
                sum(tested, \.conform),
                sum(tested, \.inconclusive),
                sum(tested, \.unclaimed.count),
                sum(tested, \.values),
                path(of: library),
            ])
        }
        return [.table(table)]
    }

    /// What no model says, by the class of the module.
    static func unclaimed(_ document: FrameworksDocument) -> [ReportBlock] {
        var table = MarkdownTable([
            ("library", .left), ("class", .code), ("tensors", .right), ("such as", .left), ("why", .left),
        ])
        var total = 0
        for library in document.libraries {
            let tensors = library.models.flatMap { model in model.unclaimed.map { (model: model.name, tensor: $0) } }
            total += tensors.count
            let groups = Dictionary(grouping: tensors) { $0.tensor.kind }
            let order = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            for (kind, found) in order.prefix(kindLimit) {
                table.append([
                    library.name, kind, String(found.count),
                    "\(found[0].model): \(found[0].tensor.tensor)".markdownText, found[0].tensor.source.markdownText,
                ])
            }
        }
        let words = """
            \(Numerals.counted(total, "tensor")) of the models \(total == 1 ? "has" : "have") no claim: nothing is guessed. \
            Of each library the \(kindLimit) classes with most of them are listed.
            """
        return [.paragraph(words)] + (table.isEmpty ? [] : [.table(table)])
    }

    /// A page with all models of a library.
    static func page(_ library: Library) -> ReportPage {
        var table = MarkdownTable([
            ("verdict", .verdict), ("model", .left), ("class", .left), ("tensors", .right), ("values", .right),
            ("conform", .right), ("inconclusive", .right), ("deviate", .right), ("no claim", .right),
        ])
        for model in library.models where model.isTested {
            table.append([
                verdict(model), model.name, model.kind, String(model.tensors),
                Numerals.grouped(model.values), String(model.conform), String(model.inconclusive),
                String(model.deviations.count), String(model.unclaimed.count),
            ])
        }
        let others = library.models.filter { !$0.isTested }.map { "\($0.name): \($0.reason.markdownText)" }
        var blocks: [ReportBlock] = [
            .heading(1, "Details: models of \(library.name)"), .paragraph(FrameworkCases.back), .table(table),
        ]
        let failing = deviations(library)
        if !failing.isEmpty { blocks += [.heading(2, "What deviates"), .table(failing)] }
        if !others.isEmpty { blocks += [.heading(2, "No verdict"), .list(others)] }
        return ReportPage(path: path(of: library), blocks: blocks)
    }

    // MARK: - Implementation

    private static func verdict(_ model: FrameworksDocument.Model) -> String {
        model.deviations.isEmpty ? (model.unclaimed.isEmpty ? "pass" : "partial") : "FAIL"
    }

    private static func sum(
        _ models: [FrameworksDocument.Model],
        _ count: (FrameworksDocument.Model) -> Int
    ) -> String {
        // Numbers beyond Int are those of no real document.
        Numerals.grouped(models.reduce(0) { $0 &+ count($1) })
    }

    /// Classes of a library in the table of what could not be claimed.
    private static let kindLimit = 12

    private static func deviations(_ library: Library) -> MarkdownTable {
        var table = MarkdownTable([
            ("model", .left), ("tensor", .left), ("claim", .code), ("shape", .left), ("ratio of variances", .right),
            ("what it is instead", .left), ("said by", .left),
        ])
        for model in library.models {
            for one in model.deviations {
                table.append([
                    model.name, one.tensor.markdownText, one.claim, Numerals.shape(one.shape),
                    FrameworkCases.ratio(one.observed, one.variance), (one.words.first ?? "–").markdownText,
                    one.source.markdownText,
                ])
            }
        }
        return table
    }
}
