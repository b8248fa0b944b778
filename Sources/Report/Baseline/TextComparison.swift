/// A comparison with an earlier report, for a terminal or a log.
public enum TextComparison {
    /// The largest number of listed differences of one case; the others are counted.
    static let limit = 3

    /// The text, ending in a line break.
    public static func render(_ comparison: BaselineComparison) -> String {
        let path = comparison.baseline.path.withoutControls
        var lines: [String] = []
        if !comparison.incomparable.isEmpty {
            lines.append(
                "not comparable: " + comparison.incomparable.map(\.words.withoutControls).joined(separator: "; ")
            )
            lines.append(
                comparison.incomparable.allSatisfy(\.isOfPlan)
                    ? "still compared: the cases that are in both"
                    : "still compared: verdicts and closed forms"
            )
        }
        if comparison.hasChanges {
            lines.append("changed since \(path):")
            for change in comparison.changes {
                lines.append("  " + change.label.withoutControls)
                lines += change.kinds.map { "    " + words($0).withoutControls }
            }
            lines.append(summary(comparison))
        } else {
            lines.append("nothing changed since \(path) (\(comparison.count) cases and planted defects compared)")
        }
        if comparison.undigestedCount > 0 {
            lines.append("\(comparison.undigestedCount) streams could not be compared: the report has none")
        }
        if comparison.unaskedCount > 0 { lines.append("\(comparison.unaskedCount) of its cases were not asked for") }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Implementation

    private static func words(_ kind: BaselineComparison.Change.Kind) -> String {
        switch kind {
        case .verdict(let verdict, let was):
            "verdict     \(verdict.rawValue), was \(was.rawValue)" + (kind.isLoss ? " (worse)" : "")
        case .stream(let stream, let was): "stream      \(stream), was \(was)"
        case .statistics(let differences):
            "statistics  "
                + differences.prefix(limit).map { "\($0.name) \($0.value ?? "gone"), was \($0.was ?? "absent")" }
                .joined(separator: "; ")
                + (differences.count > limit ? "; \(differences.count - limit) more" : "")
        case .added(let verdict): "added       \(verdict.rawValue)"
        case .removed(let was): "removed     was \(was.rawValue)"
        }
    }

    private static func summary(_ comparison: BaselineComparison) -> String {
        let kinds = comparison.changes.flatMap(\.kinds)
        func count(_ isCounted: (BaselineComparison.Change.Kind) -> Bool, _ one: String, _ many: String) -> String? {
            let number = kinds.count(where: isCounted)
            return number == 0 ? nil : "\(number) \(number == 1 ? one : many)"
        }
        let parts = [
            count({ if case .verdict = $0 { $0.isLoss } else { false } }, "verdict worse", "verdicts worse"),
            count({ if case .verdict = $0 { !$0.isLoss } else { false } }, "verdict better", "verdicts better"),
            count(
                { if case .stream = $0 { true } else { false } },
                "stream (value-breaking)",
                "streams (value-breaking)"
            ),
            count(
                { if case .statistics = $0 { true } else { false } },
                "with other statistics",
                "with other statistics"
            ),
            count({ if case .added = $0 { true } else { false } }, "added", "added"),
            count({ if case .removed = $0 { true } else { false } }, "removed", "removed"),
        ]
        return "of \(comparison.count) cases and planted defects: " + parts.compactMap { $0 }.joined(separator: ", ")
    }
}
