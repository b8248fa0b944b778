/// A node of a YAML document, with its place.
struct YAMLNode {
    let content: Content

    /// Where it begins.
    let mark: Mark

    enum Content {
        /// A text; plain if it has no quotes.
        case text(String, isPlain: Bool)

        case list([YAMLNode])

        /// Keys, each a text and each once, with their values.
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    /// A place, counted from 1.
    struct Mark: Hashable {
        let line: Int
        let column: Int
    }

    /// The text; nil for a list or a mapping.
    var string: String? { if case .text(let text, _) = content { text } else { nil } }

    /// A whole number without quotes; nil for anything else.
    var int: Int? {
        guard case .text(let text, isPlain: true) = content else { return nil }
        return Int(text.filter { $0 != "_" })
    }

    /// The nodes of a list; nil for anything else.
    var list: [YAMLNode]? { if case .list(let nodes) = content { nodes } else { nil } }

    /// The pairs of a mapping; nil for anything else.
    var pairs: [(key: YAMLNode, value: YAMLNode)]? { if case .mapping(let pairs) = content { pairs } else { nil } }

    /// The node if it is a mapping.
    var mapping: YAMLNode? { pairs == nil ? nil : self }

    /// The value of a key of a mapping; nil if there is none.
    subscript(key: String) -> YAMLNode? { pairs?.first { $0.key.string == key }?.value }
}
