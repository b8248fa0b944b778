/// The result of reading some consecutive segments of a sample, to be stored and combined with other segments' results.
package struct StoredSegments: Hashable, Codable, Sendable {
    /// The first segment and the one after the last.
    package let lower, upper: Int

    /// A hash of the cells' edges, to tell counts in these cells from counts in others.
    let cells: UInt64

    /// Whether the doubles that begin the sample were drawn in single precision; nil for other segments and types.
    let isSinglePrecision: Bool?

    let counts: PackedCounts
    let count, nanCount, infiniteCount, belowSupport, aboveSupport: UInt64

    /// The ordered keys of the smallest and the largest finite value, and how many are equal to them.
    let minimum, maximum: Int64
    let minimumCount, maximumCount: UInt64

    /// For each segment the sums of z, z^2, z^4 and those of the clipped squares and fourth powers.
    let sums: [Double]

    init<Scalar: SampleScalar>(
        _ segments: SampleSummary<Scalar>.Segments,
        _ range: Range<Int>,
        isSinglePrecision: Bool?
    ) {
        let summary = segments.summary
        (lower, upper) = (range.lowerBound, range.upperBound)
        cells = summary.cells.digest
        self.isSinglePrecision = isSinglePrecision
        counts = PackedCounts(summary.counts)
        (count, nanCount, infiniteCount) = (summary.count, summary.nanCount, summary.infiniteCount)
        (belowSupport, aboveSupport) = (summary.belowSupport, summary.aboveSupport)
        (minimum, minimumCount) = (summary.minimum.orderedKey, summary.minimumCount)
        (maximum, maximumCount) = (summary.maximum.orderedKey, summary.maximumCount)
        sums = segments.sums.flatMap {
            [$0.sums.first, $0.sums.second, $0.sums.fourth, $0.clipped.second, $0.clipped.fourth]
        }
    }

    /// Whether `values` values can give these figures.
    func isPossible(for values: Int) -> Bool {
        // Each is at most the number of values, so a sum of a few cannot overflow.
        let parts = [nanCount, infiniteCount, belowSupport, aboveSupport, minimumCount, maximumCount]
        return lower >= 0 && upper > lower && count == UInt64(values) && parts.allSatisfy { $0 <= count }
            && nanCount + infiniteCount <= count && sums.count == 5 * (upper - lower)
    }

    /// The figures as segments over some cells.
    ///
    /// - Throws: `StoredSegmentsError` if they belong to other cells or cannot belong to these.
    func segments<Scalar: SampleScalar>(
        _ cells: Cells<Scalar>,
        law: some Distribution
    ) throws(StoredSegmentsError) -> SampleSummary<Scalar>.Segments {
        guard self.cells == cells.digest else { throw .otherCells }
        guard let summary = SampleSummary(self, cells: cells, law: law) else { throw .impossible }
        let parts = (lower..<upper).map { segment in
            let place = 5 * (segment - lower)
            return (
                segment: segment,
                sums: PowerSums(first: sums[place], second: sums[place + 1], fourth: sums[place + 2]),
                clipped: ClippedSums(second: sums[place + 3], fourth: sums[place + 4])
            )
        }
        return (summary, parts)
    }
}

/// The reason why figures of segments cannot be combined.
package enum StoredSegmentsError: Error {
    /// They were counted in other cells, on a machine whose functions differ in the last digits.
    case otherCells

    /// No values can give such figures.
    case impossible
}

extension Cells {
    /// A hash of the edges (FNV-1a over words). The cdf at the edges may differ in the last digits between machines.
    var digest: UInt64 {
        edges.reduce(0xCBF2_9CE4_8422_2325) { hash, edge in
            let mixed = (hash ^ UInt64(bitPattern: edge.orderedKey)) &* 0x100_0000_01B3
            return mixed ^ mixed >> 32
        }
    }
}
