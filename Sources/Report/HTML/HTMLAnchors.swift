/// Names of headings, for links within the page.
struct HTMLAnchors {
    private var taken: Set<String> = []

    /// A unique name for a heading.
    mutating func anchor(for heading: String) -> String {
        let slug = ReportFigure.slug(heading)
        let base = slug.isEmpty ? "section" : slug
        var anchor = base
        var number = 2
        while !taken.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        return anchor
    }
}
