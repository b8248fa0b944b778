/// Writes a Codable value as MessagePack.
///
/// A structure becomes a map of its properties, in the order in which it writes them. An array becomes an array, and an
/// array of bytes (`[UInt8]`) a binary. Integers and lengths take the shortest form; a Double is a float64 and a Float
/// a float32, bit by bit. A dictionary with String keys is a map with sorted keys, so that equal dictionaries give
/// equal bytes. A value that writes nothing is an empty map. A set is written in its own order, which differs from run
/// to run.
///
/// A type that writes one key twice gives a map that `MessagePackDecoder` refuses.
///
/// Source: the MessagePack specification, https://github.com/msgpack/msgpack/blob/master/spec.md.
package struct MessagePackEncoder {
    package init() {}

    /// The bytes of a value.
    ///
    /// - Throws: `EncodingError` for more than 64 levels of arrays and maps, and for 2^32 elements or bytes in one
    ///   value, and every error of the value's own `encode(to:)`.
    ///
    /// Complexity: linear in the bytes.
    package func encode<Value: Encodable>(_ value: Value) throws -> [UInt8] {
        let node = MessagePackNode(path: .root, depth: 0)
        try node.set(value)
        var bytes: [UInt8] = []
        try node.write(to: &bytes)
        return bytes
    }
}

// MARK: - Implementation

struct MessagePackNodeEncoder: Encoder {
    let node: MessagePackNode

    var codingPath: [any CodingKey] { node.path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(MapEncoder(node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { ArrayEncoder(node) }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleEncoder(node: node) }
}

private struct MapEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: MessagePackNode

    init(_ node: MessagePackNode) {
        node.require(.map)
        self.node = node
    }

    var codingPath: [any CodingKey] { node.path.keys }

    func encodeNil(forKey key: Key) throws { try node.addNone(key: key.stringValue) }

    // The protocol also asks for one function for each type of number. This one serves for all.
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try node.add(value, key: key.stringValue, at: key)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    {
        KeyedEncodingContainer(MapEncoder<Nested>(node.addNode(key: key.stringValue, at: key)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        ArrayEncoder(node.addNode(key: key.stringValue, at: key))
    }

    func superEncoder() -> any Encoder {
        let key = MessagePackKey.superclass
        return MessagePackNodeEncoder(node: node.addNode(key: key.stringValue, at: key))
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        MessagePackNodeEncoder(node: node.addNode(key: key.stringValue, at: key))
    }
}

private struct ArrayEncoder: UnkeyedEncodingContainer {
    let node: MessagePackNode

    init(_ node: MessagePackNode) {
        node.require(.array)
        self.node = node
    }

    var codingPath: [any CodingKey] { node.path.keys }
    var count: Int { node.count }

    func encodeNil() throws { try node.addNone() }

    func encode<Value: Encodable>(_ value: Value) throws { try node.add(value, at: MessagePackKey.index(count)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(MapEncoder<Nested>(node.addNode(at: MessagePackKey.index(count))))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        ArrayEncoder(node.addNode(at: MessagePackKey.index(count)))
    }

    func superEncoder() -> any Encoder { MessagePackNodeEncoder(node: node.addNode(at: MessagePackKey.index(count))) }
}

private struct SingleEncoder: SingleValueEncodingContainer {
    let node: MessagePackNode

    var codingPath: [any CodingKey] { node.path.keys }

    func encodeNil() { node.setNone() }

    func encode<Value: Encodable>(_ value: Value) throws { try node.set(value) }
}
