public import Conformance

/// A finished run as one HTML page that needs nothing else: no network, no script; figures inline, a table of contents,
/// light and dark, wide tables in boxes that scroll. A pure function of the run, so that the same seed gives the same bytes.
public enum HTMLReport {
    /// The document, ending in a line break.
    public static func render(_ run: ConformanceRun) -> String { render(run, figures: FigureSet(run)) }

    package static func render(_ run: ConformanceRun, figures: FigureSet) -> String {
        let blocks = ReportDocument.blocks(run, figures: figures)
        var anchors = HTMLAnchors()
        var contents = ""
        var body = ""
        // What a table is about: the words of the heading before it.
        var section = ""
        for block in blocks {
            switch block {
            case .heading(let level, let text):
                let anchor = anchors.anchor(for: text)
                section = text
                body += "<h\(level) id=\"\(anchor)\"><a href=\"#\(anchor)\">\(text.htmlProse)</a></h\(level)>\n"
                guard level > 1 else { continue }
                contents += "<li class=\"level\(level)\"><a href=\"#\(anchor)\">\(text.htmlProse)</a></li>\n"
            case .paragraph(let text): body += "<p>\(text.htmlProse)</p>\n"
            case .list(let items): body += "<ul>\n" + items.map { "<li>\($0.htmlProse)</li>\n" }.joined() + "</ul>\n"
            case .table(let table): body += table.html(label: section)
            case .figure(let figure): body += "<div class=\"drawing\">\n\(figure.element)\n</div>\n"
            case .gallery(let words, let figures):
                body += "<details>\n<summary>\(words.xmlEscaped): \(figures.count)</summary>\n<div class=\"gallery\">\n"
                body += figures.map { "<div class=\"drawing\">\n\($0.element)\n</div>\n" }.joined()
                body += "</div>\n</details>\n"
            }
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Conformance report</title>
            <style>
            \(HTMLStyle.css)
            \(FigureStyle.css)
            </style>
            </head>
            <body>
            <nav aria-label="Contents">
            <details open>
            <summary>Contents</summary>
            <ul>
            \(contents)</ul>
            </details>
            </nav>
            <main>
            \(body)</main>
            </body>
            </html>

            """
    }
}
