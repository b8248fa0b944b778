internal import CMath

/// A matrix, read in place, that may be a table of sines and cosines of positions.
struct SinusoidTable {
    let values: [Double]
    let rows: Int
    let columns: Int

    /// The distance from a value to the next one in its row, and to the same one in the next row.
    private let (columnStride, rowStride): (Int, Int)

    /// A matrix in row-major order.
    init(_ values: [Double], rows: Int, columns: Int) {
        (self.values, self.rows, self.columns) = (values, rows, columns)
        (columnStride, rowStride) = (1, columns)
    }

    /// The transpose of a matrix in row-major order.
    init(transposeOf values: [Double], rows: Int, columns: Int) {
        (self.values, self.rows, self.columns) = (values, columns, rows)
        (columnStride, rowStride) = (columns, 1)
    }

    private subscript(row: Int, column: Int) -> Double { values[row * rowStride + column * columnStride] }

    /// Whether each column satisfies x[p + 1] + x[p - 1] = 2 cos(w) x[p], as sines and cosines do. A quarter of the
    /// columns may be constant.
    var isRecurrent: Bool {
        guard rows >= 8, columns >= 2 else { return false }
        var constants = 0
        for column in 0..<columns {
            var (products, squares, largest) = (0.0, 0.0, 0.0)
            var isConstant = true
            for row in 1..<rows - 1 {
                let value = self[row, column]
                if value != self[0, column] { isConstant = false }
                products += value * (self[row - 1, column] + self[row + 1, column])
                squares += value * value
                largest = max(largest, abs(value))
            }
            guard !isConstant else {
                constants += 1
                continue
            }
            let factor = products / squares
            let isRecurrent = (1..<rows - 1).allSatisfy { row in
                let error = self[row - 1, column] + self[row + 1, column] - factor * self[row, column]
                return abs(error) <= 2e-3 * largest
            }
            guard isRecurrent else { return false }
        }
        return constants <= columns / 4
    }

    /// Whether columns go in pairs whose squares add up to one number, as a sine and a cosine do, apart from rows of
    /// zeros.
    var isPaired: Bool {
        guard rows >= 8, columns >= 4, columns.isMultiple(of: 2) else { return false }
        return [1, columns / 2, columns / 4].contains { step in
            guard step > 0, columns.isMultiple(of: 2 * step) else { return false }
            var size = 0.0
            for row in 0..<rows {
                for column in 0..<columns where column / step % 2 == 0 {
                    let (a, b) = (self[row, column], self[row, column + step])
                    let square = a * a + b * b
                    if square == 0 { continue }
                    if size == 0 { size = square }
                    guard abs(square - size) <= 1e-3 * size else { return false }
                }
            }
            return size > 0
        }
    }
}
