internal import CStats

/// What the tests of orthogonal matrices keep of each matrix: its residual, its diagonal, its pivots.
struct OrthogonalTally {
    let rows: Int
    let columns: Int
    let gain: Double

    /// The largest entry of |Q^T Q - gain^2 I|; infinity if it is NaN.
    private(set) var residual = 0.0

    /// The squared lengths of the longest and the shortest vector, and the largest inner product of two vectors.
    private var (longest, shortest, inclination) = (0.0, Double.infinity, 0.0)

    /// Whether the vectors are orthonormal up to a common length, to within a bound in units of its square.
    func isOrthogonal(within bound: Double) -> Bool {
        max(longest - shortest, inclination) <= bound * shortest
    }

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

    private(set) var directions: DirectionsTest
    private(set) var frames: FramesTest
    private(set) var projections: ProjectionsTest

    /// Exact zeros in the vectors whose zeros are counted.
    private(set) var zeros = 0

    /// The vectors of one matrix that should be orthonormal, each contiguous, and room for their products.
    private var vectors: [Double]
    private var products: [Double]

    init(rows: Int, columns: Int, gain: Double, rounding: FrameRounding) {
        self.rows = rows
        self.columns = columns
        self.gain = gain
        vectors = [Double](repeating: 0, count: rows * columns)
        products = [Double](repeating: 0, count: min(rows, columns))
        let (count, length) = (min(rows, columns), max(rows, columns))
        directions = DirectionsTest(length: length, rounding: rounding)
        frames = FramesTest(count: count, length: length, rounding: rounding)
        projections = ProjectionsTest(count: count, length: length, rounding: rounding)
    }

    /// The number of vectors of a matrix whose zeros are counted: at most half as many as they have entries. The other
    /// vectors depend on these: in a matrix of two columns, a zero in one implies a zero in the other.
    var zeroVectors: Int { max(1, min(min(rows, columns), max(rows, columns) / 2)) }

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

    /// The residual and the signs of the vectors that should be orthonormal: the columns, or the rows if there are
    /// fewer.
    private mutating func decompose(_ matrix: [Double]) {
        let isTall = rows >= columns
        let (count, length) = isTall ? (columns, rows) : (rows, columns)
        // Moved out, so that nothing is copied.
        var vectors: [Double] = []
        swap(&vectors, &self.vectors)
        defer { self.vectors = vectors }
        for r in 0..<rows {
            for c in 0..<columns { vectors[isTall ? c * rows + r : r * columns + c] = matrix[r * columns + c] }
        }
        vectors.withUnsafeBufferPointer { v in
            guard let first = v.baseAddress else { return }
            for i in 0..<count {
                KernelSet.fastestVectors.inner_products(first + i * length, first, length, i + 1, length, &products)
                for j in 0...i {
                    let product = products[j]
                    if i == j {
                        (longest, shortest) = (max(longest, product), min(shortest, product))
                    } else {
                        inclination = max(inclination, abs(product))
                    }
                    let error = abs(product - (i == j ? gain * gain : 0))
                    residual = error.isNaN ? .infinity : max(residual, error)
                }
            }
        }
        for x in vectors[..<(zeroVectors * length)] where x == 0 { zeros += 1 }
        frames.add(vectors, gain: gain)
        projections.add(vectors, gain: gain)
        let found = HouseholderPivots.positive(&vectors, count: count, length: length) {
            directions.add($0, gain: gain)
        }
        positive += found
        if rows == columns, (count - found) % 2 == 0 { positiveDeterminants += 1 }
    }
}
