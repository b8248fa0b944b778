/// Rows of text in columns of equal width.
struct AlignedColumns {
    private var widths: [Int]
    private let firstRightColumn: Int

    /// - Parameters:
    ///   - rows: all rows, including the header, with the same number of cells each.
    ///   - firstRightColumn: the first of the right-aligned columns, which hold numbers.
    init(_ rows: [[String]], firstRightColumn: Int = .max) {
        widths = (rows.first ?? []).indices.map { column in rows.map { Self.width($0[column]) }.max() ?? 0 }
        self.firstRightColumn = firstRightColumn
    }

    /// Makes the columns wide enough for a further row.
    mutating func widen(for row: [String]) {
        for (column, cell) in row.enumerated() { widths[column] = max(widths[column], Self.width(cell)) }
    }

    /// The width of a column.
    func width(of column: Int) -> Int { widths[column] }

    /// A row, without blanks at its end.
    ///
    /// - Parameter colour: the Select Graphic Rendition of the first cell.
    func text(_ row: [String], colour: String? = nil) -> String {
        var text = ""
        // Blanks are written before the next cell that is not empty, so that none is left at the end.
        var blanks = 0
        for (column, cell) in row.enumerated() {
            let space = max(0, widths[column] - Self.width(cell))
            if column > 0 { blanks += 2 }
            if column >= firstRightColumn { blanks += space }
            if !cell.isEmpty {
                text += String(repeating: " ", count: blanks)
                blanks = 0
                if column == 0, let colour {
                    text +=
                        "\u{1B}[\(colour)m\(Self.shortened(cell))"
                        + String(repeating: " ", count: space) + "\u{1B}[0m"
                    continue
                }
                text += Self.shortened(cell)
            }
            if column < firstRightColumn { blanks += space }
        }
        return text
    }

    // MARK: - Implementation

    /// The largest number of characters of a cell: every row is as wide as the widest cell of each column.
    private static let widest = 200

    /// The number of characters of a cell as it is shown.
    private static func width(_ cell: String) -> Int {
        let cell = shortened(cell)
        // Every byte of ASCII is a character, except in a line break of two bytes, which no cell has.
        return cell.utf8.allSatisfy { $0 < 0x80 } ? cell.utf8.count : cell.count
    }

    /// A cell, shortened in the middle if it is wider than that.
    private static func shortened(_ cell: String) -> String {
        guard cell.utf8.count > widest, cell.count > widest else { return cell }
        return cell.prefix(widest / 2) + "…" + cell.suffix(widest / 2 - 1)
    }
}
