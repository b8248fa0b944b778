/// The header of a MessagePack item that has a length: the length, in the shortest form that the kind has.
///
/// Source: the MessagePack specification, "Formats".
struct MessagePackHeader {
    /// The single-byte form, which holds the length in its low bits, and the first length that does not fit it.
    let short: UInt8
    let shortLimit: Int

    /// The forms with a length of 1, 2 and 4 bytes; not every kind has the first.
    let one: UInt8?
    let two: UInt8
    let four: UInt8

    /// The kind as a message names it.
    let unit: String

    static let text = Self(short: 0xA0, shortLimit: 32, one: 0xD9, two: 0xDA, four: 0xDB, unit: "bytes of a string")
    static let bytes = Self(short: 0, shortLimit: 0, one: 0xC4, two: 0xC5, four: 0xC6, unit: "bytes")
    static let array = Self(short: 0x90, shortLimit: 16, one: nil, two: 0xDC, four: 0xDD, unit: "elements")
    static let map = Self(short: 0x80, shortLimit: 16, one: nil, two: 0xDE, four: 0xDF, unit: "entries")

    /// Writes the header of a length.
    ///
    /// - Throws: `EncodingError` for a length of 2^32 or more, which MessagePack cannot express.
    func append(_ length: Int, to bytes: inout [UInt8]) throws {
        if length < shortLimit {
            bytes.append(short | UInt8(length))
        } else if let one, let length = UInt8(exactly: length) {
            bytes.append(one)
            bytes.append(length)
        } else if let length = UInt16(exactly: length) {
            bytes.append(two)
            bytes.append(bigEndian: length)
        } else if let length = UInt32(exactly: length) {
            bytes.append(four)
            bytes.append(bigEndian: length)
        } else {
            let message = "MessagePack: found \(length) \(unit), expected at most \(UInt32.max)"
            throw EncodingError.invalidValue(length, .init(codingPath: [], debugDescription: message))
        }
    }
}

extension [UInt8] {
    /// Appends a number's bytes, the most significant first.
    mutating func append(bigEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
