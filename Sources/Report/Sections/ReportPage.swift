/// A document of a report: the first page, or one of the details that it leads to.
struct ReportPage {
    /// The place beside the first page, without the ending: `conformance`, `details/keras`.
    let path: String
    let blocks: [ReportBlock]

    /// As Markdown, ending in a line break.
    var markdown: String {
        let root = String(repeating: "../", count: path.count { $0 == "/" })
        return blocks.map { $0.markdown(root: root) }.joined(separator: "\n\n") + "\n"
    }

    /// Its name as a part of a page that holds all.
    var anchor: String { ReportFigure.slug(path) }

    /// The folder of all pages but the first.
    static let folder = "details"
}
