/// What the tests of orthogonal matrices keep of each: its residual, its diagonal, the sign of its determinant.
struct OrthogonalTally {
    let rows: Int
    let columns: Int
    let gain: Double

    /// The largest entry of |Q^T Q - gain^2 I|; infinity where it is not a number.
    private(set) var residual = 0.0

    /// Number of positive entries on the diagonals.
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
        for i in 0..<min(rows, columns) {
            let entry = matrix[i * columns + i]
            diagonal += entry
            if entry > 0 { positive += 1 }
        }
        if rows == columns, DeterminantSign.isPositive(matrix, order: rows) { positiveDeterminants += 1 }
        measureResidual(matrix)
    }

    // MARK: - Implementation

    private mutating func measureResidual(_ matrix: [Double]) {
        let isTall = rows >= columns
        let (count, length) = isTall ? (columns, rows) : (rows, columns)
        // The vectors that should be orthonormal, each contiguous.
        var vectors = matrix
        if isTall {
            for r in 0..<rows {
                for c in 0..<columns { vectors[c * rows + r] = matrix[r * columns + c] }
            }
        }
        vectors.withUnsafeBufferPointer { v in
            for i in 0..<count {
                for j in 0...i {
                    var lanes = SIMD8<Double>()
                    var k = 0
                    while k + 8 <= length {
                        for lane in 0..<8 { lanes[lane] += v[i * length + k + lane] * v[j * length + k + lane] }
                        k += 8
                    }
                    var product = lanes.sum()
                    while k < length {
                        product += v[i * length + k] * v[j * length + k]
                        k += 1
                    }
                    let error = abs(product - (i == j ? gain * gain : 0))
                    residual = error.isNaN ? .infinity : max(residual, error)
                }
            }
        }
    }
}
