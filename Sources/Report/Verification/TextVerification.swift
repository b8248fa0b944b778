public import Conformance

/// A finished verification for a terminal: columns, aligned, coloured where that is wanted.
public enum TextVerification {
    /// The text, ending in a line break.
    ///
    /// - Parameter isColoured: whether verdicts are green, red and yellow.
    public static func render(_ verification: Verification, isColoured: Bool = false) -> String {
        let lines = verification.lines.filter { $0.verdict != .skipped }
        let header = ["", "tensor", "shape", "claim", "variance ratio", "least adjusted p", "notices"]
        let rows = lines.map { line in
            [line.verdict.rawValue, line.name, line.shape, line.claim, line.ratio, line.pValue, line.noticed]
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        func laid(_ row: [String], colour: String? = nil) -> String {
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                // Numbers stand at the right.
                let text = column >= 4 ? space + cell.0 : cell.0 + space
                guard column == 0, let colour else { return text }
                return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
            }
            var text = cells.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }
        var text = rows.isEmpty ? "" : laid(header) + "\n"
        for (line, row) in zip(lines, rows) {
            text += laid(row, colour: isColoured ? colour(line.verdict) : nil) + "\n"
            if !line.remark.isEmpty {
                text += String(repeating: " ", count: widths[0] + 2) + "↳ " + line.remark + "\n"
            }
        }
        for warning in verification.warnings { text += "warning: \(warning)\n" }
        return text + verification.summary + "\n"
    }

    // MARK: - Implementation

    /// Select Graphic Rendition (ECMA-48, section 8.3.117): green, red, yellow.
    private static func colour(_ label: VerificationLine.Label) -> String {
        switch label {
        case .passes: "32"
        case .fails, .error, .unfit: "31"
        case .inconclusive, .skipped: "33"
        }
    }
}
