/// A page of a report: the first page, or one of the details that it links to.
package struct ReportPage {
    /// The path relative to the first page, without the ending: `conformance`, `details/keras`.
    package let path: String
    let blocks: [ReportBlock]

    package init(path: String, blocks: [ReportBlock]) { (self.path, self.blocks) = (path, blocks) }

    /// The page as Markdown, ending in a line break.
    package var markdown: String {
        let root = String(repeating: "../", count: path.count { $0 == "/" })
        return blocks.map { $0.markdown(root: root) }.joined(separator: "\n\n") + "\n"
    }

    /// Its anchor in a page that holds all pages.
    var anchor: String { ReportFigure.slug(path) }

    /// The folder of all pages except the first.
    static let folder = "details"
}
