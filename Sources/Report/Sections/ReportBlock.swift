/// A part of a report, whatever document it becomes a part of.
///
/// Prose has three marks, Markdown's: `code`, **strong** and *stressed*.
enum ReportBlock {
    case heading(Int, String)
    case paragraph(String)
    case list([String])
    case table(MarkdownTable)

    /// A figure that is shown.
    case figure(ReportFigure)

    /// Figures that a document of files refers to, and what they are.
    case gallery(String, [ReportFigure])

    /// The list of the lines of a text that begin with a hyphen.
    static func items(_ text: String) -> ReportBlock {
        .list(text.split(separator: "\n").map { String($0.hasPrefix("- ") ? $0.dropFirst(2) : $0) })
    }

    /// As Markdown, without a line break at its end.
    var markdown: String {
        switch self {
        case .heading(let level, let text): String(repeating: "#", count: level) + " " + text
        case .paragraph(let text): text
        case .list(let items): items.map { "- " + $0 }.joined(separator: "\n")
        case .table(let table): table.text
        case .figure(let figure): "![\(figure.title.markdownText)](\(Self.folder)/\(figure.fileName))"
        case .gallery(let words, let figures):
            words + ": "
                + figures.map { "[\($0.title.markdownText)](\(Self.folder)/\($0.fileName))" }.joined(separator: ", ")
                + "."
        }
    }

    /// The folder of the figures, beside the document.
    static let folder = "figures"
}
