/// A Codable value on its way to MessagePack: its encoder, and the container of its elements or of its single value.
///
/// A map's header says how many entries follow, and that is known only when the last one is written. Also, a value may
/// fill two containers in turn. So a node keeps its own bytes and remembers where other nodes belong among them. They
/// are put together once, at the end.
final class MessagePackNode: Encoder, UnkeyedEncodingContainer, SingleValueEncodingContainer {
    /// What the value asked its encoder for.
    enum Shape { case single, array, map }

    /// How many elements or entries it has.
    private(set) var count = 0

    private let path: MessagePackPath

    /// How many arrays and maps it is in.
    private let depth: Int

    private var shape: Shape?
    private var bytes: [UInt8] = []

    /// The nodes in it, each with the number of own bytes that come before, and in a map with its key.
    private var children: [(position: Int, key: String?, node: MessagePackNode)] = []

    init(path: MessagePackPath, depth: Int) { (self.path, self.depth) = (path, depth) }

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    // MARK: - The encoder

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        require(.map)
        return KeyedEncodingContainer(MapEncoder(node: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        require(.array)
        return self
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    // MARK: - The container of elements, or of a single value

    func encodeNil() throws {
        if shape == .array {
            try addNone(at: MessagePackKey.index(count))
        } else {
            requireSingle()
            bytes.append(0xC0)
        }
    }

    // The protocols also ask for one function for each type of number. This one serves for all.
    func encode<Value: Encodable>(_ value: Value) throws {
        if shape == .array { try add(value, at: MessagePackKey.index(count)) } else { try set(value) }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        superEncoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    func superEncoder() -> any Encoder { addNode(at: MessagePackKey.index(count)) }

    // MARK: - What both write

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
            try value.encode(to: self)
        }
    }

    /// Adds an element of an array or an entry of a map.
    func add<Value: Encodable>(_ value: Value, at key: some CodingKey) throws {
        if let scalar = value as? any MessagePackScalar {
            try requireDepth(of: scalar, at: depth + 1)
            try appendKey(key)
            try scalar.append(to: &bytes)
            count += 1
        } else {
            let node = addNode(at: key)
            // Without a limit, a list of a million nodes would exhaust the stack.
            guard node.depth <= MessagePackValue.depthLimit else { throw node.tooDeep(value) }
            try node.set(value)
        }
    }

    func addNone(at key: some CodingKey) throws {
        try appendKey(key)
        bytes.append(0xC0)
        count += 1
    }

    /// Adds a value that will be written later.
    func addNode(at key: some CodingKey) -> MessagePackNode {
        let node = MessagePackNode(path: .step(path, key), depth: depth + 1)
        children.append((bytes.count, shape == .map ? key.stringValue : nil, node))
        count += 1
        return node
    }

    /// Writes the node and everything in it.
    func write(to output: inout [UInt8]) throws {
        if shape != .single {
            guard depth < MessagePackValue.depthLimit else { throw tooDeep(count) }
            try shape == .array ? output.append(arrayOf: count) : output.append(mapOf: count)
        }
        var written = 0
        for (position, key, node) in children {
            output.append(contentsOf: bytes[written..<position])
            written = position
            try key?.append(to: &output)
            try node.write(to: &output)
        }
        output.append(contentsOf: bytes[written...])
    }

    // MARK: - Implementation

    private func requireSingle() {
        require(.single)
        precondition(bytes.isEmpty, "\(path.keys): found a second value, expected one in a single-value container")
    }

    /// Writes a map's key; an array has none.
    private func appendKey(_ key: some CodingKey) throws {
        if shape == .map { try key.stringValue.append(to: &bytes) }
    }

    private func requireDepth(of scalar: some MessagePackScalar, at depth: Int) throws {
        let levels = type(of: scalar).levels
        guard levels == 0 || depth + levels <= MessagePackValue.depthLimit else { throw tooDeep(scalar) }
    }

    private func tooDeep(_ value: Any) -> EncodingError {
        let limit = MessagePackValue.depthLimit
        let message = "MessagePack: found more than \(limit) levels of arrays and maps, expected at most \(limit)"
        return .invalidValue(value, .init(codingPath: path.keys, debugDescription: message))
    }
}

private struct MapEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: MessagePackNode

    var codingPath: [any CodingKey] { node.codingPath }

    func encodeNil(forKey key: Key) throws { try node.addNone(at: key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try node.add(value, at: key) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        superEncoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { node.addNode(at: MessagePackKey.superclass) }

    func superEncoder(forKey key: Key) -> any Encoder { node.addNode(at: key) }
}
