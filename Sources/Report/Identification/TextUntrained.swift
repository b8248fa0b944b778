public import Conformance

/// Whether tensors are as initializers left them, for a terminal.
public enum TextUntrained {
    /// The text, ending in a line break; without the warnings, which are for standard error. Tensors that conform to
    /// nothing known come last.
    public static func render(_ untrained: Untrained) -> String {
        let header = ["", "tensor", "shape", "because"]
        let labels = distinctLabels(of: untrained.cases.map { ($0.tensor.file, $0.tensor.name) })
        let rows = zip(untrained.cases, labels).map { one, label in
            let shape = "\(Numerals.shape(one.tensor.shape)) \(one.tensor.typeName)"
            return [one.state.label, label, shape, one.state.words].map(\.withoutControls)
        }
        let failing = State.unlike.label
        let sorted = rows.filter { $0[0] != failing } + rows.filter { $0[0] == failing }
        let columns = AlignedColumns([header] + sorted)
        let lines = (sorted.isEmpty ? [] : [header] + sorted).map { columns.text($0) + "\n" }
        return lines.joined() + summary(untrained) + "\n"
    }

    /// The outcome in a sentence.
    static func summary(_ untrained: Untrained) -> String {
        let drawn = untrained.cases.count { if case .drawn = $0.state { true } else { false } }
        let unread = untrained.cases.count { if case .unread = $0.state { true } else { false } }
        let count = untrained.cases.count
        let rest = count - untrained.unlikeCount - untrained.tooSmallCount - unread
        let parts = [
            (untrained.unlikeCount, "unlike any known initializer"),
            (untrained.tooSmallCount, "too small to tell"),
            (rest, "untrained" + (drawn > 0 ? " (\(drawn) equal to a framework's draw)" : "")),
            (unread, "not looked at"),
        ]
        return Numerals.counted(count, "tensor") + ": "
            + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
            + " (what a known initializer left is called trained with probability at most \(Numerals.six(untrained.identification.alpha)))"
    }
}

private typealias State = Untrained.State

extension Untrained.State {
    /// The state in one or two words.
    var label: String {
        switch self {
        case .drawn, .constant, .conforms: "untrained"
        case .tooSmall: "cannot tell"
        case .unlike: "TRAINED?"
        case .unread: "skipped"
        }
    }

    /// Why.
    var words: String {
        switch self {
        case .drawn(let match): "\(match.claim): \(match.comparison.words)"
        case .constant(let value): "every value is \(Numerals.six(value))"
        case .conforms(let claim, 0): "it is \(claim)"
        case .conforms(let claim, let noticeable):
            "it conforms to \(claim); a scale \(Numerals.percent(noticeable)) off would show"
        case .tooSmall(let claim, let noticeable):
            "it conforms to \(claim), but has too few values: "
                + (noticeable.isFinite
                    ? "only a scale \(Numerals.percent(noticeable)) off would show" : "no change of scale would show")
        case .unlike: "it conforms to no initializer that glorot knows"
        case .unread: "no floating-point numbers, or not readable"
        }
    }

    /// The name in documents.
    var code: String {
        switch self {
        case .drawn: "drawn"
        case .constant: "constant"
        case .conforms: "conforms"
        case .tooSmall: "too-small"
        case .unlike: "unlike"
        case .unread: "unread"
        }
    }
}
