public import Conformance

/// A finished verification for a terminal: aligned columns, coloured on request.
public enum TextVerification {
    /// The text, ending in a line break, without the warnings, which are for standard error.
    ///
    /// Failures come last, so that a terminal still shows them; after them come hints and a summary.
    ///
    /// - Parameters:
    ///   - isColoured: whether verdicts are green, red and yellow.
    ///   - width: the width of the terminal, which remarks are broken to; nil for lines of any length, for programs.
    ///   - isQuiet: whether only failures are listed.
    ///   - isStrict: whether inconclusive tensors fail.
    ///   - isCommand: whether the reader has the command's options.
    public static func render(
        _ verification: Verification,
        isColoured: Bool = false,
        width: Int? = nil,
        isQuiet: Bool = false,
        isStrict: Bool = false,
        isCommand: Bool = true
    ) -> String {
        let labels = verification.labels
        let failing: Set<VerificationLine.Label> =
            isStrict ? [.inconclusive, .fails, .unfit, .error] : [.fails, .unfit, .error]
        let places =
            labels.indices.filter { labels[$0] != .skipped && !failing.contains(labels[$0]) && !isQuiet }
            + labels.indices.filter { failing.contains(labels[$0]) }
        // Lines are made twice instead of being kept.
        let lines = places.lazy.map { verification.line(at: $0) }
        let closing =
            [verification.layoutHint, isCommand ? verification.unfitHint : nil].compactMap { $0 } + [
                verification.summary(isNaming: true)
            ]
        return table(lines, isColoured: isColoured, width: width)
            + closing.flatMap { broken($0, width, first: 0, rest: 2) }.map { $0 + "\n" }.joined()
    }

    /// The header and the row of one tensor that was tested, each ending in a line break.
    ///
    /// - Parameters:
    ///   - result: the finding.
    ///   - name: the tensor's name.
    ///   - typeName: its type, as the row shows it.
    ///   - alpha: the level of the verdict.
    package static func row(_ result: Finding, name: String, typeName: String, alpha: Double) -> String {
        let line = VerificationLine(result, name: name, typeName: typeName, alpha: alpha, resolve: nil)
        return table([line], isColoured: false)
    }

    // MARK: - Implementation

    /// A remark in lines that fit the terminal.
    private static func broken(_ text: String, _ width: Int?, first: Int, rest: Int) -> [String] {
        let text = text.withoutControls
        guard let width else { return [String(repeating: " ", count: first) + text] }
        // A terminal of a few columns has no room for both indentation and words.
        return WrappedText.lines(text, first: first, rest: rest, width: max(width, rest + 20))
    }

    private static func table(
        _ lines: some Collection<VerificationLine>,
        isColoured: Bool,
        width: Int? = nil
    ) -> String {
        let header = ["", "tensor", "shape", "claim", "var. ratio", "adjusted p", "notices"]
        var columns = AlignedColumns([header], firstRightColumn: 4)
        guard !lines.isEmpty else { return "" }
        var remarks = 0
        for line in lines {
            columns.widen(for: cells(line))
            remarks += line.remarks.reduce(0) { $0 + $1.utf8.count + 40 }
        }
        var text = columns.text(header) + "\n"
        // Without the reservation, a growing text would end up half empty.
        text.reserveCapacity(
            remarks + (lines.count + 1) * (header.indices.reduce(0) { $0 + columns.width(of: $1) + 2 })
        )
        let indentation = columns.width(of: 0) + 2
        for line in lines {
            text += columns.text(cells(line), colour: isColoured ? colour(line.verdict) : nil) + "\n"
            for remark in line.remarks {
                for part in broken("↳ " + remark, width, first: indentation, rest: indentation + 2) {
                    text += part + "\n"
                }
            }
        }
        return text
    }

    private static func cells(_ line: VerificationLine) -> [String] {
        [line.verdict.rawValue, line.name, line.shape, line.claim, line.ratio, line.pValue, line.noticed]
            .map(\.withoutControls)
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
