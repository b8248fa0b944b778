/// A table in GitHub's Markdown; other documents show its values, too.
package struct MarkdownTable {
    let header: [String]
    let columns: [Column]
    private(set) var rows: [[String]] = []

    /// The alignment and the kind of a column's values.
    package enum Column {
        /// Left-aligned text, and right-aligned figures.
        case left, right

        /// Code, such as a claim.
        case code

        /// Verdicts; those in capitals are failures.
        case verdict

        /// The path of a page with details.
        case page

        var rule: String { self == .right ? "---:" : ":---" }

        /// A value as Markdown shows it.
        func markdown(_ value: String) -> String {
            switch self {
            case .left, .right: value
            case .code: "`\(value)`"
            case .verdict: Self.isFailure(value) ? "**\(value)**" : value
            case .page: "[details](\(value).md)"
            }
        }

        static func isFailure(_ verdict: String) -> Bool { verdict.contains { $0.isUppercase } }
    }

    package init(_ columns: [(title: String, column: Column)]) {
        header = columns.map(\.title)
        self.columns = columns.map(\.column)
    }

    package var isEmpty: Bool { rows.isEmpty }

    package mutating func append(_ row: [String]) { rows.append(row) }

    /// The table, without a line break at its end.
    var text: String {
        ([header, columns.map(\.rule)] + rows.map { zip(columns, $0).map { $0.markdown($1) } })
            .map { "| " + $0.map(\.markdownCell).joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}
