/// Texts of figures: lines that are broken if they are too long, and legends.
///
/// Fonts differ, so widths are estimates, on the safe side: 6.4 pixels a character at 12 pixels of height.
extension SVGDrawing {
    /// Writes a title and lines of notes, each broken if it is too long, from the top.
    ///
    /// - Returns: where the rest may begin.
    mutating func heading(_ title: String, notes: [String], left: Double = 20) -> Double {
        // Titles are one and a half times as wide.
        var y = 28.0
        for line in WrappedText.lines(title, width: Int((width - 2 * left) / 9)) {
            text(line, left, y, "title")
            y += 20
        }
        for line in notes.flatMap({ WrappedText.lines($0, width: Int((width - 2 * left) / 6.2)) }) {
            text(line, left, y, "note")
            y += 16
        }
        return y
    }

    /// A sign of a legend and its meaning.
    struct Key {
        enum Sign {
            case area, line, dot
        }

        let sign: Sign
        let style: String
        let text: String
    }

    /// Writes keys side by side from `x` on, on as many lines as they need.
    ///
    /// - Returns: where the rest may begin.
    @discardableResult
    mutating func legend(_ keys: [Key], _ x: Double, _ y: Double) -> Double {
        var (place, y) = (x, y)
        for key in keys {
            let length = 26 + 6.4 * Double(key.text.count) + 18
            if place > x, place + length > width - 8 {
                (place, y) = (x, y + 17)
            }
            switch key.sign {
            case .area: rectangle(place, y - 9, 18, 10, key.style)
            case .line: line(place, y - 4, place + 18, y - 4, key.style)
            case .dot: circle(place + 9, y - 4, 4, key.style)
            }
            text(key.text, place + 24, y, "note")
            place += length
        }
        return y + 12
    }
}
