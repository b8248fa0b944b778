/// The counts of a sample in about 64 intervals of about equal width, and how far its cdf strays in each: the data for
/// a figure. It is made from the counts of the one pass, so every count and probability is exact.
///
/// The intervals are unions of neighbouring cells. Their edges are the cell edges nearest to a grid of equal steps over
/// the support, or over the mean plus and minus four standard deviations if that is less. The first and the last
/// interval reach to infinity.
///
/// Complexity: O(number of cells) time; at most 66 intervals are kept.
public struct SampleHistogram: Hashable, Codable, Sendable {
    /// An interval, open below and closed above.
    public struct Bin: Hashable, Codable, Sendable {
        /// Its upper end; infinity for the last interval. The lower end is the upper end of the interval before.
        public let upperEdge: Double

        /// Number of values in it.
        public let count: UInt64

        /// P(X in it) under the claim.
        public let probability: Double

        /// The least F_n(x) - F(x) at the edges of its cells, including both ends.
        public let leastDifference: Double

        /// The largest F_n(x) - F(x) at these edges.
        public let largestDifference: Double
    }

    /// The intervals, from lowest to highest.
    public let bins: [Bin]

    /// Number of values that are numbers.
    public let count: UInt64

    /// The part of the line that the grid divides.
    public let range: ClosedRange<Double>

    /// The number of steps of the grid.
    static let stepCount = 64

    /// The histogram of cells in increasing order. Each cell has an upper edge, a count, and the cdf at that edge.
    ///
    /// - Parameters:
    ///   - cells: their number; the edge of the last cell is never requested.
    ///   - count: number of values in all cells, at least 1.
    ///   - support: of the law.
    ///   - mean: of the law.
    ///   - deviation: the law's standard deviation.
    ///   - edge: the upper edge of a cell.
    ///   - number: the number of values in a cell.
    ///   - cdf: P(X <= the cell's upper edge).
    init(
        cells: Int,
        count: UInt64,
        support: ClosedRange<Double>,
        mean: Double,
        deviation: Double,
        edge: (Int) -> Double,
        number: (Int) -> UInt64,
        cdf: (Int) -> Double
    ) {
        let low = max(support.lowerBound, mean - 4 * deviation)
        let high = max(low, min(support.upperBound, mean + 4 * deviation))
        range = low...high
        self.count = count
        let step = (high - low) / Double(Self.stepCount)
        // Do not split the cells at a bound of the support: there should be nothing beyond it.
        let first = low > support.lowerBound ? 0 : 1
        let last = high < support.upperBound ? Self.stepCount : Self.stepCount - 1
        var bins: [Bin] = []
        var next = first
        var inBin: UInt64 = 0
        var below: UInt64 = 0
        var cdfBefore = 0.0
        var (least, largest) = (0.0, 0.0)
        for j in 0..<cells {
            inBin += number(j)
            below += number(j)
            let isLast = j == cells - 1
            let probability = isLast ? 1 : cdf(j)
            let difference = Double(below) / Double(count) - probability
            least = min(least, difference)
            largest = max(largest, difference)
            var (end, following) = (Double.infinity, Double.infinity)
            if !isLast {
                guard next <= last else { continue }
                let target = low + Double(next) * step
                end = edge(j)
                // Take the edge nearest to the grid point. There is no edge after the last one.
                if j + 2 < cells { following = edge(j + 1) }
                guard end >= target || target - end <= following - target else { continue }
            }
            bins.append(
                Bin(
                    upperEdge: end,
                    count: inBin,
                    probability: max(0, probability - cdfBefore),
                    leastDifference: least,
                    largestDifference: largest
                )
            )
            (inBin, cdfBefore) = (0, probability)
            (least, largest) = (difference, difference)
            while next <= last, low + Double(next) * step <= end { next += 1 }
            // Skip grid points that are nearer to this edge than to the next.
            while next <= last, low + Double(next) * step - end <= following - (low + Double(next) * step) { next += 1 }
        }
        self.bins = bins
    }

    /// The histogram of a summary; nil if the summary has no numbers.
    init?<Scalar>(_ summary: SampleSummary<Scalar>, law: some Distribution) {
        guard summary.numberCount > 0, law.variance > 0 else { return nil }
        let cells = summary.cells
        self.init(
            cells: cells.count,
            count: summary.numberCount,
            support: law.support,
            mean: law.mean,
            deviation: law.standardDeviation,
            edge: { cells.edges[$0].asDouble },
            number: { summary.counts[$0] },
            cdf: { cells.cdf[$0] }
        )
    }
}
