/// Counts in seven bits per byte, lowest bits first; the eighth bit says that more follow. Most cell counts take one or
/// two bytes.
struct PackedCounts: Hashable, Codable, Sendable {
    private let bytes: [UInt8]

    init(_ counts: [UInt64]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 * counts.count)
        for count in counts {
            var rest = count
            while rest > 0x7F {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        self.bytes = bytes
    }

    /// The counts; nil unless there are `expected` of them, each of at most 64 bits.
    func values(_ expected: Int) -> [UInt64]? {
        var counts: [UInt64] = []
        counts.reserveCapacity(min(expected, bytes.count))
        var (count, shift) = (UInt64(0), 0)
        for byte in bytes {
            guard shift < 63 || (shift == 63 && byte < 2) else { return nil }
            count |= UInt64(byte & 0x7F) << UInt64(shift)
            shift += 7
            if byte < 0x80 {
                counts.append(count)
                (count, shift) = (0, 0)
            }
        }
        return shift == 0 && counts.count == expected ? counts : nil
    }

    init(from decoder: any Decoder) throws {
        bytes = try decoder.singleValueContainer().decode([UInt8].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }
}
