import Synchronization
import TestSupport
import Testing

import Stats

@Suite struct SegmentTests {
    /// A sample of a little more than three segments, in which every value is a function of its index.
    private struct Computed: SampleSource {
        let count: Int
        var isSequential = false
        var failure: Int?

        func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
            if let failure, range.contains(failure) { throw SampleError.changed }
            for i in 0..<range.count {
                let word = UInt64(truncatingIfNeeded: range.lowerBound + i) &* 0x9E37_79B9_7F4A_7C15
                destination[i] = Float(word >> 40) * 0x1p-23 - 1
            }
        }
    }

    /// A sample that knows how many threads read it at a time.
    private final class Watched: SampleSource {
        private let now = Atomic(0)
        private let most = Atomic(0)
        let count = SegmentTests.count

        var mostReaders: Int { most.load(ordering: .relaxed) }

        func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
            most.max(now.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
            defer { now.subtract(1, ordering: .relaxed) }
            try Computed(count: count).read(range, into: &destination)
        }
    }

    private static let count = 3 * (1 << 22) + 12_345

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `the summary has the same bits whatever the number of threads`() throws {
        let law = try Uniform(low: -1, high: 1)
        let cells = Cells<Float>(equiprobable: 1024, under: law)
        let one = try SampleSummary(of: Computed(count: Self.count), cells: cells, law: law, threads: 1)
        #expect(one.count == UInt64(Self.count))
        for threads in [2, 3, 8] {
            let some = try SampleSummary(of: Computed(count: Self.count), cells: cells, law: law, threads: threads)
            #expect(some.counts == one.counts && some.powerSums == one.powerSums)
            #expect(some.count == one.count && some.minimum == one.minimum && some.maximum == one.maximum)
            #expect(some.minimumCount == one.minimumCount && some.maximumCount == one.maximumCount)
        }
        let inOrder = try SampleSummary(
            of: Computed(count: Self.count, isSequential: true),
            cells: cells,
            law: law,
            threads: 8
        )
        #expect(inOrder.counts == one.counts && inOrder.powerSums == one.powerSums)
    }

    @Test(.enabled(if: !isQuickRun))
    func `a task that was given one thread reads by one`() throws {
        let law = try Uniform(low: -1, high: 1)
        let cells = Cells<Float>(equiprobable: 64, under: law)
        let alone = Watched()
        try Machine.$threadLimit.withValue(1) { _ = try SampleSummary(of: alone, cells: cells, law: law) }
        #expect(alone.mostReaders == 1)
    }

    @Test(.tags(.negativeControl), .enabled(if: !isQuickRun))
    func `an error in any segment is the error of the whole`() throws {
        let law = try Uniform(low: -1, high: 1)
        let cells = Cells<Float>(equiprobable: 64, under: law)
        for failure in [0, 5_000_000, Self.count - 1] {
            #expect(throws: SampleError.changed) {
                let source = Computed(count: Self.count, failure: failure)
                return try SampleSummary(of: source, cells: cells, law: law, threads: 2)
            }
        }
    }
}
