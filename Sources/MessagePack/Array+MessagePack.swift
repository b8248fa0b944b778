/// The formats of the MessagePack specification. Those with a length write it in the shortest form.
extension [UInt8] {
    /// Appends a format and a number, the most significant byte first.
    mutating func append(_ format: UInt8, _ number: some FixedWidthInteger) {
        append(format)
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    mutating func append(textOf count: Int) throws {
        if count < 32 { append(0xA0 | UInt8(count)) } else { try append(count, 0xD9, 0xDA, 0xDB, "bytes of a string") }
    }

    mutating func append(bytesOf count: Int) throws { try append(count, 0xC4, 0xC5, 0xC6, "bytes") }

    mutating func append(arrayOf count: Int) throws {
        if count < 16 { append(0x90 | UInt8(count)) } else { try append(count, nil, 0xDC, 0xDD, "elements") }
    }

    mutating func append(mapOf count: Int) throws {
        if count < 16 { append(0x80 | UInt8(count)) } else { try append(count, nil, 0xDE, 0xDF, "entries") }
    }

    /// Appends the format of 1, 2 or 4 bytes that a length fits; not every kind has the first.
    ///
    /// - Throws: `EncodingError` for a length of 2^32 or more, which MessagePack cannot express.
    private mutating func append(_ count: Int, _ one: UInt8?, _ two: UInt8, _ four: UInt8, _ unit: String) throws {
        if let one, let count = UInt8(exactly: count) {
            append(one, count)
        } else if let count = UInt16(exactly: count) {
            append(two, count)
        } else if let count = UInt32(exactly: count) {
            append(four, count)
        } else {
            let message = "MessagePack: found \(count) \(unit), expected at most \(UInt32.max)"
            throw EncodingError.invalidValue(count, .init(codingPath: [], debugDescription: message))
        }
    }
}
