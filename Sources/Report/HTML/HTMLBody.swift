internal import Substrings

/// The parts of a report as HTML, with a list of its headings.
struct HTMLBody {
    private(set) var html = ""

    /// The headings as items of a list, each a link.
    private(set) var contents = ""
    private var names = UniqueNames()

    /// Adds parts that are always shown; their headings from the second level on are in the contents.
    mutating func add(_ blocks: [ReportBlock]) { add(blocks, levels: 0, isListed: true) }

    /// Adds a page that is unfolded by a click on its title, or by a link to it.
    mutating func addFolded(_ page: ReportPage) {
        guard case .heading(_, let title)? = page.blocks.first else { return }
        let anchor = anchor(for: page.anchor)
        contents +=
            "<li class=\"level3\"><a href=\"#\(anchor)\">\(title.replaced("Details: ", by: "").htmlProse)</a></li>\n"
        html += "<details class=\"page\">\n<summary>\(title.htmlProse)</summary>\n"
        // A link to something inside unfolds it.
        html += "<div id=\"\(anchor)\">\n"
        add(Array(page.blocks.dropFirst()), levels: 1, isListed: false)
        html += "</div>\n</details>\n"
    }

    // MARK: - Implementation

    /// A unique name for a heading, for links within the page.
    private mutating func anchor(for heading: String) -> String {
        let slug = ReportFigure.slug(heading)
        return names.take(slug.isEmpty ? "section" : slug)
    }

    /// - Parameters:
    ///   - levels: by how much headings are lowered.
    ///   - isListed: whether headings are in the contents.
    private mutating func add(_ blocks: [ReportBlock], levels: Int, isListed: Bool) {
        // The subject of a table: the words of the heading before it.
        var section = ""
        for block in blocks {
            switch block {
            case .heading(let level, let text):
                let anchor = anchor(for: text)
                section = text
                let element = "h\(level + levels)"
                html += "<\(element) id=\"\(anchor)\"><a href=\"#\(anchor)\">\(text.htmlProse)</a></\(element)>\n"
                guard level > 1, isListed else { continue }
                contents += "<li class=\"level\(level)\"><a href=\"#\(anchor)\">\(text.htmlProse)</a></li>\n"
            case .paragraph(let text): html += "<p>\(text.htmlProse)</p>\n"
            case .list(let items): html += "<ul>\n" + items.map { "<li>\($0.htmlProse)</li>\n" }.joined() + "</ul>\n"
            case .command(let text): html += "<pre><code>\(text.withoutControls.xmlEscaped)</code></pre>\n"
            case .table(let table): html += table.html(label: section)
            case .figure(let figure): html += "<div class=\"drawing\">\n\(figure.element)\n</div>\n"
            case .figures(let figures):
                html += "<div class=\"row\">\n"
                html += figures.map { "<div class=\"drawing\">\n\($0.element)\n</div>\n" }.joined() + "</div>\n"
            case .gallery(let words, let figures):
                html += "<details>\n<summary>\(words.xmlEscaped): \(figures.count)</summary>\n<div class=\"gallery\">\n"
                html += figures.map { "<div class=\"drawing\">\n\($0.element)\n</div>\n" }.joined()
                html += "</div>\n</details>\n"
            case .links(let words, let pages):
                let links = pages.map { "<a href=\"#\(ReportFigure.slug($0.path))\">\($0.words.xmlEscaped)</a>" }
                html += "<p>\(words.htmlProse): \(links.joined(separator: ", ")).</p>\n"
            // The contents are beside the page, and all pages are in this one.
            case .contents, .back: break
            }
        }
    }
}
