/// Elements of an array in the array's order, as runs of neighbours.
struct ElementRuns: Sendable {
    /// Where each run starts in the array, in increasing order.
    private(set) var starts: [Int] = []

    /// The number of elements before each run, and at the end the total.
    private(set) var offsets: [Int] = [0]

    /// The most runs allowed, since each takes memory. A slice of more pieces is refused.
    static let limit = 1 << 22

    /// The number of elements.
    var count: Int { offsets[offsets.count - 1] }

    /// The elements of a box, in row-major order of the shape.
    ///
    /// - Throws: `TensorSliceError` if there are more runs than the limit.
    init(_ ranges: [Range<Int>], of shape: [Int]) throws(TensorSliceError) {
        // Trailing axes that are taken whole make longer runs.
        var last = shape.count - 1
        var length = 1
        while last >= 0, ranges[last] == 0..<shape[last] {
            length *= shape[last]
            last -= 1
        }
        guard last >= 0 else {
            append(0, length)
            return
        }
        let pieces = try Self.pieceCount(ranges, of: shape)
        var index = ranges[..<last].map(\.lowerBound)
        for _ in 0..<pieces {
            var place = 0
            for axis in 0..<last { place = (place + index[axis]) * shape[axis + 1] }
            append((place + ranges[last].lowerBound) * length, ranges[last].count * length)
            var axis = last - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < ranges[axis].upperBound { break }
                index[axis] = ranges[axis].lowerBound
                axis -= 1
            }
        }
    }

    /// The number of runs of a box.
    ///
    /// - Throws: `TensorSliceError` if there are more runs than the limit.
    static func pieceCount(_ ranges: [Range<Int>], of shape: [Int]) throws(TensorSliceError) -> Int {
        guard let last = zip(ranges, shape).map({ $0 != 0..<$1 }).lastIndex(of: true) else { return 1 }
        var pieces = 1
        for range in ranges[..<last] {
            let (product, overflow) = pieces.multipliedReportingOverflow(by: range.count)
            guard !overflow, product <= limit else { throw TensorSliceError.tooManyPieces }
            pieces = product
        }
        return pieces
    }

    /// The elements of an array of `count` that are in none of `others`, which must not overlap.
    init(excluding others: [ElementRuns], of count: Int) {
        let taken = others.flatMap { runs in runs.starts.indices.map { (start: runs.starts[$0], end: runs.end($0)) } }
            .sorted { $0.start < $1.start }
        var end = 0
        for run in taken {
            if run.start > end { append(end, run.start - end) }
            end = run.end
        }
        if end < count { append(end, count - end) }
    }

    /// Calls `body` with each stretch of the array that holds elements of a range, and where in the range it begins.
    func forEach(
        in range: Range<Int>,
        _ body: (_ start: Int, _ count: Int, _ offset: Int) throws(WeightFileError) -> Void
    ) throws(WeightFileError) {
        guard !range.isEmpty else { return }
        var low = run(of: range.lowerBound)
        var position = range.lowerBound
        while position < range.upperBound {
            let length = min(offsets[low + 1], range.upperBound) - position
            try body(starts[low] + position - offsets[low], length, position - range.lowerBound)
            position += length
            low += 1
        }
    }

    /// One past the array place of a range's last element; 0 for an empty range.
    func end(of range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let last = run(of: range.upperBound - 1)
        return starts[last] + range.upperBound - offsets[last]
    }

    // MARK: - Implementation

    /// The run that holds an element.
    private func run(of element: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if offsets[middle] <= element { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private func end(_ run: Int) -> Int { starts[run] + offsets[run + 1] - offsets[run] }

    private mutating func append(_ start: Int, _ length: Int) {
        starts.append(start)
        offsets.append(count + length)
    }
}
