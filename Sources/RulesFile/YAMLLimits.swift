internal import CYaml

/// What a document of YAML may have, so that reading it takes a time that is linear in its bytes.
///
/// An alias stands for a node, which may hold aliases: a few hundred bytes can stand for 2^100 nodes. Yams holds each
/// node once, but hashes the keys of a mapping as a whole, and whoever walks the tree meets all of them. Therefore the
/// parser's events, which no alias multiplies, are counted before anything is made of them. Yams does not hand them out;
/// the parser under it (libyaml) does.
package struct YAMLLimits {
    /// Nodes within one another, at most: rules within rules are 5 deep.
    package static let depth = 16

    /// Aliases, at most.
    package static let aliases = 1000

    /// Nodes, at most, those that aliases stand for counted each time.
    package static let nodes = 200_000

    /// A limit that a document exceeds, and the place of what exceeds it, counted from 1.
    struct Excess: Error {
        let found: String
        let expected: String
        let line: Int
        let column: Int
    }

    private struct Collection {
        let anchor: String?
        let isMapping: Bool
        var nodes = 1
        var children = 0
        /// The depth below it.
        var depth = 0
    }

    private var open: [Collection] = []
    private var anchored: [String: (nodes: Int, depth: Int)] = [:]
    private var aliasCount = 0

    /// Looks through a document; a fault in the YAML ends the look, since the reader will say what it is.
    ///
    /// - Throws: `Excess` where the document exceeds a limit, or a key is no text.
    static func check(_ text: String) throws(Excess) {
        var text = text
        let excess = text.withUTF8 { bytes in
            var limits = YAMLLimits()
            do throws(Excess) {
                try limits.check(bytes)
                return Excess?.none
            } catch {
                return error
            }
        }
        if let excess { throw excess }
    }

    private mutating func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(Excess) {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
        var event = yaml_event_t()
        while yaml_parser_parse(&parser, &event) == 1 {
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT: return
            case YAML_ALIAS_EVENT:
                aliasCount += 1
                guard aliasCount <= Self.aliases else {
                    throw excess(event, "more aliases", "at most \(Self.aliases)")
                }
                // An alias of nothing, or of a node around it: the reader refuses it.
                let node = anchored[Self.text(event.data.alias.anchor) ?? ""] ?? (nodes: 1, depth: 0)
                try add(nodes: node.nodes, depth: node.depth, event)
            case YAML_SCALAR_EVENT:
                if let anchor = Self.text(event.data.scalar.anchor) { anchored[anchor] = (nodes: 1, depth: 0) }
                try add(nodes: 1, depth: 0, event)
            case YAML_SEQUENCE_START_EVENT:
                try begin(Collection(anchor: Self.text(event.data.sequence_start.anchor), isMapping: false), event)
            case YAML_MAPPING_START_EVENT:
                try begin(Collection(anchor: Self.text(event.data.mapping_start.anchor), isMapping: true), event)
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                guard let closed = open.popLast() else { return }
                if let anchor = closed.anchor { anchored[anchor] = (closed.nodes, closed.depth) }
                // It was counted as a child when it began.
                try grow(nodes: closed.nodes, depth: closed.depth + 1, event)
            default: break
            }
        }
    }

    private mutating func begin(_ collection: Collection, _ event: yaml_event_t) throws(Excess) {
        try requireKey(isText: false, event)
        open.append(collection)
        try grow(nodes: 0, depth: 0, event)
    }

    /// Counts a node that is whole.
    private mutating func add(nodes: Int, depth: Int, _ event: yaml_event_t) throws(Excess) {
        try requireKey(isText: depth == 0 && nodes == 1, event)
        try grow(nodes: nodes, depth: depth + 1, event)
    }

    /// A key is a text: of anything else nothing here has use, and its hash would take all that is in it.
    private mutating func requireKey(isText: Bool, _ event: yaml_event_t) throws(Excess) {
        guard let last = open.indices.last else { return }
        let isKey = open[last].isMapping && open[last].children.isMultiple(of: 2)
        open[last].children += 1
        guard isText || !isKey else { throw excess(event, "a key that is no text", "a text") }
    }

    private mutating func grow(nodes: Int, depth: Int, _ event: yaml_event_t) throws(Excess) {
        guard let last = open.indices.last else { return }
        open[last].nodes += nodes
        open[last].depth = max(open[last].depth, depth)
        guard open.count + open[last].depth <= Self.depth else {
            throw excess(event, "more than \(Self.depth) levels", "at most \(Self.depth) within one another")
        }
        guard open[last].nodes <= Self.nodes else {
            throw excess(event, "more nodes", "at most \(Self.nodes), those that aliases stand for counted each time")
        }
    }

    private func excess(_ event: yaml_event_t, _ found: String, _ expected: String) -> Excess {
        let mark = event.start_mark
        return Excess(found: found, expected: expected, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private static func text(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        anchor.map { String(cString: $0) }
    }
}
