/// Consecutive intervals that cover the real line, of nearly equal probability under a claim.
///
/// Cell j is the half-open interval (edge j-1, edge j], the first one open to -infinity and the last one to infinity, so
/// that the cumulative count at an edge e is the number of values <= e. Edges are representable values of the sample's
/// own type, and the cdf is taken at those edges: no cdf is evaluated per value, and no probability is assumed to be 1/B.
public struct Cells<Scalar: SampleScalar>: Sendable {
    /// The finite edges, strictly increasing; there is one cell more.
    public let edges: [Scalar]

    /// P(X <= edge) under the claim.
    public let cdf: [Double]

    /// For each bucket of the line, the first cell that a value in it can lie in; one entry more than there are buckets.
    @usableFromInline let guide: [UInt32]
    @usableFromInline let origin: Scalar
    @usableFromInline let scale: Scalar
    @usableFromInline let lastBucket: Scalar

    /// Number of cells.
    @inlinable public var count: Int { edges.count + 1 }

    /// The power of two at least 8 sqrt(n), in 64...2^22: then the second pass of Kolmogorov-Smirnov keeps a few per
    /// cent of the sample.
    public static func cellCount(forSampleOf n: Int) -> Int {
        var cells = 64
        while cells < 1 << 22, Double(cells) < 8 * Double(n).squareRoot() { cells *= 2 }
        return cells
    }

    /// Cells of nearly equal probability under `law`: quantiles rounded to representable values, duplicates dropped.
    public init(equiprobable cellCount: Int, under law: some Distribution) {
        var edges: [Scalar] = []
        edges.reserveCapacity(max(0, cellCount - 1))
        for j in stride(from: 1, to: cellCount, by: 1) {
            let p = Double(j) / Double(cellCount)
            let quantile = 2 * j <= cellCount ? law.quantile(p) : law.quantile(upperTail: 1 - p)
            let edge = Scalar(nearest: quantile)
            if edge.isFinite, edges.last.map({ $0 < edge }) ?? true { edges.append(edge) }
        }
        self.init(edges: edges, under: law)
    }

    /// Cells with the given strictly increasing finite edges.
    init(edges: [Scalar], under law: some Distribution) {
        self.edges = edges
        cdf = edges.map { law.cdf($0.asDouble) }
        guard let first = edges.first, let last = edges.last, edges.count > 1 else {
            origin = 0
            scale = 0
            lastBucket = 0
            guide = [0, UInt32(edges.count)]
            return
        }
        // Four buckets a cell: a normal law's densest bucket, 5 times as full as the mean, then holds about one edge.
        var buckets = 64
        while buckets < 4 * edges.count { buckets *= 2 }
        let scale = Scalar(buckets) / (last - first)
        origin = first
        self.scale = scale.isFinite ? scale : 0
        lastBucket = Scalar(buckets - 1)
        // bucket() is monotone whatever its rounding, so edges in lower buckets lie below every value of this one.
        var guide: [UInt32] = []
        guide.reserveCapacity(buckets + 1)
        for (j, edge) in edges.enumerated() {
            let bucket = Self.bucket(edge, origin: origin, scale: self.scale, lastBucket: lastBucket)
            while guide.count <= bucket { guide.append(UInt32(j)) }
        }
        while guide.count <= buckets { guide.append(UInt32(edges.count)) }
        self.guide = guide
    }

    @inlinable static func bucket(_ x: Scalar, origin: Scalar, scale: Scalar, lastBucket: Scalar) -> Int {
        let position = (x - origin) * scale
        // The comparisons are written so that NaN, from infinity times 0, goes to bucket 0.
        let bounded = position > 0 ? (position < lastBucket ? position : lastBucket) : 0
        return bounded.truncatedToInt
    }

    /// The cell that holds x: the first whose upper edge is at least x; not for NaN.
    ///
    /// Complexity: O(1) on average, O(log count) at worst.
    @inlinable public func index(of x: Scalar) -> Int {
        let bucket = Self.bucket(x, origin: origin, scale: scale, lastBucket: lastBucket)
        var low = Int(guide[bucket])
        var high = Int(guide[bucket + 1])
        while low < high {
            let middle = (low + high) / 2
            if x <= edges[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// P(X in cell j) under the claim.
    public func probability(_ j: Int) -> Double {
        (j < edges.count ? cdf[j] : 1) - (j > 0 ? cdf[j - 1] : 0)
    }

    /// Whether cell j holds a single representable value.
    func isSingleValue(_ j: Int) -> Bool {
        j > 0 && j < edges.count && edges[j].orderedKey - edges[j - 1].orderedKey == 1
    }
}
