/// A part of a report, in any of its documents.
///
/// Prose has three marks, Markdown's: `code`, **strong** and *stressed*.
package enum ReportBlock {
    case heading(Int, String)
    case paragraph(String)
    case list([String])
    case table(MarkdownTable)

    /// A command for a shell.
    case command(String)

    /// A figure that is shown.
    case figure(ReportFigure)

    /// Figures that are shown side by side.
    case figures([ReportFigure])

    /// A title and figures that Markdown links to and HTML folds.
    case gallery(String, [ReportFigure])

    /// The sections of the page, by their headings.
    case contents([String])

    /// Pages that say more, each by its name and path.
    case links(String, [(words: String, path: String)])

    /// The way back to the first page.
    case back

    /// A list of the lines of a text, each without its leading hyphen.
    static func items(_ text: String) -> ReportBlock {
        .list(text.split(separator: "\n").map { String($0.hasPrefix("- ") ? $0.dropFirst(2) : $0) })
    }

    /// As Markdown, without a line break at its end.
    ///
    /// - Parameter root: the path from the page to the folder of the first one.
    func markdown(root: String) -> String {
        func link(_ figure: ReportFigure) -> String {
            "[\(figure.title.markdownText)](\(root)\(Self.folder)/\(figure.fileName))"
        }
        return switch self {
        case .heading(let level, let text): String(repeating: "#", count: level) + " " + text
        case .paragraph(let text): text
        case .list(let items): items.map { "- " + $0 }.joined(separator: "\n")
        case .table(let table): table.text
        case .command(let text): "    " + text.withoutControls
        case .figure(let figure): "!" + link(figure)
        case .figures(let figures): figures.map { "!" + link($0) }.joined(separator: " ")
        case .gallery(let words, let figures): words + ": " + figures.map(link).joined(separator: ", ") + "."
        case .contents(let headings):
            headings.map { "[\($0)](#\(Self.anchor($0)))" }.joined(separator: " · ")
        case .links(let words, let pages):
            words + ": " + pages.map { "[\($0.words)](\(root)\($0.path).md)" }.joined(separator: ", ") + "."
        case .back: "[Back to the report](\(root)conformance.md)"
        }
    }

    /// The anchor that code hosts give a heading.
    private static func anchor(_ heading: String) -> String {
        String(
            heading.lowercased().compactMap { character -> Character? in
                character == " "
                    ? "-" : character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
            }
        )
    }

    /// The folder of the figures, beside the document.
    static let folder = "figures"
}
