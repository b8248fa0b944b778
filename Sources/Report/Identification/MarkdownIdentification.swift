public import Conformance

/// A finished identification as Markdown: a row for each tensor, with at most three of its claims.
public enum MarkdownIdentification {
    /// The document, ending in a line break.
    public static func render(_ identification: Identification) -> String {
        var table = MarkdownTable([("tensor", .left), ("shape", .left), ("family", .left), ("conforms to", .left)])
        for row in TextIdentification.tensors(identification) {
            table.append([
                row.label.markdownCode, row.shape.markdownText, row.family.markdownText,
                row.claims.map(\.markdownCode).joined(separator: ", ") + (row.rest.map { " " + $0.markdownText } ?? ""),
            ])
        }
        let notes =
            (identification.emptiness.map { ["error: \($0)"] } ?? []) + identification.warnings.map { "warning: \($0)" }
        return [
            "# Identification", TextIdentification.summary(identification).markdownText + ".",
            table.isEmpty ? "" : table.text,
            notes.map { "- \($0.markdownText)" }.joined(separator: "\n"),
        ].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }
}
