public import Conformance

/// A finished verification for a terminal: columns, aligned, coloured where that is wanted.
public enum TextVerification {
    /// The text, ending in a line break; without the warnings, which are for standard error.
    ///
    /// - Parameter isColoured: whether verdicts are green, red and yellow.
    public static func render(_ verification: Verification, isColoured: Bool = false) -> String {
        let lines = verification.lines.filter { $0.verdict != .skipped }
        return table(lines, isColoured: isColoured) + verification.summary + "\n" + failures(lines)
    }

    /// The header and the row of one tensor that was tested, each ending in a line break.
    ///
    /// - Parameters:
    ///   - result: what was found.
    ///   - name: the tensor's name.
    ///   - typeName: its type, as the row has it.
    ///   - alpha: the level that the verdict was reached at.
    package static func row(_ result: CaseResult, name: String, typeName: String, alpha: Double) -> String {
        table([VerificationLine(result, name: name, typeName: typeName, alpha: alpha)], isColoured: false)
    }

    // MARK: - Implementation

    /// What fails, once more at the end of what a terminal does not show whole.
    private static func failures(_ lines: [VerificationLine]) -> String {
        let names = lines.filter { [.fails, .error, .unfit].contains($0.verdict) }.map(\.name.withoutControls)
        guard lines.count > 20, !names.isEmpty else { return "" }
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return "see " + names.prefix(3).joined(separator: ", ") + more + "\n"
    }

    private static func table(_ lines: [VerificationLine], isColoured: Bool) -> String {
        let header = ["", "tensor", "shape", "claim", "variance ratio", "least adjusted p", "notices"]
        let rows = lines.map { line in
            [line.verdict.rawValue, line.name, line.shape, line.claim, line.ratio, line.pValue, line.noticed]
                .map(\.withoutControls)
        }
        let columns = AlignedColumns([header] + rows, firstRightColumn: 4)
        var text = rows.isEmpty ? "" : columns.text(header) + "\n"
        for (line, row) in zip(lines, rows) {
            text += columns.text(row, colour: isColoured ? colour(line.verdict) : nil) + "\n"
            if !line.remark.isEmpty {
                text += String(repeating: " ", count: columns.width(of: 0) + 2) + "↳ \(line.remark.withoutControls)\n"
            }
        }
        return text
    }

    /// Select Graphic Rendition (ECMA-48, section 8.3.117): green, red, yellow.
    private static func colour(_ label: VerificationLine.Label) -> String {
        switch label {
        case .passes: "32"
        case .fails, .error, .unfit: "31"
        case .inconclusive, .skipped: "33"
        }
    }
}
