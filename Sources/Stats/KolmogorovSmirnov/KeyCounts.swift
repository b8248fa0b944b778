/// Numbers of values with each key of a few intervals, from which the distances there follow without another pass.
///
/// A count has 16 bits, or 8 where there are so many keys that each has few values. The rare sample with more equal values
/// is noticed, since the counts then do not add up.
struct KeyCounts<Scalar: SampleScalar, Count: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// In increasing order.
    private let intervals: [KeyInterval]

    /// The place of each interval's first key.
    private let starts: [Int]

    private let search: CandidateIntervals

    /// For each key of each interval the number of its values.
    private var counts: [Count]

    /// Number of values found.
    private var found: UInt64 = 0

    /// Values that lie in the intervals and are not counted yet. Many are counted together, so that the counts stay in the
    /// cache meanwhile.
    private var kept: [Float]
    private var keptCount = 0

    private let chunk: Int

    /// - Parameters:
    ///   - intervals: in increasing order.
    ///   - search: finds their values.
    ///   - chunk: the largest number of values that are added at a time.
    init(_ intervals: [KeyInterval], _ search: CandidateIntervals, chunk: Int) {
        self.intervals = intervals
        self.search = search
        var starts: [Int] = []
        var total = 0
        for interval in intervals {
            starts.append(total)
            total += Int(interval.high - interval.low)
        }
        self.starts = starts
        counts = [Count](repeating: 0, count: total)
        self.chunk = chunk
        kept = [Float](repeating: 0, count: (1 << 17) + chunk + CandidateIntervals.room)
    }

    /// Finds the values that lie in the intervals.
    @specialized(where Scalar == Float, Count == UInt8)
    @specialized(where Scalar == Float, Count == UInt16)
    mutating func add(_ values: borrowing Span<Scalar>) {
        let count = values.withUnsafeBufferPointer { values in
            values.withMemoryRebound(to: Float.self) { values in
                kept.withUnsafeMutableBufferPointer { kept in
                    guard let source = values.baseAddress, let target = kept.baseAddress else { return 0 }
                    return search.keep(source, values.count, target + keptCount)
                }
            }
        }
        found += UInt64(count)
        keptCount += count
        if keptCount + chunk + CandidateIntervals.room > kept.count { countKept() }
    }

    /// Counts the values that were found. To be called after the last.
    @specialized(where Scalar == Float, Count == UInt8)
    @specialized(where Scalar == Float, Count == UInt16)
    mutating func countKept() {
        let places = zip(starts, intervals).map { (offset: Int64($0) - $1.low - 1, high: $1.high) }
        counts.withUnsafeMutableBufferPointer { counts in
            for i in 0..<keptCount {
                let key = kept[i].orderedKey
                var interval = 0
                while key > places[interval].high { interval &+= 1 }
                counts[Int(key &+ places[interval].offset)] &+= 1
            }
        }
        keptCount = 0
    }

    /// Adds the counts of other values.
    @specialized(where Scalar == Float, Count == UInt8)
    @specialized(where Scalar == Float, Count == UInt16)
    mutating func merge(_ other: KeyCounts) {
        for i in counts.indices { counts[i] &+= other.counts[i] }
        found += other.found
    }

    /// Raises the distances to those attained in the intervals.
    ///
    /// - Returns: false if a count does not fit. Nothing is done then.
    /// - Throws: `SampleError.changed` if an interval does not hold as many values as it did.
    func resolve(_ distances: inout Distances, law: some Distribution) throws(SampleError) -> Bool {
        let sums = BlockSums(counts)
        guard sums.total == found else { return false }
        let places = zip(intervals, starts).map { ($0, $1..<$1 + Int($0.high - $0.low)) }
        for (interval, keys) in places {
            let values = sums.sum(before: keys.upperBound, counts) - sums.sum(before: keys.lowerBound, counts)
            guard values == interval.count else { throw .changed }
        }
        for (interval, keys) in places {
            let below = interval.before &- sums.sum(before: keys.lowerBound, counts)
            resolve(
                keys,
                (interval.before, interval.before + interval.count),
                (interval.lowerCDF, interval.upperCDF),
                &distances
            ) { place in
                let x = Scalar(orderedKey: interval.low + 1 + Int64(place - keys.lowerBound)).asDouble
                return (below &+ sums.sum(before: place + 1, counts), x.isFinite ? law.cdf(x) : x > 0 ? 1 : 0)
            }
        }
        return true
    }

    // MARK: - Implementation

    /// Starts at the middle key and continues on either side as long as the bounds allow a larger distance. So few cdfs
    /// are computed.
    ///
    /// - Parameters:
    ///   - keys: places of keys.
    ///   - values: the number of values below them, and up to the last.
    ///   - bounds: the cdf before the first, and at the last.
    ///   - upTo: the number of values up to a key, and the cdf there.
    private func resolve(
        _ keys: Range<Int>,
        _ values: (before: UInt64, upTo: UInt64),
        _ bounds: (lower: Double, upper: Double),
        _ distances: inout Distances,
        upTo: (_ place: Int) -> (count: UInt64, cdf: Double)
    ) {
        let count = values.upTo - values.before
        guard distances.mayRise(before: values.before, count: count, bounds) else { return }
        guard keys.count > 1 else {
            return distances.attain(before: values.before, count: count, upperCDF: bounds.upper, isSingleValue: true)
        }
        let middle = (keys.lowerBound + keys.upperBound) / 2
        let (below, cdf) = upTo(middle - 1)
        distances.attain(before: below, count: 0, upperCDF: cdf, isSingleValue: false)
        resolve(keys.lowerBound..<middle, (values.before, below), (bounds.lower, cdf), &distances, upTo: upTo)
        resolve(middle..<keys.upperBound, (below, values.upTo), (cdf, bounds.upper), &distances, upTo: upTo)
    }
}

/// A range of keys.
struct KeyInterval: Sendable {
    /// The key before its first key, and its last key.
    let low: Int64
    let high: Int64

    /// The cdf at both.
    let lowerCDF: Double
    let upperCDF: Double

    /// Number of values below it, and in it.
    let before: UInt64
    let count: UInt64
}

/// Sums of counts, block by block, so that a sum up to any place adds few of them.
private struct BlockSums<Count: FixedWidthInteger & UnsignedInteger & Sendable> {
    private static var size: Int { 256 }

    /// The sum before each block, then the sum of all.
    private var sums: [UInt64] = [0]

    @specialized(where Count == UInt8)
    @specialized(where Count == UInt16)
    init(_ counts: [Count]) {
        var sum: UInt64 = 0
        for start in stride(from: 0, to: counts.count, by: Self.size) {
            sum += Self.sum(counts[start..<min(start + Self.size, counts.count)])
            sums.append(sum)
        }
    }

    var total: UInt64 { sums[sums.count - 1] }

    @specialized(where Count == UInt8)
    @specialized(where Count == UInt16)
    func sum(before place: Int, _ counts: [Count]) -> UInt64 {
        let block = place / Self.size
        return sums[block] + Self.sum(counts[block * Self.size..<place])
    }

    @inline(__always)
    private static func sum(_ counts: ArraySlice<Count>) -> UInt64 {
        // At most 2^24, and vectors of 32 bits.
        UInt64(counts.reduce(UInt32(0)) { $0 &+ UInt32($1) })
    }
}
