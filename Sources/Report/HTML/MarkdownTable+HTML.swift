extension MarkdownTable {
    /// The same values as an HTML table, in a box that scrolls if it is too wide.
    ///
    /// - Parameter label: the subject of the table, for those who cannot see it.
    func html(label: String) -> String {
        // Long texts are broken into lines, but not into columns of single words.
        let isLong = columns.indices.map { column in
            columns[column] != .right && rows.contains { $0[column].count > 24 }
        }
        let classes = zip(columns, isLong).map { $0 == .right ? " class=\"number\"" : $1 ? " class=\"long\"" : "" }
        let head = zip(header, classes).map { "<th scope=\"col\"\($1)>\($0.xmlEscaped)</th>" }.joined()
        let body = rows.map { row in
            let cells = columns.indices.map { column in
                "<td\(classes[column])>\(columns[column].html(row[column], isLong: isLong[column]))</td>"
            }
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
    fileprivate func html(_ value: String, isLong: Bool) -> String {
        switch self {
        case .left, .right: value.xmlEscaped
        case .code: "<code>\(isLong ? Self.breakable(value.xmlEscaped) : value.xmlEscaped)</code>"
        case .verdict:
            Self.isFailure(value)
                ? "<strong class=\"failure\">\(value.xmlEscaped)</strong>"
                : "<span class=\"\(["pass", "caught"].contains(value) ? "success" : "quiet")\">\(value.xmlEscaped)</span>"
        case .page: "<a href=\"#\(ReportFigure.slug(value))\">details</a>"
        }
    }

    /// A name that may be broken after the signs that separate its words.
    private static func breakable(_ name: String) -> String {
        var broken = ""
        var last: Character?
        for sign in name {
            let isLetter = ("a"..."z").contains(sign) || ("A"..."Z").contains(sign)
            if isLetter, last == "." || last == "(" { broken += "<wbr/>" }
            broken.append(sign)
            last = sign
        }
        return broken
    }
}
