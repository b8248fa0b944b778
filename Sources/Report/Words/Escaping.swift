internal import WeightFiles

/// Escapes texts from files for the documents that show them.
///
/// Everything works scalar by scalar: a sign with a combining accent after it is one `Character` and no longer the
/// sign.
extension String {
    /// The text with control characters, line breaks and marks of the writing direction escaped as Swift does, so that
    /// a terminal shows them instead of obeying them.
    package var withoutControls: String {
        // Most texts have none.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
        return escaped { $0.isHidden ? $0.escaped(asASCII: true) : nil }
    }

    /// The text escaped for XML's text and attributes. Characters that XML 1.0 cannot hold (section 2.2) become U+FFFD;
    /// blanks that a reader would turn into spaces (section 3.3.3) are written as references.
    var xmlEscaped: String {
        escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\t", "\n", "\r": "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
            default: scalar.isHidden ? "&#\(scalar.value);" : nil
            }
        }
    }

    /// A Markdown code span, in more backticks than the text has in a row (CommonMark 0.31.2, section 6.1).
    var markdownCode: String {
        let text = withoutControls
        let longest = text.unicodeScalars.split { $0 != "`" }.map(\.count).max() ?? 0
        guard longest > 0 else { return "`\(text)`" }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence) \(text) \(fence)"
    }

    /// Markdown that shows the text as it is.
    package var markdownText: String {
        withoutControls.escaped { scalar in
            switch scalar {
            case "\\", "`", "*", "[", "]": "\\\(scalar)"
            case "&": "&amp;"
            case "<": "&lt;"
            default: nil
            }
        }
    }

    /// The text escaped for a table cell of GitHub's Markdown.
    var markdownCell: String { escaped { $0 == "|" ? "\\|" : nil } }

    private func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let text = replacement(scalar) {
                result.append(contentsOf: text.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
