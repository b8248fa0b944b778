/// Consecutive intervals that cover the real line, of nearly equal probability under a claim.
///
/// Cell j is the half-open interval (edge j-1, edge j]. The first cell extends to -infinity and the last to infinity,
/// so the cumulative count at an edge e is the number of values <= e. Edges are representable values of the sample's
/// own type, and the cdf is taken at those edges: no cdf is evaluated per value, and no probability is assumed to be
/// 1/B.
public struct Cells<Scalar: SampleScalar>: Sendable {
    /// The finite edges, strictly increasing; one fewer than the cells.
    public let edges: [Scalar]

    /// P(X <= edge) under the claim.
    public let cdf: [Double]

    let map: CellMap
    let kernels: KernelSet

    /// Number of cells.
    public var count: Int { edges.count + 1 }

    /// The least power of two that is at least 8 sqrt(n), in 64...2^19. Then the second pass of Kolmogorov-Smirnov
    /// keeps a few per cent of the sample.
    public static func cellCount(forSampleOf n: Int) -> Int {
        var cells = 64
        while cells < CellMap.largestCount, Double(cells) < 8 * Double(n).squareRoot() { cells *= 2 }
        return cells
    }

    /// Cells of nearly equal probability under `law`, each with at least one representable value.
    ///
    /// - Parameters:
    ///   - cellCount: their approximate number, from 3 to 2^19; other numbers count as the nearest of these.
    ///   - tail: a probability below 1/`cellCount` for the first and the last cell, so that rare values are counted
    ///     separately; 0 for none.
    ///   - law: the claim.
    /// - Complexity: O(`cellCount`) cdfs.
    public init(equiprobable cellCount: Int, tail: Double = 0, under law: some Distribution) {
        self.init(equiprobable: cellCount, tail: tail, under: law, kernels: .fastest)
    }

    package init(equiprobable cellCount: Int, tail: Double = 0, under law: some Distribution, kernels: KernelSet) {
        let cellCount = min(max(cellCount, 3), CellMap.largestCount)
        let outer = tail > 0 && tail * Double(cellCount) < 1 ? tail : 1 / Double(cellCount)
        let high = Scalar.orderedKey(nearest: law.quantile(upperTail: outer))
        let low = min(Scalar.orderedKey(nearest: law.quantile(outer)), high - 1)
        var keys: [Int64] = []
        // A double has eight times as many exponents. 16 times as many segments make them as narrow.
        map = CellMap(
            cellCount: cellCount,
            segmentLimit: Scalar.exponentBitCount > 8 ? 1 << 16 : 1 << 12,
            from: low,
            to: high,
            edges: &keys
        ) { key in law.cdf(Scalar(orderedKey: key).asDouble) }
        edges = keys.map { Scalar(orderedKey: $0) }
        cdf = edges.map { law.cdf($0.asDouble) }
        self.kernels = kernels
    }

    /// The cell that holds x: the first whose upper edge is at least x. Not for NaN.
    ///
    /// Complexity: O(1).
    public func index(of x: Scalar) -> Int { map.cell(ofKey: x.orderedKey) }

    /// P(X in cell j) under the claim.
    public func probability(_ j: Int) -> Double {
        (j < edges.count ? cdf[j] : 1) - (j > 0 ? cdf[j - 1] : 0)
    }

    /// The approximate largest probability of a single value of a type: the largest ratio of a cell's probability to
    /// the number of its values, over all cells but the first and the last; 1 if all quantiles round to one value.
    ///
    /// - Parameter type: the type the values were drawn in, which is that of the cells or a narrower one.
    func largestAtom<Drawn: SampleScalar>(of type: Drawn.Type) -> Double {
        var largest = 0.0
        for j in edges.indices.dropFirst() {
            let (low, high) = (edges[j - 1].asDouble, edges[j].asDouble)
            // Up to 2^64 values, which exceeds the range of the keys' own type.
            let values = UInt64(bitPattern: Drawn.orderedKey(nearest: high) &- Drawn.orderedKey(nearest: low))
            // A cell of doubles may be narrower than the spacing of a narrower type.
            let isNarrow = type != Scalar.self && values < 2
            let count = isNarrow ? (high - low) / Drawn(nearest: max(abs(low), abs(high))).ulp.asDouble : Double(values)
            largest = max(largest, probability(j) / count)
        }
        return min(1, largest)
    }

    /// Whether cell j holds a single representable value.
    func isSingleValue(_ j: Int) -> Bool {
        j > 0 && j < edges.count && innerWidth(j) == 1
    }

    // MARK: - Implementation

    /// The number of representable values in a cell between two edges: up to 2^64, which exceeds the range of the keys'
    /// type.
    private func innerWidth(_ j: Int) -> UInt64 {
        UInt64(bitPattern: edges[j].orderedKey &- edges[j - 1].orderedKey)
    }
}
