/// Segments as they are divided into cells, from the lowest on.
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

    /// What the segments since the last edge have of a cell's probability.
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

    /// Adds segments, the cdf before and after them being known: one by one where they are probable, all together where
    /// they have less than a quarter of a cell.
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
            // A cdf that is no probability at an edge, or falls from one edge to the next, is refused by `Battery`; here
            // it makes no cells, or not too many.
            segments += Array(repeating: UInt32(edges.count - 1) << 12, count: range.count)
            open += cells > 0 ? cells : 0
            if open >= 1 { close(before: range.upperBound) }
        }
    }

    /// Ends the cell that has been growing, if there are segments in it.
    mutating func close(before segment: Int) {
        let key = lastKey(before: segment)
        if key > edges[edges.count - 1] { edges.append(key) }
        open = 0
    }

    /// Divides one segment into about so many cells.
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
        // Never more than a cell a key; 2^-19 or more, so that the divisor is 25 at most.
        let ratio = count / Double(residues)
        // Where the multiplier is rounded to 128, 64 with a divisor less by one is the same.
        var divisor = 6 - Int(ratio.exponent)
        var multiplier = UInt64((ratio * Double(1 << divisor)).rounded())
        if multiplier > 127 { (multiplier, divisor) = (64, divisor - 1) }
        segments.append(first << 12 | UInt32(multiplier) << 5 | UInt32(divisor))
        let parts = ((residues - 1) * multiplier) >> UInt64(divisor) + 1
        for part in 1..<parts {
            // The last residue r with r * multiplier < part * 2^divisor, of which the last key counts.
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
