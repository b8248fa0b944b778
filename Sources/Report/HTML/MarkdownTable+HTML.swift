extension MarkdownTable {
    /// The same values as a table of HTML, in a box that scrolls where it is too wide.
    ///
    /// - Parameter label: what the table is about, for those who cannot see it.
    func html(label: String) -> String {
        let classes = columns.indices.map { column in
            // Long texts are broken into lines, but not into columns of single words.
            columns[column] == .right
                ? " class=\"number\"" : rows.contains { $0[column].count > 24 } ? " class=\"long\"" : ""
        }
        let head = zip(header, classes).map { "<th scope=\"col\"\($1)>\($0.xmlEscaped)</th>" }.joined()
        let body = rows.map { row in
            let cells = zip(row, zip(columns, classes)).map { "<td\($1.1)>\($1.0.html($0))</td>" }
            return "<tr>" + cells.joined() + "</tr>\n"
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(label.xmlEscaped)">
            <table>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body.joined())</tbody>
            </table>
            </div>

            """
    }
}

extension MarkdownTable.Column {
    fileprivate func html(_ value: String) -> String {
        switch self {
        case .left, .right: value.xmlEscaped
        case .code: "<code>\(value.xmlEscaped)</code>"
        case .verdict:
            Self.isFailure(value) ? "<strong class=\"failure\">\(value.xmlEscaped)</strong>" : value.xmlEscaped
        }
    }
}
