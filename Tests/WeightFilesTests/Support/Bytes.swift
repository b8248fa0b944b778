/// The bytes of a number, the least significant first.
func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// A .npy file of version 1.0; its header's text begins at byte 10.
func npy(_ text: String, _ data: [UInt8]) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0] + littleEndian(UInt16(text.utf8.count)) + Array(text.utf8) + data
}

/// The header's text as NumPy spells it.
func npyText(_ type: String = "<f4", _ shape: String = "(2,)", order: String = "False") -> String {
    "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }"
}

/// A .safetensors file; its header begins at byte 8.
func safetensors(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
    littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data
}

/// CRC-32 by its definition, a bit at a time.
func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}

/// The bytes as a deflate stream of stored blocks (RFC 1951, 3.2.4), the last of them marked.
func deflated(_ bytes: [UInt8], blockSize: Int = 100) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    repeat {
        let end = min(bytes.count, start + blockSize)
        let length = UInt16(end - start)
        result += [end == bytes.count ? 1 : 0] + littleEndian(length) + littleEndian(~length) + bytes[start..<end]
        start = end
    } while start < bytes.count
    return result
}
