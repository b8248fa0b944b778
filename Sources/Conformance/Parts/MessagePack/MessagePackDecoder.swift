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
        let document: MessagePackDocument
        do { document = try MessagePackDocument(bytes) } catch { throw error.error(for: type, path: .root) }
        return try ItemDecoder(document: document, place: document.root, path: .root).value(type)
    }

    /// The value in the bytes.
    package func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decode(type, from: bytes[...])
    }
}

// MARK: - Implementation

/// A value in a document; it is also the container of a single value.
private struct ItemDecoder: Decoder, SingleValueDecodingContainer {
    let document: MessagePackDocument
    let place: MessagePackDocument.Place
    let path: MessagePackPath

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        do {
            return KeyedDecodingContainer(try MapDecoder(document, at: place, path: path))
        } catch {
            throw error.error(for: [String: Any].self, path: path)
        }
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        do {
            return try ArrayDecoder(document, at: place, path: path)
        } catch {
            throw error.error(for: [Any].self, path: path)
        }
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { document.isNone(at: place) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try value(type) }

    func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let scalar = type as? any MessagePackScalar.Type else { return try Value(from: self) }
        var place = place
        let result: any MessagePackScalar
        do { result = try scalar.read(document, at: &place) } catch { throw error.error(for: type, path: path) }
        // The cast cannot fail, since the type read a value of itself, but the compiler does not know that.
        guard let value = result as? Value else {
            throw DecodingError.typeMismatch(type, .init(codingPath: codingPath, debugDescription: "found \(scalar)"))
        }
        return value
    }
}

private struct MapDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let document: MessagePackDocument
    let path: MessagePackPath

    /// The keys in the document's order.
    private let names: [String]
    private let places: [String: MessagePackDocument.Place]
    private let start: MessagePackDocument.Place

    init(_ document: MessagePackDocument, at start: MessagePackDocument.Place, path: MessagePackPath)
        throws(MessagePackFault)
    {
        var place = start
        let item = try document.take(at: &place)
        guard case .map(let count) = item.kind else {
            throw MessagePackFault(document.bytes, start.index, found: item, expected: "a map")
        }
        var names: [String] = []
        var places: [String: MessagePackDocument.Place] = [:]
        names.reserveCapacity(count)
        places.reserveCapacity(count)
        for _ in 0..<count {
            let name = try document.key(at: &place)
            names.append(name)
            places[name] = place
            try document.skip(&place)
        }
        self.document = document
        self.path = path
        self.names = names
        self.places = places
        self.start = start
    }

    var codingPath: [any CodingKey] { path.keys }
    var allKeys: [Key] { names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { places[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { document.isNone(at: try place(key)) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder(key).value(type)
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

    private func decoder(_ key: some CodingKey) throws -> ItemDecoder {
        ItemDecoder(document: document, place: try place(key), path: .step(path, key))
    }

    private func place(_ key: some CodingKey) throws -> MessagePackDocument.Place {
        if let place = places[key.stringValue] { return place }
        let found = "a map of \(names.count) without \(quoted(key.stringValue))"
        let message =
            "MessagePack at byte \(start.index - document.bytes.startIndex): found \(found), expected that key"
        throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: message))
    }
}

private struct ArrayDecoder: UnkeyedDecodingContainer {
    let document: MessagePackDocument
    let path: MessagePackPath

    private let size: Int
    private var place: MessagePackDocument.Place
    private(set) var currentIndex = 0

    init(_ document: MessagePackDocument, at start: MessagePackDocument.Place, path: MessagePackPath)
        throws(MessagePackFault)
    {
        place = start
        let item = try document.take(at: &place)
        guard case .array(let count) = item.kind else {
            throw MessagePackFault(document.bytes, start.index, found: item, expected: "an array")
        }
        self.document = document
        self.path = path
        size = count
    }

    var codingPath: [any CodingKey] { path.keys }
    var count: Int? { size }
    var isAtEnd: Bool { currentIndex == size }

    mutating func decodeNil() throws -> Bool {
        let decoder = try decoder(for: Any?.self)
        guard decoder.decodeNil() else { return false }
        try advance()
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try decoder(for: type).value(type)
        try advance()
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
        -> KeyedDecodingContainer<Nested>
    {
        let container = try decoder(for: [String: Any].self).container(keyedBy: type)
        try advance()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try decoder(for: [Any].self).unkeyedContainer()
        try advance()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = try decoder(for: (any Decoder).self)
        try advance()
        return decoder
    }

    /// The next element.
    private func decoder(for type: any Any.Type) throws -> ItemDecoder {
        let path = MessagePackPath.step(path, MessagePackKey.index(currentIndex))
        guard !isAtEnd else {
            let offset = place.index - document.bytes.startIndex
            let message = "MessagePack at byte \(offset): found the end of an array of \(size), expected an element"
            throw DecodingError.valueNotFound(type, .init(codingPath: path.keys, debugDescription: message))
        }
        return ItemDecoder(document: document, place: place, path: path)
    }

    private mutating func advance() throws {
        try document.skip(&place)
        currentIndex += 1
    }
}
