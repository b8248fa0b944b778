/// The division of segments into cells, from the lowest segment on.
struct CellDivision {
    private let low: Int64
    private let high: Int64
    private let shift: Int
    private let residueShift: Int
    private let cellCount: Int

    /// See `CellMap.segments`.
    private(set) var segments: [UInt32] = []

    /// The last key of each cell but the last.
    private(set) var edges: [Int64]

    /// The share of a cell's probability in the segments since the last edge.
    private var open = 0.0

    init(low: Int64, high: Int64, shift: Int, residueShift: Int, cellCount: Int) {
        self.low = low
        self.high = high
        self.shift = shift
        self.residueShift = residueShift
        self.cellCount = cellCount
        edges = [low]
        edges.reserveCapacity(cellCount + cellCount / 8)
    }

    /// Adds segments, given the cdf before and after them: one by one if they are probable, all together if they have
    /// less than a quarter of a cell.
    mutating func add(_ range: Range<Int>, from start: Double, to end: Double, cdf: (Int64) -> Double) {
        let cells = min(end - start, 1) * Double(cellCount)
        if range.count > 1, cells >= 0.25 {
            let middle = (range.lowerBound + range.upperBound) / 2
            let between = cdf(lastKey(before: middle))
            add(range.lowerBound..<middle, from: start, to: between, cdf: cdf)
            add(middle..<range.upperBound, from: between, to: end, cdf: cdf)
        } else if cells >= 1, edges.count < cellCount + cellCount / 2 {
            close(before: range.lowerBound)
            divide(range.lowerBound, into: cells)
        } else {
            // `Battery` rejects a cdf that is not a probability at an edge or that decreases from one edge to the next.
            // Here such a cdf makes no cells, or not too many.
            segments += Array(repeating: UInt32(edges.count - 1) << 12, count: range.count)
            open += cells > 0 ? cells : 0
            if open >= 1 { close(before: range.upperBound) }
        }
    }

    /// Ends the current cell if it has any segments.
    mutating func close(before segment: Int) {
        let key = lastKey(before: segment)
        if key > edges[edges.count - 1] { edges.append(key) }
        open = 0
    }

    /// Divides one segment into about `wanted` cells.
    private mutating func divide(_ segment: Int, into wanted: Double) {
        let first = UInt32(edges.count - 1)
        let end = lastKey(before: segment + 1)
        let start = lastKey(before: segment)
        let residues = (UInt64(bitPattern: end &- start) - 1) >> UInt64(residueShift) + 1
        let count = min(wanted.rounded(), Double(residues))
        guard count >= 2 else {
            segments.append(first << 12)
            edges.append(end)
            return
        }
        // At most one cell per key, and at least 2^-19, so the divisor is at most 25.
        let ratio = count / Double(residues)
        // If the multiplier rounds to 128, use 64 with a divisor smaller by one, which is the same.
        var divisor = 6 - Int(ratio.exponent)
        var multiplier = UInt64((ratio * Double(1 << divisor)).rounded())
        if multiplier > 127 { (multiplier, divisor) = (64, divisor - 1) }
        segments.append(first << 12 | UInt32(multiplier) << 5 | UInt32(divisor))
        let parts = ((residues - 1) * multiplier) >> UInt64(divisor) + 1
        for part in 1..<parts {
            // The last residue r with r * multiplier < part * 2^divisor; the edge is its last key.
            let residue = (part << UInt64(divisor) - 1) / multiplier
            edges.append(start &+ Int64((residue + 1) << UInt64(residueShift)))
        }
        edges.append(end)
    }

    private func lastKey(before segment: Int) -> Int64 {
        let offset = UInt64(segment) << UInt64(shift)
        return offset >= UInt64(bitPattern: high &- low) ? high : low &+ Int64(bitPattern: offset)
    }
}
