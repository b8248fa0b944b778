/// A Codable value on its way to MessagePack: its encoder, and the container of its elements or of its single value.
///
/// A map's header says how many entries follow, and that is known only when the last one is written. Also, a value may
/// fill two containers in turn. So nodes make a tree, which is written once, at the end.
final class MessagePackNode: Encoder, UnkeyedEncodingContainer, SingleValueEncodingContainer {
    /// What the value asked its encoder for.
    enum Shape { case single, array, map }

    private let path: MessagePackPath

    /// How many arrays and maps it is in.
    private let depth: Int

    private var shape: Shape?

    /// A single value.
    private var bytes: [UInt8] = []

    /// The elements, or the entries with their keys.
    private var children: [(key: String?, node: MessagePackNode)] = []

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

    var count: Int { children.count }

    func encodeNil() throws {
        let node = shape == .array ? addElement() : self
        node.requireSingle()
        node.bytes.append(0xC0)
    }

    // The protocols also ask for one function for each type of number. This one serves for all.
    func encode<Value: Encodable>(_ value: Value) throws {
        try (shape == .array ? addElement() : self).set(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        addElement().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { addElement().unkeyedContainer() }

    func superEncoder() -> any Encoder { addElement() }

    // MARK: - What every container needs

    /// Settles the shape. A value may ask for the same shape twice, as a class and its superclass do.
    func require(_ required: Shape) {
        precondition(shape == nil || shape == required, "\(path.keys): found containers of two shapes, expected one")
        shape = required
    }

    /// Makes a value the node's only one.
    func set<Value: Encodable>(_ value: Value) throws {
        let scalar = value as? any MessagePackScalar
        // Without a limit, a list of a million nodes would exhaust the stack.
        guard depth + (scalar.map { type(of: $0).levels } ?? 0) <= MessagePackValue.depthLimit else {
            throw tooDeep(value)
        }
        if let scalar {
            requireSingle()
            try scalar.append(to: &bytes)
        } else if let dictionary = value as? any MessagePackSorted {
            try dictionary.encodeSorted(to: self)
        } else {
            try value.encode(to: self)
        }
    }

    /// Adds an element of an array or an entry of a map.
    func add(at key: some CodingKey) -> MessagePackNode {
        let node = MessagePackNode(path: .step(path, key), depth: depth + 1)
        children.append((shape == .map ? key.stringValue : nil, node))
        return node
    }

    /// Writes the node and everything in it.
    func write(to output: inout [UInt8]) throws {
        guard shape != .single else { return output += bytes }
        guard depth < MessagePackValue.depthLimit else { throw tooDeep(count) }
        try shape == .array ? output.append(arrayOf: count) : output.append(mapOf: count)
        for (key, node) in children {
            try key?.append(to: &output)
            try node.write(to: &output)
        }
    }

    // MARK: - Implementation

    private func addElement() -> MessagePackNode { add(at: MessagePackKey.index(count)) }

    private func requireSingle() {
        require(.single)
        precondition(bytes.isEmpty, "\(path.keys): found a second value, expected one in a single-value container")
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

    func encodeNil(forKey key: Key) throws { try node.add(at: key).encodeNil() }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try node.add(at: key).set(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        node.add(at: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        node.add(at: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { node.add(at: MessagePackKey.superclass) }

    func superEncoder(forKey key: Key) -> any Encoder { node.add(at: key) }
}
