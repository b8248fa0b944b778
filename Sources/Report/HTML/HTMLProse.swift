internal import Substrings

extension String {
    /// The report's own prose as HTML: its three marks, `code`, **strong** and *stressed*, become elements; everything
    /// else is escaped. A mark without its second half is shown as it is, and so is the character after a backslash.
    var htmlProse: String {
        var html = ""
        var rest = self[...]
        while let sign = rest.firstIndex(where: { $0 == "`" || $0 == "*" || $0 == "\\" }) {
            html += String(rest[..<sign]).xmlEscaped
            rest = rest[sign...]
            guard !rest.hasPrefix("\\") else {
                html += String(rest.dropFirst().prefix(1)).xmlEscaped
                rest = rest.dropFirst(2)
                continue
            }
            let mark = rest.hasPrefix("**") ? "**" : String(rest.prefix(1))
            let inside = rest.dropFirst(mark.count)
            guard let end = inside.place(of: mark), end.lowerBound > inside.startIndex else {
                html += mark
                rest = inside
                continue
            }
            let text = String(inside[..<end.lowerBound])
            switch mark {
            case "`": html += "<code>\(text.xmlEscaped)</code>"
            case "**": html += "<strong>\(text.htmlProse)</strong>"
            default: html += "<em>\(text.htmlProse)</em>"
            }
            rest = inside[end.upperBound...]
        }
        return html + String(rest).xmlEscaped
    }

    /// Prose that shows the text as it is.
    var asProse: String { withoutControls.map { "\\`*".contains($0) ? "\\\($0)" : String($0) }.joined() }
}
