/// How often each of the 65,536 patterns of 16 bits occurs in a sample: everything about its values except their order.
public struct PatternCounts: Hashable, Codable, Sendable {
    /// The number of occurrences of each pattern.
    public private(set) var counts: [UInt64]

    /// No values.
    public init() {
        counts = [UInt64](repeating: 0, count: 1 << 16)
    }

    /// Number of values of any kind.
    public var count: UInt64 { counts.reduce(0, &+) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let counts = try container.decode(PackedCounts.self).values(1 << 16) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected 2^16 counts")
        }
        self.counts = counts
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(PackedCounts(counts))
    }

    /// Adds values.
    public mutating func add(_ patterns: borrowing Span<UInt16>) {
        var counts = counts.mutableSpan
        for i in patterns.indices { counts[Int(patterns[i])] &+= 1 }
    }

    /// Adds this many zeros.
    mutating func add(zeros: UInt64) { counts[0] &+= zeros }

    /// Adds the values of another sample.
    public mutating func merge(_ other: PatternCounts) {
        for pattern in counts.indices { counts[pattern] &+= other.counts[pattern] }
    }

    /// The number of occurrences of a pattern.
    public subscript(_ pattern: UInt16) -> UInt64 { counts[Int(pattern)] }
}
