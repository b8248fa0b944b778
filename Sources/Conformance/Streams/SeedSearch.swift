/// Which streams and seeds a tensor may have been drawn from.
public struct SeedSearch: Hashable, Sendable {
    /// The streams to search, in order.
    public let streams: [FrameworkStream]

    /// The seeds to search, in increasing order.
    public let seeds: [ClosedRange<UInt64>]

    /// A search.
    ///
    /// - Parameters:
    ///   - streams: the streams; all of them unless named.
    ///   - seeds: the seeds.
    public init(_ seeds: [ClosedRange<UInt64>], of streams: [FrameworkStream] = FrameworkStream.allCases) {
        (self.streams, self.seeds) = (streams, seeds)
    }

    /// The seeds that people set: 0 to 100,000, dates, and numbers that are easy to type.
    public static let commonSeeds: [ClosedRange<UInt64>] =
        [0...100_000]
        // 20100101 to 20301231 as a number.
        + (2010...2030).map { year in year * 10_000 + 101...year * 10_000 + 1231 }
        + [
            111_111, 123_123, 123_456, 424_242, 654_321, 1_000_000, 1_234_567, 12_345_678, 31_415_926, 87_654_321,
            123_456_789, 987_654_321, 1_234_567_890, 2_147_483_647, 3_735_928_559, 4_294_967_295,
        ].map { $0...$0 }

    /// A search for the common seeds in all streams.
    public static let common = SeedSearch(commonSeeds)

    /// The largest number of seeds of a search: hours.
    public static let mostSeeds = 0x1p36

    /// The number of seeds.
    public var seedCount: Double {
        seeds.reduce(0) { $0 + Double($1.upperBound - $1.lowerBound) + 1 }
    }
}
