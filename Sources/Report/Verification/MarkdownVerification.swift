public import Conformance

/// A finished verification as Markdown, for the summary of a CI job.
public enum MarkdownVerification {
    /// The document, ending in a line break.
    ///
    /// Failures come first. Tensors beyond `limit` rows are counted, not listed: GitHub cuts a summary at 1 MiB.
    public static func render(_ verification: Verification, limit: Int = 1000) -> String {
        var table = MarkdownTable([
            ("verdict", .left), ("tensor", .left), ("shape", .left), ("claim", .left), ("variance ratio", .right),
            ("least adjusted p", .right), ("notices", .right), ("remark", .left),
        ])
        let sorted = verification.gravestFirst
        for line in sorted.prefix(limit).map({ verification.line(at: $0) }) {
            table.append([
                line.verdict == .fails ? "**FAIL**" : line.verdict.rawValue,
                line.name.isEmpty ? "" : line.name.markdownCode,
                line.shape.withoutControls,
                line.claim.isEmpty ? "" : line.claim.markdownCode,
                line.ratio,
                line.pValue,
                line.noticed,
                line.remark.markdownText,
            ])
        }
        var parts = ["# Verification", verification.summary() + ".", table.isEmpty ? "" : table.text]
        if sorted.count > limit { parts.append("and \(sorted.count - limit) more.") }
        let warnings =
            (verification.emptiness.map { ["error: \($0)"] } ?? []) + verification.warnings.map { "warning: \($0)" }
        parts.append(warnings.map { "- \($0.markdownText)" }.joined(separator: "\n"))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }
}
