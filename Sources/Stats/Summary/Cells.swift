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
    private let guide: [Int32]
    private let origin: Scalar
    private let scale: Scalar
    private let lastBucket: Scalar

    /// The edges and one infinity: what a search compares with.
    private let upperEdges: [Scalar]

    /// The largest number of edges in one bucket.
    private let densest: Int32

    /// Number of cells.
    public var count: Int { edges.count + 1 }

    /// The power of two at least 8 sqrt(n), in 64...2^22: then the second pass of Kolmogorov-Smirnov keeps a few per
    /// cent of the sample.
    public static func cellCount(forSampleOf n: Int) -> Int {
        var cells = 64
        while cells < 1 << 22, Double(cells) < 8 * Double(n).squareRoot() { cells *= 2 }
        return cells
    }

    /// Cells of nearly equal probability under `law`: quantiles rounded to representable values, duplicates dropped.
    ///
    /// - Parameters:
    ///   - cellCount: their number.
    ///   - tail: a probability below 1/`cellCount` that is cut off the first and the last cell, so that what is rare is
    ///     counted apart; 0 for none.
    ///   - law: the claim.
    public init(equiprobable cellCount: Int, tail: Double = 0, under law: some Distribution) {
        var edges: [Scalar] = []
        edges.reserveCapacity(max(0, cellCount + 1))
        func append(_ quantile: Double) {
            let edge = Scalar(nearest: quantile)
            if edge.isFinite, edges.last.map({ $0 < edge }) ?? true { edges.append(edge) }
        }
        let hasTails = tail > 0 && tail * Double(cellCount) < 1
        if hasTails { append(law.quantile(tail)) }
        for j in stride(from: 1, to: cellCount, by: 1) {
            let p = Double(j) / Double(cellCount)
            append(2 * j <= cellCount ? law.quantile(p) : law.quantile(upperTail: 1 - p))
        }
        if hasTails { append(law.quantile(upperTail: tail)) }
        self.init(edges: edges, under: law)
    }

    /// Cells with the given strictly increasing finite edges, at most 2^31 of them.
    init(edges: [Scalar], under law: some Distribution) {
        self.edges = edges
        upperEdges = edges + [.infinity]
        cdf = edges.map { law.cdf($0.asDouble) }
        guard let first = edges.first, let last = edges.last, edges.count > 1 else {
            origin = 0
            scale = 0
            lastBucket = 0
            guide = [0, Int32(edges.count)]
            densest = Int32(edges.count)
            return
        }
        // Four buckets a cell: a normal law's densest bucket, 5 times as full as the mean, then holds about one edge.
        var buckets = 64
        while buckets < 1 << 22, buckets < 4 * edges.count { buckets *= 2 }
        let scale = Scalar(buckets - 1) / (last - first)
        origin = first
        self.scale = scale.isFinite ? scale : 0
        lastBucket = Scalar(buckets - 1)
        // bucket() is monotone whatever its rounding, so edges in lower buckets lie below every value of this one.
        var guide: [Int32] = []
        guide.reserveCapacity(buckets + 1)
        for (j, edge) in edges.enumerated() {
            let bucket = Self.bucket(edge, origin: origin, scale: self.scale, lastBucket: lastBucket)
            while guide.count <= bucket { guide.append(Int32(j)) }
        }
        while guide.count <= buckets { guide.append(Int32(edges.count)) }
        densest = zip(guide, guide.dropFirst()).map { $1 - $0 }.max() ?? 0
        self.guide = guide
    }

    /// The cell that holds x: the first whose upper edge is at least x; not for NaN.
    ///
    /// Complexity: O(1) on average, O(log count) at worst.
    public func index(of x: Scalar) -> Int {
        let bucket = Int(Self.bucket(x, origin: origin, scale: scale, lastBucket: lastBucket))
        return Int(Self.search(x, upperEdges, from: guide[bucket], to: guide[bucket + 1]))
    }

    /// Number of values that `locate` takes at a time.
    static var blockSize: Int { 512 }

    /// Writes the cell of each of `count` values, at most `blockSize`, to `indices`; that of a NaN is cell 0.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func locate(
        _ values: borrowing Span<Scalar>,
        from start: Int,
        count: Int,
        into indices: UnsafeMutableBufferPointer<Int32>
    ) {
        for i in 0..<count {
            indices[i] = Self.bucket(
                values[unchecked: start &+ i],
                origin: origin,
                scale: scale,
                lastBucket: lastBucket
            )
        }
        upperEdges.withUnsafeBufferPointer { edges in
            guide.withUnsafeBufferPointer { guide in
                if densest <= 4 {
                    for i in 0..<count {
                        let x = values[unchecked: start &+ i]
                        // The first comparison has no branch: in most buckets it is the only one that can hold.
                        let first = guide[Int(indices[i])]
                        var cell = first &+ (x > edges[Int(first)] ? 1 : 0)
                        while x > edges[Int(cell)] { cell &+= 1 }
                        indices[i] = cell
                    }
                } else {
                    for i in 0..<count {
                        let bucket = Int(indices[i])
                        let x = values[unchecked: start &+ i]
                        indices[i] = Self.search(x, edges, from: guide[bucket], to: guide[bucket + 1])
                    }
                }
            }
        }
    }

    /// Calls `body` with the cells of each block of values, and the place of the block's first value.
    @inline(__always)
    func forEachBlock(
        of values: borrowing Span<Scalar>,
        _ body: (_ indices: UnsafeMutableBufferPointer<Int32>, _ start: Int) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.blockSize) { indices in
            var start = 0
            while start < values.count {
                let length = min(Self.blockSize, values.count - start)
                locate(values, from: start, count: length, into: indices)
                body(UnsafeMutableBufferPointer(rebasing: indices[..<length]), start)
                start += length
            }
        }
    }

    /// Adds one to the count of each value's cell; no value is a NaN.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func count(_ values: borrowing Span<Scalar>, into counts: inout [UInt64]) {
        counts.withUnsafeMutableBufferPointer { counts in
            forEachBlock(of: values) { indices, _ in
                for index in indices { counts[Int(index)] += 1 }
            }
        }
    }

    /// P(X in cell j) under the claim.
    public func probability(_ j: Int) -> Double {
        (j < edges.count ? cdf[j] : 1) - (j > 0 ? cdf[j - 1] : 0)
    }

    /// About the largest probability of a single representable value: in each cell but the first and the last, the cell's
    /// probability over the number of its values; 1 where all quantiles round to one value.
    var largestAtom: Double {
        guard edges.count > 1 else { return edges.isEmpty ? 0 : 1 }
        var largest = 0.0
        for j in edges.indices.dropFirst() { largest = max(largest, probability(j) / Double(innerWidth(j))) }
        return largest
    }

    /// Whether cell j holds a single representable value.
    func isSingleValue(_ j: Int) -> Bool {
        j > 0 && j < edges.count && innerWidth(j) == 1
    }

    // MARK: - Implementation

    /// The number of representable values in a cell between two edges: up to 2^64, beyond the range of the keys' own type.
    private func innerWidth(_ j: Int) -> UInt64 {
        UInt64(bitPattern: edges[j].orderedKey &- edges[j - 1].orderedKey)
    }

    @inline(__always)
    private static func bucket(_ x: Scalar, origin: Scalar, scale: Scalar, lastBucket: Scalar) -> Int32 {
        let position = (x - origin) * scale
        // The comparisons are written so that NaN, from infinity times 0, goes to bucket 0.
        let bounded = position > 0 ? (position < lastBucket ? position : lastBucket) : 0
        return bounded.nearestIndex
    }

    /// The first of the cells `low` to `high` whose upper edge is at least x.
    @inline(__always)
    private static func search(
        _ x: Scalar,
        _ edges: some RandomAccessCollection<Scalar>,
        from low: Int32,
        to high: Int32
    ) -> Int32 where Scalar: Comparable {
        var low = low
        var high = high
        while low < high {
            let middle = (low + high) / 2
            let index = edges.index(edges.startIndex, offsetBy: Int(middle))
            if x <= edges[index] { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
