/// A drawing in SVG, made element by element: rectangles, paths and texts in the classes of `FigureStyle`.
///
/// Coordinates are rounded to tenths of a pixel, so that the last bits of a logarithm do not show, and the same figures
/// give the same bytes.
struct SVGDrawing {
    let width: Double

    /// The height, which may be known only after something was drawn.
    var height: Double
    private var body = ""

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// Where a text lies relative to its point.
    enum Anchor: String {
        case start, middle, end
    }

    // MARK: - Elements

    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String) {
        element(
            "rect",
            [
                ("class", style), ("x", Self.number(x)), ("y", Self.number(y)),
                ("width", Self.number(max(0, width))), ("height", Self.number(max(0, height))),
            ]
        )
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        path([(x1, y1), (x2, y2)], style)
    }

    /// A picture; its address holds the bytes themselves.
    mutating func image(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ address: String) {
        element(
            "image",
            [
                ("x", Self.number(x)), ("y", Self.number(y)), ("width", Self.number(width)),
                ("height", Self.number(height)), ("preserveAspectRatio", "none"), ("href", address),
            ]
        )
    }

    mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
        element(
            "circle",
            [("class", style), ("cx", Self.number(x)), ("cy", Self.number(y)), ("r", Self.number(radius))]
        )
    }

    /// A line through points, closed if it is an area's outline.
    mutating func path(_ points: [(x: Double, y: Double)], _ style: String, isClosed: Bool = false) {
        guard points.count > 1 else { return }
        element("path", [("class", style), ("d", Self.data(points) + (isClosed ? "z" : ""))])
    }

    /// Several areas or lines of one style as one element.
    mutating func paths(_ parts: [[(x: Double, y: Double)]], _ style: String, isClosed: Bool = false) {
        let parts = parts.filter { $0.count > 1 }
        guard !parts.isEmpty else { return }
        element("path", [("class", style), ("d", parts.map { Self.data($0) + (isClosed ? "z" : "") }.joined())])
    }

    mutating func text(_ text: String, _ x: Double, _ y: Double, _ style: String, _ anchor: Anchor = .start) {
        let position = anchor == .start ? [] : [("text-anchor", anchor.rawValue)]
        element("text", [("class", style), ("x", Self.number(x)), ("y", Self.number(y))] + position, text)
    }

    // MARK: - Document

    /// The drawing as an element of a page that has the styles.
    ///
    /// - Parameters:
    ///   - name: a name that is unique on the page.
    ///   - title: what it shows, in a few words.
    ///   - description: the same in a sentence or two, for those who cannot see it.
    func element(name: String, title: String, description: String) -> String {
        document(name: name, title: title, description: description, style: "")
    }

    /// The drawing as a file of its own, with the styles in it.
    func file(name: String, title: String, description: String) -> String {
        document(name: name, title: title, description: description, style: "<style>\(FigureStyle.css)</style>\n")
            + "\n"
    }

    // MARK: - Numbers

    /// A coordinate with at most one decimal: limited to a range beyond any drawing, and 0 if it is not finite.
    static func number(_ x: Double) -> String { decimal(tenths(x)) }

    // MARK: - Implementation

    /// Steps from point to point, in tenths of a pixel, which add up without error.
    private static func data(_ points: [(x: Double, y: Double)]) -> String {
        guard let first = points.first else { return "" }
        var (x, y) = (tenths(first.x), tenths(first.y))
        var data = "M\(decimal(x)) \(decimal(y))"
        var command: Character = "M"
        for point in points.dropFirst() {
            let (dx, dy) = (tenths(point.x) - x, tenths(point.y) - y)
            (x, y) = (x + dx, y + dy)
            if dx == 0, dy == 0 { continue }
            if dy == 0 {
                data += "h\(decimal(dx))"
                command = "h"
            } else if dx == 0 {
                data += "v\(decimal(dy))"
                command = "v"
            } else {
                // A command also holds for the pairs that follow it; a minus sign separates numbers.
                data += command == "l" ? (dx < 0 ? "" : " ") : "l"
                data += decimal(dx) + (dy < 0 ? "" : " ") + decimal(dy)
                command = "l"
            }
        }
        return data
    }

    private static func tenths(_ x: Double) -> Int { x.isFinite ? Int((min(1e5, max(-1e5, x)) * 10).rounded()) : 0 }

    private static func decimal(_ tenths: Int) -> String {
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }

    private mutating func element(_ name: String, _ attributes: [(String, String)], _ text: String? = nil) {
        let head = attributes.map { " \($0)=\"\($1.xmlEscaped)\"" }.joined()
        body += text.map { "<\(name)\(head)>\($0.xmlEscaped)</\(name)>\n" } ?? "<\(name)\(head)/>\n"
    }

    private func document(name: String, title: String, description: String, style: String) -> String {
        let (w, h) = (Self.number(width), Self.number(height))
        let id = name.xmlEscaped
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="figure" width="\(w)" height="\(h)" viewBox="0 0 \(w) \(h)" \
            role="img" aria-labelledby="\(id)-title \(id)-description">
            <title id="\(id)-title">\(title.xmlEscaped)</title>
            <desc id="\(id)-description">\(description.xmlEscaped)</desc>
            \(style)<rect class="ground" x="0.5" y="0.5" width="\(Self.number(width - 1))" \
            height="\(Self.number(height - 1))" rx="6"/>
            \(body)</svg>
            """
    }
}
