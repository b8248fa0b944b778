/// Integers are written in the shortest form and read in any.
extension MessagePackScalar where Self: FixedWidthInteger {
    func append(to bytes: inout [UInt8]) {
        switch self {
        case 0...:
            let number = UInt64(self)
            switch number {
            case ...0x7F: bytes.append(UInt8(number))
            case ...0xFF: bytes.append(0xCC, UInt8(number))
            case ...0xFFFF: bytes.append(0xCD, UInt16(number))
            case ...0xFFFF_FFFF: bytes.append(0xCE, UInt32(number))
            default: bytes.append(0xCF, number)
            }
        default:
            let number = Int64(self)
            switch number {
            case (-32)...: bytes.append(UInt8(truncatingIfNeeded: number))
            case (-0x80)...: bytes.append(0xD0, Int8(number))
            case (-0x8000)...: bytes.append(0xD1, Int16(number))
            case (-0x8000_0000)...: bytes.append(0xD2, Int32(number))
            default: bytes.append(0xD3, number)
            }
        }
    }

    static func read(_ value: MessagePackValue) throws(MessagePackFault) -> Self {
        let number: Self?
        switch value.content {
        case .unsigned(let found): number = Self(exactly: found)
        case .negative(let found): number = Self(exactly: found)
        default: throw MessagePackFault(value, expected: "an integer")
        }
        guard let number else {
            let expected = "one from \(Self.min) to \(Self.max)"
            throw MessagePackFault(value.offset, found: value.description, expected: expected)
        }
        return number
    }
}

extension Int: MessagePackScalar {}
extension Int8: MessagePackScalar {}
extension Int16: MessagePackScalar {}
extension Int32: MessagePackScalar {}
extension Int64: MessagePackScalar {}
extension UInt: MessagePackScalar {}
extension UInt16: MessagePackScalar {}
extension UInt32: MessagePackScalar {}
extension UInt64: MessagePackScalar {}

/// An array of bytes is a binary, in one piece.
extension UInt8: MessagePackScalar {
    static var listLevels: Int { 0 }

    static func append(_ list: [UInt8], to bytes: inout [UInt8]) throws {
        try bytes.append(bytesOf: list.count)
        bytes.append(contentsOf: list)
    }

    static func readList(_ value: MessagePackValue) throws(MessagePackFault) -> [UInt8] {
        guard case .bytes(let bytes) = value.content else { throw MessagePackFault(value, expected: "bytes") }
        return bytes
    }
}
