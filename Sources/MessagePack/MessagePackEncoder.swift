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
