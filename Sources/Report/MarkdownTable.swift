/// A table in GitHub's Markdown.
struct MarkdownTable {
    private let header: [String]
    private let alignment: [Alignment]
    private var rows: [[String]] = []

    enum Alignment {
        case left, right

        var rule: String { self == .left ? ":---" : "---:" }
    }

    init(_ columns: [(title: String, alignment: Alignment)]) {
        header = columns.map(\.title)
        alignment = columns.map(\.alignment)
    }

    var isEmpty: Bool { rows.isEmpty }

    mutating func append(_ row: [String]) { rows.append(row) }

    /// The table, without a line break at its end.
    var text: String {
        ([header, alignment.map(\.rule)] + rows)
            .map { "| " + $0.map(\.markdownCell).joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}
