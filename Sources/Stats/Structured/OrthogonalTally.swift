/// What the tests of orthogonal matrices keep of each: its residual, its diagonal, its pivots.
struct OrthogonalTally {
    let rows: Int
    let columns: Int
    let gain: Double

    /// The largest entry of |Q^T Q - gain^2 I|; infinity where it is not a number.
    private(set) var residual = 0.0

    /// Number of positive pivots.
    private(set) var positive = 0

    /// The sum of the diagonals' entries.
    private(set) var diagonal = 0.0

    /// Number of square matrices with a positive determinant.
    private(set) var positiveDeterminants = 0

    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity
    private(set) var sum = 0.0
    private(set) var squares = 0.0

    init(rows: Int, columns: Int, gain: Double) {
        self.rows = rows
        self.columns = columns
        self.gain = gain
    }

    /// Adds a row-major matrix.
    mutating func add(_ matrix: [Double]) {
        for x in matrix {
            minimum = min(minimum, x)
            maximum = max(maximum, x)
            sum += x
            squares += x * x
        }
        for i in 0..<min(rows, columns) { diagonal += matrix[i * columns + i] }
        decompose(matrix)
    }

    // MARK: - Implementation

    /// The residual and the signs of the vectors that should be orthonormal: the columns, or the rows where there are fewer.
    private mutating func decompose(_ matrix: [Double]) {
        let isTall = rows >= columns
        let (count, length) = isTall ? (columns, rows) : (rows, columns)
        // The vectors that should be orthonormal, each contiguous.
        var vectors = matrix
        if isTall {
            for r in 0..<rows {
                for c in 0..<columns { vectors[c * rows + r] = matrix[r * columns + c] }
            }
        }
        vectors.withUnsafeMutableBufferPointer { v in
            for i in 0..<count {
                for j in 0...i {
                    let product = HouseholderPivots.product(v, i * length, j * length, length)
                    let error = abs(product - (i == j ? gain * gain : 0))
                    residual = error.isNaN ? .infinity : max(residual, error)
                }
            }
        }
        let found = HouseholderPivots.positive(&vectors, count: count, length: length)
        positive += found
        if rows == columns, (count - found) % 2 == 0 { positiveDeterminants += 1 }
    }
}
