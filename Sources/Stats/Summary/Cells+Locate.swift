internal import CStats

extension Cells {
    /// Number of values located at a time, so that they and their cells stay in the nearest cache.
    static var blockSize: Int { 4096 }

    /// A block of values with their cells.
    struct Block {
        let values: UnsafePointer<Scalar>
        let cells: UnsafeMutablePointer<UInt32>
        let count: Int

        /// The least and the greatest ordered key among the values; NaN counts as beyond the infinity of its sign.
        let least: Int64
        let greatest: Int64

        /// Whether all values are finite.
        let isFinite: Bool

        /// Number of values with a property.
        @inline(__always)
        func count(where holds: (Scalar) -> Bool) -> UInt64 {
            var found = 0
            for i in 0..<count { found &+= holds(values[i]) ? 1 : 0 }
            return UInt64(found)
        }
    }

    /// Calls `body` with the cells of each block of values. A NaN is in the first or the last cell.
    @inline(__always)
    func forEachBlock(of values: borrowing Span<Scalar>, _ body: (Block) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.blockSize) { cells in
            guard let cells = cells.baseAddress else { return }
            values.withUnsafeBufferPointer { values in
                guard let first = values.baseAddress else { return }
                var start = 0
                while start < values.count {
                    let length = min(Self.blockSize, values.count - start)
                    body(locate(first + start, length, into: cells))
                    start += length
                }
            }
        }
    }

    // MARK: - Implementation

    @inline(__always)
    private func locate(
        _ values: UnsafePointer<Scalar>,
        _ count: Int,
        into cells: UnsafeMutablePointer<UInt32>
    ) -> Block {
        if Scalar.self == Float.self {
            return values.withMemoryRebound(to: Float.self, capacity: count) { singles in
                let found = map.segments.withUnsafeBufferPointer { segments in
                    // There is always at least one segment.
                    var map = cstats_cell_map(
                        low: Int32(truncatingIfNeeded: map.low),
                        high: Int32(truncatingIfNeeded: map.high),
                        shift: Int32(truncatingIfNeeded: map.shift),
                        segments: segments.baseAddress.unsafelyUnwrapped
                    )
                    return kernels.functions.locate(singles, count, &map, cells)
                }
                return Block(
                    values: values,
                    cells: cells,
                    count: count,
                    least: Int64(found.least),
                    greatest: Int64(found.greatest),
                    isFinite: found.magnitude < Float.infinity.bitPattern
                )
            }
        }
        var least = Int64.max
        var greatest = Int64.min
        for i in 0..<count {
            let key = values[i].orderedKey
            least = Swift.min(least, key)
            greatest = Swift.max(greatest, key)
            cells[i] = UInt32(truncatingIfNeeded: map.cell(ofKey: key))
        }
        let infinity = Scalar.infinity.orderedKey
        return Block(
            values: values,
            cells: cells,
            count: count,
            least: least,
            greatest: greatest,
            isFinite: least > -infinity && greatest < infinity
        )
    }
}
