/// A figure of the report: a drawing with its name, title and description.
package struct ReportFigure: Sendable {
    /// The file's name without its ending, unique among the figures of the run.
    package let name: String

    /// What it shows, in a few words, without markup.
    package let title: String

    /// The same in a sentence or two, for those who cannot see it.
    package let description: String

    let drawing: SVGDrawing

    /// The name of the file.
    package var fileName: String { "\(name).svg" }

    /// The figure as a file of its own.
    package var file: String { drawing.file(name: name, title: title, description: description) }

    /// The figure as a part of a page that has `FigureStyle.css`.
    var element: String { drawing.element(name: name, title: title, description: description) }

    /// A text as a part of a file's name: lower-case letters, digits, underscores, and a hyphen for every run of other
    /// characters; at most 48 characters.
    static func slug(_ text: String) -> String {
        let parts = text.lowercased().unicodeScalars.split { scalar in
            switch scalar {
            case "a"..."z", "0"..."9", "_": false
            default: true
            }
        }
        return String(parts.map { String(String.UnicodeScalarView($0)) }.joined(separator: "-").prefix(48))
    }
}
