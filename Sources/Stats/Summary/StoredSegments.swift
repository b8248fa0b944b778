/// What reading some consecutive segments of a sample leaves behind, to be kept and taken together with what others left.
package struct StoredSegments: Hashable, Codable, Sendable {
    /// The first segment and the one after the last.
    package let lower, upper: Int

    /// A hash of the cells' edges and of the cdf there: counts in other cells are no counts of these.
    let cells: UInt64

    /// Whether doubles that begin the sample were drawn in single precision; nil for other segments and types.
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

    /// The figures over some cells; nil where they are of others, or not of all segments.
    func segments<Scalar: SampleScalar>(
        _ cells: Cells<Scalar>,
        law: some Distribution
    ) -> SampleSummary<Scalar>.Segments? {
        guard lower >= 0, upper > lower, self.cells == cells.digest,
            (upper - lower).multipliedReportingOverflow(by: 5) == (sums.count, false),
            let summary = SampleSummary(self, cells: cells, law: law)
        else { return nil }
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

extension Cells {
    /// A hash of the edges and of the cdf there (FNV-1a over words).
    var digest: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for (edge, probability) in zip(edges, cdf) {
            for word in [UInt64(bitPattern: edge.orderedKey), probability.bitPattern] {
                hash = (hash ^ word) &* 0x100_0000_01B3
                hash ^= hash >> 32
            }
        }
        return hash
    }
}
