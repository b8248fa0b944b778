internal import CMath
internal import Stats

/// Tests whether a matrix' columns, or its rows if there are fewer, are orthonormal except for a common gain.
///
/// The gain needs no guess: the squares of all entries add up to gain^2 times the number of such vectors. Inner
/// products may be off by 4 n 2^-24 gain^2 for a decomposition in single precision, n the larger side, and by 3 u
/// gain^2 for rounding each entry once to a type of unit roundoff u (2 u by Cauchy and Schwarz, and as much as half
/// again for the gain). A matrix of independent entries gives itself away by the lengths of its first vectors.
enum OrthogonalCheck {
    /// The largest matrix that is checked: the work grows as rows columns min(rows, columns).
    static let limit = 1 << 20

    /// The gain; nil for other matrices, and for those with too few or too long vectors for their rounding: independent
    /// normal entries must pass with a probability below 1e-9, whatever they are tested for afterwards.
    ///
    /// - Parameter values: the matrix, row-major.
    static func gain(_ values: [Double], rows: Int, columns: Int, unitRoundoff: Double) -> Double? {
        let isTall = rows >= columns
        let (count, length) = isTall ? (columns, rows) : (rows, columns)
        guard count > 1, rows * columns == values.count, values.count <= limit else { return nil }
        let square = values.reduce(0) { $0 + $1 * $1 } / Double(count)
        guard square > 0, square.isFinite else { return nil }
        let tolerance = 4 * Double(length) * 0x1p-24 + 3 * unitRoundoff
        // An inner product of independent entries is within b of its due value with a probability of about 0.8 b
        // sqrt(n), where n is the vectors' length.
        let constraints = Double(count * (count + 1) / 2 - 1)
        guard constraints * log(tolerance * Double(length).squareRoot()) < log(1e-9) else { return nil }
        let bound = tolerance * square
        var vectors = values
        if isTall {
            for r in 0..<rows {
                for c in 0..<columns { vectors[c * rows + r] = values[r * columns + c] }
            }
        }
        let isOrthogonal = vectors.withUnsafeBufferPointer { v in
            // The lengths first: they cost little and settle most matrices.
            (0..<count).allSatisfy { abs(product(v, $0 * length, $0 * length, length) - square) <= bound }
                && (1..<count).allSatisfy { i in
                    (0..<i).allSatisfy { abs(product(v, i * length, $0 * length, length)) <= bound }
                }
        }
        return isOrthogonal ? square.squareRoot() : nil
    }

    /// Whether nothing contradicts Haar's law for an orthonormal matrix: its directions, its first rows, its
    /// projections. The signs are not tested: a QR decomposition whose signs were not fixed is still orthogonal.
    static func isHaar(_ values: [Double], battery: OrthogonalBattery, alpha: Double) -> Bool {
        guard let outcome = try? battery.run(on: ArraySample(values)) else { return false }
        return [TestKind.directions, .frames, .projections].allSatisfy { test in
            outcome[test].map { $0.pValue.value > alpha * Battery.weight(test) } ?? true
        }
    }

    // MARK: - Implementation

    /// The inner product of two vectors of the matrix, in four interleaved lanes.
    private static func product(_ v: UnsafeBufferPointer<Double>, _ a: Int, _ b: Int, _ length: Int) -> Double {
        var sum = SIMD4<Double>()
        var i = 0
        while i + 4 <= length {
            let x = SIMD4(v[a + i], v[a + i + 1], v[a + i + 2], v[a + i + 3])
            let y = SIMD4(v[b + i], v[b + i + 1], v[b + i + 2], v[b + i + 3])
            sum += x * y
            i += 4
        }
        var rest = 0.0
        while i < length {
            rest += v[a + i] * v[b + i]
            i += 1
        }
        return sum.sum() + rest
    }
}
