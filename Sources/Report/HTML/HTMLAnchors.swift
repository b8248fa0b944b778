/// Names of headings that links of the page lead to.
struct HTMLAnchors {
    private var taken: Set<String> = []

    /// A name for a heading, unlike those before it.
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
