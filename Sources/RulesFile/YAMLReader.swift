internal import CYaml
internal import WeightFiles
internal import Substrings

/// Reads a YAML document in time linear in its bytes.
///
/// An alias stands for a node, which may contain aliases: a few hundred bytes can stand for 2^100 nodes. Each node is
/// stored once, but code that walks the tree meets all of them. So the nodes behind an alias are counted each time,
/// with limits.
///
/// It uses libyaml alone: Yams' layer above it needs Foundation, which a library inside another process should avoid.
package struct YAMLReader {
    /// The largest depth of nested nodes: rules are 5 deep.
    package static let depth = 16

    /// The largest number of aliases.
    package static let aliases = 1000

    /// The largest number of nodes, with those behind aliases counted each time.
    package static let nodes = 200_000

    /// A node with the number of nodes in it, and their depth.
    private struct Counted {
        let node: YAMLNode
        var nodes = 1
        var depth = 0
    }

    /// A list or a mapping that has not ended.
    private struct Collection {
        let anchor: String?
        let isMapping: Bool
        let mark: YAMLNode.Mark
        var children: [YAMLNode] = []
        var nodes = 1
        var depth = 0
    }

    private let path: String
    private var root: YAMLNode?
    private var open: [Collection] = []
    private var anchored: [String: Counted] = [:]
    private var aliasCount = 0

    private init(path: String) { self.path = path }

    /// Reads a text that holds one document; returns nil if it holds none.
    ///
    /// - Parameter path: the file, for messages.
    /// - Throws: `ExpectationsError` if it is not YAML, exceeds a limit, or has a key that is no text or comes twice.
    static func read(_ bytes: [UInt8], path: String) throws(ExpectationsError) -> YAMLNode? {
        var reader = YAMLReader(path: path)
        try bytes.withUnsafeBufferPointer { bytes throws(ExpectationsError) in try reader.read(bytes) }
        return reader.root
    }

    // MARK: - Implementation

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ExpectationsError) {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            throw ExpectationsError(path: path, found: "no memory for the YAML", expected: "memory")
        }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
        var event = yaml_event_t()
        while true {
            guard yaml_parser_parse(&parser, &event) == 1 else { throw fault(parser, bytes) }
            defer { yaml_event_delete(&event) }
            if event.type == YAML_STREAM_END_EVENT { return }
            try take(event)
        }
    }

    private mutating func take(_ event: yaml_event_t) throws(ExpectationsError) {
        let mark = YAMLNode.Mark(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT where root != nil:
            throw ExpectationsError(path: path, mark: mark, found: "a second document", expected: "one")
        case YAML_ALIAS_EVENT:
            aliasCount += 1
            guard aliasCount <= Self.aliases else {
                throw ExpectationsError(
                    path: path,
                    mark: mark,
                    found: "more aliases",
                    expected: "at most \(Self.aliases)"
                )
            }
            guard let node = Self.text(event.data.alias.anchor).flatMap({ anchored[$0] }) else {
                throw ExpectationsError(path: path, mark: mark, fault: "found undefined alias")
            }
            try add(node, at: mark)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.value == nil ? 0 : scalar.length),
                as: UTF8.self
            )
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            let node = Counted(node: YAMLNode(content: .text(text, isPlain: isPlain), mark: mark))
            if let anchor = Self.text(scalar.anchor) { anchored[anchor] = node }
            try add(node, at: mark)
        case YAML_SEQUENCE_START_EVENT:
            let anchor = Self.text(event.data.sequence_start.anchor)
            try begin(Collection(anchor: anchor, isMapping: false, mark: mark))
        case YAML_MAPPING_START_EVENT:
            let anchor = Self.text(event.data.mapping_start.anchor)
            try begin(Collection(anchor: anchor, isMapping: true, mark: mark))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try end()
        default: break
        }
    }

    private mutating func begin(_ collection: Collection) throws(ExpectationsError) {
        try requireKey(isText: false, at: collection.mark)
        open.append(collection)
        try grow(nodes: 0, depth: 0, at: collection.mark)
    }

    /// Closes a collection that is complete.
    private mutating func end() throws(ExpectationsError) {
        guard let closed = open.popLast() else { return }
        var content = YAMLNode.Content.list(closed.children)
        if closed.isMapping {
            let pairs = stride(from: 0, to: closed.children.count - 1, by: 2).map { place in
                (key: closed.children[place], value: closed.children[place + 1])
            }
            var keys: Set<String> = []
            if let twice = pairs.first(where: { !keys.insert($0.key.string ?? "").inserted })?.key {
                let found = quoted(twice.string ?? "") + " twice"
                throw ExpectationsError(path: path, mark: twice.mark, found: found, expected: "each key once")
            }
            content = .mapping(pairs)
        }
        let node = Counted(
            node: YAMLNode(content: content, mark: closed.mark),
            nodes: closed.nodes,
            depth: closed.depth
        )
        if let anchor = closed.anchor { anchored[anchor] = node }
        // It was counted as a child when it began.
        try grow(nodes: node.nodes, depth: node.depth + 1, at: closed.mark)
        place(node.node)
    }

    /// Adds a node that is complete.
    private mutating func add(_ node: Counted, at mark: YAMLNode.Mark) throws(ExpectationsError) {
        try requireKey(isText: node.node.string != nil, at: mark)
        try grow(nodes: node.nodes, depth: node.depth + 1, at: mark)
        place(node.node)
    }

    private mutating func place(_ node: YAMLNode) {
        if let last = open.indices.last { open[last].children.append(node) } else { root = node }
    }

    private func requireKey(isText: Bool, at mark: YAMLNode.Mark) throws(ExpectationsError) {
        guard let last = open.last else { return }
        let isKey = last.isMapping && last.children.count.isMultiple(of: 2)
        guard isText || !isKey else {
            throw ExpectationsError(path: path, mark: mark, found: "a key that is not a text", expected: "a text")
        }
    }

    private mutating func grow(nodes: Int, depth: Int, at mark: YAMLNode.Mark) throws(ExpectationsError) {
        guard let last = open.indices.last else { return }
        open[last].nodes += nodes
        open[last].depth = max(open[last].depth, depth)
        guard open.count + open[last].depth <= Self.depth else {
            let found = "more than \(Self.depth) levels"
            let expected = "at most \(Self.depth) within one another"
            throw ExpectationsError(path: path, mark: mark, found: found, expected: expected)
        }
        guard open[last].nodes <= Self.nodes else {
            let expected = "at most \(Self.nodes), counting those behind aliases each time"
            throw ExpectationsError(path: path, mark: mark, found: "more nodes", expected: expected)
        }
    }

    /// The parser's error, with its place.
    private func fault(_ parser: yaml_parser_t, _ bytes: UnsafeBufferPointer<UInt8>) -> ExpectationsError {
        let problem = parser.problem.map { String(cString: $0) } ?? "no memory"
        // Bytes that are not text have an offset instead of a mark.
        let mark =
            parser.error == YAML_READER_ERROR
            ? YAMLNode.Mark(of: parser.problem_offset, in: bytes) : YAMLNode.Mark(parser.problem_mark)
        return ExpectationsError(path: path, mark: mark, fault: problem)
    }

    private static func text(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        anchor.map { String(cString: $0) }
    }
}

extension YAMLNode.Mark {
    /// libyaml counts from 0.
    fileprivate init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }

    /// The place of a byte.
    fileprivate init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let before = bytes.prefix(offset)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        self.init(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: before.count - start + 1)
    }
}

extension ExpectationsError {
    /// A fault in the YAML.
    fileprivate init(path: String, mark: YAMLNode.Mark, fault: String) {
        // YAML reads a pattern that begins with an asterisk as an alias.
        let hint =
            fault.holds("alphabetic or numeric")
            ? "; a pattern that begins with * needs quotes"
            : fault.holds("mapping values") ? "; a slice that ends in a colon needs quotes" : ""
        self.init(path: path, mark: mark, found: "a fault in the YAML: \(fault)", expected: "YAML\(hint)")
    }
}
