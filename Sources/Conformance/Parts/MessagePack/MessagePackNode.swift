/// A Codable value on its way to MessagePack.
///
/// A map's header says how many entries follow, and that is known only when the last one is written. Also, a value may
/// fill two containers in turn. So a node keeps its own bytes and remembers where other nodes belong among them. They
/// are put together once, at the end.
final class MessagePackNode {
    /// What the value asked its encoder for.
    enum Shape { case single, array, map }

    let path: MessagePackPath

    /// How many elements or entries it has.
    private(set) var count = 0

    /// How many arrays and maps it is in.
    private let depth: Int

    private var shape: Shape?
    private var bytes: [UInt8] = []
    private var children: [Child] = []

    private struct Child {
        /// How many of the parent's bytes come before it.
        let position: Int
        let key: String?
        let node: MessagePackNode
    }

    init(path: MessagePackPath, depth: Int) {
        self.path = path
        self.depth = depth
    }

    /// Settles the shape. A value may ask for the same shape twice, as a class and its superclass do.
    func require(_ required: Shape) {
        precondition(shape == nil || shape == required, "\(path.keys): found containers of two shapes, expected one")
        shape = required
    }

    /// Makes a value the node's only one.
    func set<Value: Encodable>(_ value: Value) throws {
        if let scalar = value as? any MessagePackScalar {
            requireSingle()
            try requireDepth(of: scalar, at: depth)
            try scalar.append(to: &bytes)
        } else if let dictionary = value as? any MessagePackSorted {
            try dictionary.encodeSorted(to: self)
        } else {
            try value.encode(to: MessagePackNodeEncoder(node: self))
        }
    }

    func setNone() {
        requireSingle()
        bytes.append(0xC0)
    }

    /// Adds an element of an array or an entry of a map.
    func add<Value: Encodable>(_ value: Value, key: String? = nil, at step: @autoclosure () -> any CodingKey) throws {
        if let scalar = value as? any MessagePackScalar {
            try requireDepth(of: scalar, at: depth + 1)
            try appendKey(key)
            try scalar.append(to: &bytes)
            count += 1
        } else {
            let node = MessagePackNode(path: .step(path, step()), depth: depth + 1)
            // Without a limit, a list of a million nodes would exhaust the stack.
            guard node.depth <= MessagePackDocument.depthLimit else { throw node.tooDeep(value) }
            try node.set(value)
            adopt(node, key: key)
        }
    }

    func addNone(key: String? = nil) throws {
        try appendKey(key)
        bytes.append(0xC0)
        count += 1
    }

    /// Adds a value that will be written later.
    func addNode(key: String? = nil, at step: any CodingKey) -> MessagePackNode {
        let node = MessagePackNode(path: .step(path, step), depth: depth + 1)
        adopt(node, key: key)
        return node
    }

    /// Writes the node and everything in it.
    func write(to output: inout [UInt8]) throws {
        if shape != .single {
            guard depth < MessagePackDocument.depthLimit else { throw tooDeep(count) }
            let header: MessagePackHeader = shape == .array ? .array : .map
            try header.append(count, to: &output)
        }
        var written = 0
        for child in children {
            output.append(contentsOf: bytes[written..<child.position])
            written = child.position
            if let key = child.key { try key.append(to: &output) }
            try child.node.write(to: &output)
        }
        output.append(contentsOf: bytes[written...])
    }

    // MARK: - Implementation

    private func requireSingle() {
        require(.single)
        precondition(bytes.isEmpty, "\(path.keys): found a second value, expected one in a single-value container")
    }

    private func appendKey(_ key: String?) throws {
        if let key { try key.append(to: &bytes) }
    }

    private func requireDepth(of scalar: some MessagePackScalar, at depth: Int) throws {
        let levels = type(of: scalar).levels
        guard levels == 0 || depth + levels <= MessagePackDocument.depthLimit else { throw tooDeep(scalar) }
    }

    private func adopt(_ node: MessagePackNode, key: String?) {
        children.append(Child(position: bytes.count, key: key, node: node))
        count += 1
    }

    private func tooDeep(_ value: Any) -> EncodingError {
        let limit = MessagePackDocument.depthLimit
        let message = "MessagePack: found more than \(limit) levels of arrays and maps, expected at most \(limit)"
        return .invalidValue(value, .init(codingPath: path.keys, debugDescription: message))
    }
}
