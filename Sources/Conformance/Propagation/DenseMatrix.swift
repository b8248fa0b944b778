internal import Stats

/// A matrix in row-major order, and its product with another: plain, but written for the cache.
struct DenseMatrix: Sendable {
    let rows: Int
    let columns: Int
    var entries: [Float]

    init(rows: Int, columns: Int, entries: [Float]) {
        precondition(entries.count == rows * columns, "\(entries.count) entries of \(rows) by \(columns)")
        self.rows = rows
        self.columns = columns
        self.entries = entries
    }

    /// The product, with the same bits everywhere. Each entry is summed in the order of the inner index, with separate
    /// multiplication and addition.
    ///
    /// Eight columns of `other` are laid side by side, then every four rows of this matrix pass over them, so that the
    /// 32 sums stay in registers and the strip stays in the first cache.
    ///
    /// - Precondition: `other` has as many rows as this has columns.
    func times(_ other: DenseMatrix) -> DenseMatrix {
        precondition(columns == other.rows, "\(columns) columns times \(other.rows) rows")
        let inner = columns
        var result = [Float](repeating: 0, count: rows * other.columns)
        var strip = [SIMD8<Float>](repeating: .zero, count: inner)
        for start in stride(from: 0, to: other.columns, by: 8) {
            let width = min(8, other.columns - start)
            for k in 0..<inner {
                var lanes = SIMD8<Float>()
                for lane in 0..<width { lanes[lane] = other.entries[k * other.columns + start + lane] }
                strip[k] = lanes
            }
            for row in stride(from: 0, to: rows, by: 4) {
                let height = min(4, rows - row)
                // A row beyond the last repeats the last.
                let places = pointwiseMin(SIMD4(row, row + 1, row + 2, row + 3), SIMD4(repeating: rows - 1))
                RowProducts.forFour(entries, startingAt: places &* inner, strip) { sums in
                    for i in 0..<height {
                        for lane in 0..<width { result[(row + i) * other.columns + start + lane] = sums[8 * i + lane] }
                    }
                }
            }
        }
        return DenseMatrix(rows: rows, columns: other.columns, entries: result)
    }

    /// The matrix with rows and columns exchanged.
    var transposed: DenseMatrix {
        var result = [Float](repeating: 0, count: entries.count)
        // In squares of 32, so that their rows and columns stay in the cache.
        for top in stride(from: 0, to: rows, by: 32) {
            for left in stride(from: 0, to: columns, by: 32) {
                for i in top..<min(top + 32, rows) {
                    for j in left..<min(left + 32, columns) { result[j * rows + i] = entries[i * columns + j] }
                }
            }
        }
        return DenseMatrix(rows: columns, columns: rows, entries: result)
    }
}
