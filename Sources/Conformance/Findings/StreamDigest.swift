/// The digest of a case's first draws. It tells whether the bits of a draw changed, even if their law did not.
///
/// FNV-1a of 64 bits over the bytes of the stored values' bit patterns, each value's lowest byte first:
///
///     digest = 0xCBF29CE484222325;   for each byte:  digest = (digest xor byte) * 0x100000001B3 mod 2^64
///
/// The same values of one type have the same digest on every platform. A changed bit changes it, except for chance
/// collisions, which have a probability of 2^-64 or so. It does not guard against intent.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, The FNV Non-Cryptographic Hash Algorithm, IETF
/// draft-eastlake-fnv, sections 2 and 5.
public struct StreamDigest: Hashable, Sendable, CustomStringConvertible {
    /// The 64 bits.
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The most values of a case that are digested.
    public static let length = 4096

    /// The digest of nothing.
    package init() {}

    /// Adds the bytes of a value's bit pattern, the lowest first.
    package mutating func add(_ bits: some FixedWidthInteger & UnsignedInteger) {
        for place in stride(from: 0, to: bits.bitWidth, by: 8) {
            value = (value ^ UInt64(UInt8(truncatingIfNeeded: bits >> place))) &* 0x100_0000_01B3
        }
    }

    /// Sixteen hexadecimal digits, the highest first.
    public var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
