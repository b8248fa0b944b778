/// The cell of a value as a function of its ordered key: integer arithmetic and one look-up, with no search and no cdf.
///
/// Keys up to `low` are in the first cell, keys above `high` in the last. The keys between are cut into segments of
/// 2^shift keys, at most 4,096 segments in single precision and 65,536 in double. A segment is either part of one cell
/// or divided into cells with nearly equally many keys:
///
///     place = key - (low + 1),   segment = place >> shift,   r = (place mod 2^shift) >> residueShift,
///     cell = first + ((r multiplier) >> divisor) + 1,
///
/// with `first` (20 bits), the multiplier (7 bits) and the divisor (5 bits) packed into a word. Keys grow like the
/// logarithm of the magnitude, with at least 8 segments per factor of 2. Within a segment a usual density hardly
/// changes, so cells with equally many keys have nearly equal probability, whatever the law's scale and tails.
struct CellMap: Sendable {
    /// The largest number of cells requested; there are fewer than 2^20 between `low` and `high`.
    static let largestCount = 1 << 19

    /// The last key of the first cell.
    let low: Int64

    /// The last key before the last cell; above `low`.
    let high: Int64

    /// Binary logarithm of the number of keys in a segment.
    let shift: Int

    /// Bits of the place in a segment that do not count, so that at most 20 remain.
    let residueShift: Int

    /// For each segment its first cell, multiplier and divisor.
    let segments: [UInt32]

    /// The cell of a key: the definition that all kernels must match.
    func cell(ofKey key: Int64) -> Int {
        let place = UInt64(bitPattern: min(max(key, low + 1), high) &- (low + 1))
        let segment = segments[Int(place >> UInt64(shift))]
        let residue = UInt32(truncatingIfNeeded: (place & (1 << UInt64(shift) - 1)) >> UInt64(residueShift))
        let part = (residue * (segment >> 5 & 127)) >> (segment & 31)
        return Int(segment >> 12 + part) + (key > low ? 1 : 0) + (key > high ? 1 : 0)
    }

    /// A map to about `cellCount` cells of nearly equal probability, each with at least one key.
    ///
    /// - Parameters:
    ///   - cellCount: their number, from 3 to `largestCount`.
    ///   - segmentLimit: the largest number of segments.
    ///   - low: the last key of the first cell.
    ///   - high: the last key before the last cell, above `low`.
    ///   - edges: set to the last key of each cell but the last, strictly increasing.
    ///   - cdf: the claim's cdf at a key.
    init(
        cellCount: Int,
        segmentLimit: Int,
        from low: Int64,
        to high: Int64,
        edges: inout [Int64],
        cdf: (Int64) -> Double
    ) {
        let range = UInt64(bitPattern: high &- low)
        var shift = 0
        while (range - 1) >> UInt64(shift) >= UInt64(segmentLimit) { shift += 1 }
        self.low = low
        self.high = high
        self.shift = shift
        residueShift = max(0, shift - 20)
        var division = CellDivision(
            low: low,
            high: high,
            shift: shift,
            residueShift: residueShift,
            cellCount: cellCount
        )
        let count = Int((range - 1) >> UInt64(shift)) + 1
        division.add(0..<count, from: cdf(low), to: cdf(high), cdf: cdf)
        division.close(before: count)
        segments = division.segments
        edges = division.edges
    }
}
