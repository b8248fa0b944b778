internal import CMath
internal import Stats

/// Orthonormal matrices that are not random, in the place of random ones.
extension Alteration {
    /// Replaces each matrix that a range touches.
    func orthonormalise(
        _ range: Range<Int>,
        of sample: DrawnSample,
        into destination: inout MutableSpan<Float>
    ) throws {
        let (size, columns) = (sample.elementCount, sample.rowLength)
        let rows = size / columns
        var draws = [Float](repeating: 0, count: size)
        for matrix in range.lowerBound / size...(range.upperBound - 1) / size {
            var span = draws.mutableSpan
            try sample.read(matrix * size..<(matrix + 1) * size, into: &span)
            // The draws are taken as the matrix, or as its transpose where there are fewer rows than columns.
            let q = orthonormal(draws.map(Double.init), rows: max(rows, columns), columns: min(rows, columns))
            for index in range.clamped(to: matrix * size..<(matrix + 1) * size) {
                let (r, c) = (index - matrix * size).quotientAndRemainder(dividingBy: columns)
                destination[index - range.lowerBound] = Float(rows < columns ? q[c * rows + r] : q[r * columns + c])
            }
        }
    }

    /// Orthonormal columns made of draws; `rows` is at least `columns`.
    private func orthonormal(_ draws: [Double], rows: Int, columns: Int) -> [Double] {
        switch self {
        case .hadamard:
            let scale = 1 / Double(rows).squareRoot()
            return (0..<rows * columns).map { place in
                let (r, c) = place.quotientAndRemainder(dividingBy: columns)
                let isNegative = (r > 0 && draws[r * columns] < 0) != (draws[c] < 0)
                return (r & c).nonzeroBitCount.isMultiple(of: 2) == isNegative ? -scale : scale
            }
        case .cosines:
            return (0..<rows * columns).map { place in
                let (r, c) = place.quotientAndRemainder(dividingBy: columns)
                let isNegative = (r > 0 && draws[r * columns] < 0) != (draws[c] < 0)
                let angle = Double.pi * Double(c) * (Double(r) + 0.5) / Double(rows)
                let entry = ((c == 0 ? 1 : 2) / Double(rows)).squareRoot() * cos(angle)
                return isNegative ? -entry : entry
            }
        case .diagonalBlocks:
            let count = Self.diagonalCount(rows, columns) ?? 1
            let (height, width) = (rows / count, columns / count)
            var q = [Double](repeating: 0, count: rows * columns)
            for b in 0..<count {
                let size = height * width
                let block = UnsignedQR.signed(
                    Array(draws[b * size..<(b + 1) * size]),
                    rows: height,
                    columns: width
                )
                for r in 0..<height {
                    for c in 0..<width { q[(b * height + r) * columns + b * width + c] = block[r * width + c] }
                }
            }
            return q
        case .stackedBlocks:
            let block = UnsignedQR.signed(draws, rows: columns, columns: columns)
            let scale = (Double(columns) / Double(rows)).squareRoot()
            return (0..<rows * columns).map { block[$0 % block.count] * scale }
        case .signedQR:
            return UnsignedQR.signed(draws, rows: rows, columns: columns)
        default:
            return UnsignedQR.factor(draws, rows: rows, columns: columns)
        }
    }

    /// Blocks along a diagonal, of two columns at least; nil where there are none.
    static func diagonalCount(_ rows: Int, _ columns: Int) -> Int? {
        [8, 4, 2].first { rows.isMultiple(of: $0) && columns.isMultiple(of: $0) && min(rows, columns) / $0 >= 2 }
    }
}
