/// The text of an explanation, for a terminal and as Markdown.
struct ExplanationPage {
    /// A part of it.
    enum Block {
        /// A text between blank lines.
        case paragraph(String)

        /// The subject of the following parts: a claim, or words.
        case heading(String, isCode: Bool)

        /// Names and values, indented by `level` steps. An empty name continues the one before it.
        case fields([(name: String, value: String)], level: Int)

        /// Calls, grouped by the law that they draw.
        case laws(LawTable)

        /// An empty line.
        case space

        /// A table of a few short text columns.
        case table([String], [[String]])
    }

    let title: String

    /// Whether the title is code, such as a claim.
    let isCode: Bool

    private(set) var blocks: [Block] = []

    init(_ title: String, isCode: Bool) {
        self.title = title
        self.isCode = isCode
    }

    mutating func append(_ block: Block) { blocks.append(block) }

    /// Appends fields; does nothing if there are none.
    mutating func append(_ fields: [(name: String, value: String)], level: Int = 1) {
        if !fields.isEmpty { blocks.append(.fields(fields, level: level)) }
    }

    /// The page for a terminal, ending in a line break.
    var text: String {
        var lines = isCode ? [title.withoutControls] : WrappedText.lines(title.withoutControls)
        for (place, block) in blocks.enumerated() {
            switch block {
            case .paragraph(let text):
                lines += [""] + WrappedText.lines(text.withoutControls)
                // Fields follow a heading at once, and a paragraph after a blank line.
                if place + 1 < blocks.count, case .fields = blocks[place + 1] { lines.append("") }
            case .heading(let text, let isCode):
                lines += [""] + (isCode ? ["  " + text.withoutControls] : WrappedText.lines(text.withoutControls))
            case .fields(let fields, let level):
                for field in fields { lines += Self.lines(field.name, field.value.withoutControls, level) }
            case .laws(let table):
                lines += [""] + table.lines
            case .space: lines.append("")
            case .table(let header, let rows):
                let columns = AlignedColumns([header] + rows)
                lines += [""] + ([header] + rows).map { "  " + columns.text($0) }
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The page as Markdown, ending in a line break.
    var markdown: String {
        var parts = ["# " + (isCode ? title.markdownCode : title.markdownText)]
        for block in blocks {
            switch block {
            case .paragraph(let text):
                parts.append(text.markdownText)
            case .heading(let text, let isCode):
                parts.append("## " + (isCode ? text.markdownCode : text.markdownText))
            case .fields(let fields, _):
                var table = MarkdownTable([("", .left), ("", .left)])
                for field in fields { table.append([field.name.markdownText, field.value.markdownText]) }
                parts.append(table.text)
            case .laws(let laws):
                parts.append(laws.markdown)
            case .space: break
            case .table(let header, let rows):
                var table = MarkdownTable(header.map { ($0, .left) })
                for row in rows { table.append(row.map(\.markdownText)) }
                parts.append(table.text)
            }
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    // MARK: - Implementation

    /// The column that values begin in.
    private static let valueColumn = 18

    /// Fields that hold a call. It is not broken into lines, since people copy it.
    private static let calls: Set<String> = ["call", "in Swift", "in Swift, e.g.", "in Keras", "in PyTorch", "in JAX"]

    private static func lines(_ field: String, _ value: String, _ level: Int) -> [String] {
        let name = String(repeating: "  ", count: level) + field
        guard !value.isEmpty else { return [name] }
        let head = name + String(repeating: " ", count: max(1, valueColumn - name.count))
        if calls.contains(field) { return [head + value] }
        // The value is broken into lines as if it stood alone; then its name is put in front.
        var lines = WrappedText.lines(value, first: head.count, rest: valueColumn + 2, width: 88)
        lines[0] = head + lines[0].dropFirst(head.count)
        return lines
    }
}
