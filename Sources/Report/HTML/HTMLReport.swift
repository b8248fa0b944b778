public import Conformance

/// A finished run as one self-contained HTML page.
///
/// It needs no network. Figures are inline, details are folded, and wide tables scroll in boxes; it has a table of
/// contents and light and dark colours. A small script sorts and filters tables; the page is complete without it. It is
/// a pure function of the run, so that the same seed gives the same bytes.
public enum HTMLReport {
    /// The document, ending in a line break.
    public static func render(_ run: ConformanceRun) -> String { render(run, figures: FigureSet(run)) }

    package static func render(_ run: ConformanceRun, figures: FigureSet) -> String {
        let pages = ReportDocument.pages(run, figures: figures)
        var body = HTMLBody()
        for page in pages.prefix(1) { body.add(page.blocks) }
        if pages.count > 1 { body.add([.heading(2, "Details")]) }
        for page in pages.dropFirst() { body.addFolded(page) }
        return document(title: "Conformance report", body)
    }

    /// A page around its content.
    static func document(title: String, _ body: HTMLBody) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title.xmlEscaped)</title>
        <style>
        \(HTMLStyle.css)
        \(FigureStyle.css)
        </style>
        </head>
        <body>
        <main>
        \(body.html)</main>
        <nav aria-label="Contents">
        <p>Contents</p>
        <ul>
        \(body.contents)</ul>
        </nav>
        <script>
        \(HTMLScript.text)
        </script>
        </body>
        </html>

        """
    }
}
