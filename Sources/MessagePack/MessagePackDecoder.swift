internal import WeightFiles

/// Reads a Codable value from MessagePack. The bytes may come from anywhere.
///
/// The bytes must be one value and nothing more. Keys must be strings, and each may occur once in its map; two keys
/// that are equal in Unicode are the same key. Strings must be UTF-8. There may be 64 levels of arrays and maps, and no
/// extensions. Bytes that break one of these rules are refused before the value reads any of them, even if it would not
/// read the faulty part. No memory is reserved on a header's word alone.
///
/// An integer may have any form, as long as the number fits the type. A Double is read from a float64 or a float32, a
/// Float from a float32, and neither from an integer. `[UInt8]` is read only from a binary.
///
/// Source: the MessagePack specification, https://github.com/msgpack/msgpack/blob/master/spec.md.
package struct MessagePackDecoder {
    package init() {}

    /// The value in the bytes.
    ///
    /// - Throws: `DecodingError`, whose description names the byte, counted from the first of these, and every error of
    ///   the value's own `init(from:)`.
    ///
    /// Complexity: time and memory are linear in the bytes for a type that reads each value once.
    package func decode<Value: Decodable>(_ type: Value.Type, from bytes: ArraySlice<UInt8>) throws -> Value {
        let value: MessagePackValue
        do { value = try MessagePackValue(bytes) } catch { throw error.error(for: type, path: .root) }
        return try ValueDecoder(value: value, path: .root).decode(type)
    }

    /// The value in the bytes.
    package func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decode(type, from: bytes[...])
    }
}

// MARK: - Implementation

/// A decoder of one value; it is also the container of a single value.
private struct ValueDecoder: Decoder, SingleValueDecodingContainer {
    let value: MessagePackValue
    let path: MessagePackPath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let entries) = value.content else {
            throw MessagePackFault(value, expected: "a map").error(for: [String: Any].self, path: path)
        }
        return KeyedDecodingContainer(MapDecoder(entries, map: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value.content else {
            throw MessagePackFault(value, expected: "an array").error(for: [Any].self, path: path)
        }
        return ArrayDecoder(elements: elements, array: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { value.isNone }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let scalar = type as? any MessagePackScalar.Type else { return try Value(from: self) }
        let result: any MessagePackScalar
        do { result = try scalar.read(value) } catch { throw error.error(for: type, path: path) }
        // The cast cannot fail, since the type read a value of itself, but the compiler does not know that.
        guard let value = result as? Value else {
            throw DecodingError.typeMismatch(type, .init(codingPath: codingPath, debugDescription: "found \(scalar)"))
        }
        return value
    }
}

private struct MapDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let map: ValueDecoder

    /// The keys in the document's order.
    private let names: [String]
    private let values: [String: MessagePackValue]

    init(_ entries: [(key: String, value: MessagePackValue)], map: ValueDecoder) {
        self.map = map
        names = entries.map(\.key)
        values = Dictionary(uniqueKeysWithValues: entries.lazy.map { ($0.key, $0.value) })
    }

    var codingPath: [any CodingKey] { map.codingPath }
    var allKeys: [Key] { names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { values[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoder(MessagePackKey.superclass) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

    private func decoder(_ key: some CodingKey) throws -> ValueDecoder {
        guard let value = values[key.stringValue] else {
            let message =
                "MessagePack at byte \(map.value.offset): found a map of \(names.count) without "
                + "\(quoted(key.stringValue)), expected that key"
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: message))
        }
        return ValueDecoder(value: value, path: .step(map.path, key))
    }
}

private struct ArrayDecoder: UnkeyedDecodingContainer {
    let elements: [MessagePackValue]
    let array: ValueDecoder

    private(set) var currentIndex = 0

    init(elements: [MessagePackValue], array: ValueDecoder) { (self.elements, self.array) = (elements, array) }

    var codingPath: [any CodingKey] { array.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex == elements.count }

    mutating func decodeNil() throws -> Bool {
        // Any other value is left for another call.
        if !isAtEnd, !elements[currentIndex].isNone { return false }
        return try next(Any?.self) { $0.decodeNil() }
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next(type) { try $0.decode(type) }
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
        -> KeyedDecodingContainer<Nested>
    {
        try next([String: Any].self) { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next([Any].self) { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next((any Decoder).self) { $0 } }

    /// Reads the next element, and moves past it if that succeeds.
    private mutating func next<Result>(
        _ type: any Any.Type,
        _ read: (ValueDecoder) throws -> Result
    ) throws -> Result {
        let path = MessagePackPath.step(array.path, MessagePackKey.index(currentIndex))
        guard !isAtEnd else {
            let message =
                "MessagePack at byte \(array.value.offset): found the end of an array of \(elements.count), "
                + "expected an element"
            throw DecodingError.valueNotFound(type, .init(codingPath: path.keys, debugDescription: message))
        }
        let result = try read(ValueDecoder(value: elements[currentIndex], path: path))
        currentIndex += 1
        return result
    }
}
