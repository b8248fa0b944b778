import TestSupport
import Testing

@testable import Stats

/// Results of a sample's segments, stored and combined.
@Suite struct StoredSegmentsTests {
    @Test(.tags(.property)) func `packed counts are what they were`() {
        let counts: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 32, .max, .max - 1, 0]
        #expect(PackedCounts(counts).values(counts.count) == counts)
        #expect(PackedCounts([]).values(0) == [])
        // Another number of counts than requested.
        #expect(PackedCounts(counts).values(counts.count + 1) == nil)
        #expect(PackedCounts(counts).values(counts.count - 1) == nil)
    }

    private let law: Normal

    init() throws { law = try Normal(mean: 0, standardDeviation: 1) }

    private static let battery = Battery(resolution: .framework)

    /// A sample of four segments and a part of a fifth.
    private static let count = 4 * SampleSegments.size + 1000

    private struct Sample: SampleSource {
        let count: Int

        func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) {
            for (offset, place) in range.enumerated() {
                // A sawtooth: not draws, but enough for counts and sums.
                destination[offset] = Float(place &* 7919 % 10_007) / 2500 - 2
            }
        }
    }

    @Test(.tags(.property), .disabled(if: isQuickRun))
    func `parts leave the same counts and sums as one reading, and bounds of the distance`() throws {
        let sample = Sample(count: Self.count)
        let whole = try Self.battery.run(on: sample, against: law)
        for cuts in [[0, 5], [0, 1, 2, 3, 4, 5], [0, 3, 5]] {
            let parts = try zip(cuts, cuts.dropFirst()).map { lower, upper in
                try Self.battery.store(lower..<upper, of: sample, against: law).stored
            }
            let found = try Self.battery.run(on: parts, of: sample.count, as: Float.self, against: law)
            #expect(found.mean == whole.mean && found.variance == whole.variance)
            #expect(found.minimum == whole.minimum && found.extremeCount == whole.extremeCount)
            for (own, other) in zip(found.results, whole.results) {
                #expect(own.test == other.test)
                guard let least = own.leastPValue else {
                    #expect(own == other)
                    continue
                }
                #expect(least <= other.pValue && other.pValue <= own.pValue)
            }
        }
    }

    @Test(.tags(.negativeControl), .disabled(if: isQuickRun))
    func `parts that do not follow each other, or are of another sample, are refused`() throws {
        let sample = Sample(count: Self.count)
        func part(_ range: Range<Int>) throws -> StoredSegments {
            try Self.battery.store(range, of: sample, against: law).stored
        }
        let (first, second) = (try part(0..<2), try part(2..<5))
        for parts in [[second, first], [first], [first, first, second], []] {
            #expect(throws: StoredSegmentsError.self) {
                try Self.battery.run(on: parts, of: sample.count, as: Float.self, against: law)
            }
        }
        let other = try Normal(mean: 0, standardDeviation: 2)
        #expect(throws: StoredSegmentsError.otherCells) {
            try Self.battery.run(on: [first, second], of: sample.count, as: Float.self, against: other)
        }
    }
}
