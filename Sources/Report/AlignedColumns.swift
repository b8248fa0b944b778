/// Rows of text in columns of equal width.
struct AlignedColumns {
    private var widths: [Int]
    private let firstRightColumn: Int

    /// - Parameters:
    ///   - rows: all rows, the header among them, of as many cells each.
    ///   - firstRightColumn: the first of the columns that stand at the right, as numbers do.
    init(_ rows: [[String]], firstRightColumn: Int = .max) {
        widths = (rows.first ?? []).indices.map { column in rows.map { Self.shortened($0[column]).count }.max() ?? 0 }
        self.firstRightColumn = firstRightColumn
    }

    /// Makes the columns wide enough for a further row.
    mutating func widen(for row: [String]) {
        for (column, cell) in row.enumerated() { widths[column] = max(widths[column], Self.shortened(cell).count) }
    }

    /// The width of a column.
    func width(of column: Int) -> Int { widths[column] }

    /// A row, without blanks at its end.
    ///
    /// - Parameter colour: the Select Graphic Rendition of the first cell.
    func text(_ row: [String], colour: String? = nil) -> String {
        let cells = row.map(Self.shortened).enumerated().map { column, cell in
            let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
            let text = column >= firstRightColumn ? space + cell : cell + space
            guard column == 0, let colour else { return text }
            return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
        }
        var text = cells.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return text
    }

    // MARK: - Implementation

    /// Characters of a cell, at most: every row is as wide as the widest cell of each column.
    private static let widest = 200

    /// A cell, shortened in the middle where it is wider than that.
    private static func shortened(_ cell: String) -> String {
        guard cell.utf8.count > widest, cell.count > widest else { return cell }
        return cell.prefix(widest / 2) + "…" + cell.suffix(widest / 2 - 1)
    }
}
