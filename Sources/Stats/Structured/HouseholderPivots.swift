/// The signs of the pivots in Householder's decomposition of orthonormal vectors.
///
/// Step j takes vector j as the previous reflections have left it, from its j-th entry on. The sign of that entry is
/// the pivot's, and the next reflection sends the rest of the vector to the axis of its j-th entry, away from it, as
/// LAPACK's does. So the vectors of a QR decomposition without fixed signs have negative pivots throughout, except for
/// the last vector of a square matrix, where LAPACK reflects nothing.
///
/// Changing the sign of a vector changes the sign of its pivot and nothing else, in floating point too. The determinant
/// of a square matrix of such vectors has the sign of the product of the pivots, because each reflection has
/// determinant -1 and sends a vector opposite to its pivot.
/// Source: Stewart, SIAM J. Numer. Anal. 17 (1980), 403-409; LAPACK, dgeqrf and dlarfg.
enum HouseholderPivots {
    /// The number of pivots that are not negative.
    ///
    /// Complexity: O(length count^2).
    ///
    /// - Parameters:
    ///   - vectors: `count` vectors, one after the other; overwritten.
    ///   - count: at most `length`.
    ///   - length: number of entries of each vector.
    ///   - visit: receives each vector, from its pivot on, before it is reflected to its axis. The entries before the
    ///     pivot stay: they are the coordinates along the earlier vectors.
    @discardableResult
    static func positive(
        _ vectors: inout [Double],
        count: Int,
        length: Int,
        visit: (UnsafeBufferPointer<Double>) -> Void
    ) -> Int {
        vectors.withUnsafeMutableBufferPointer { v in
            var positive = 0
            for j in 0..<count {
                let head = j * length + j
                let rest = length - j
                visit(UnsafeBufferPointer(rebasing: v[head..<(head + rest)]))
                let norm = product(v, head, head, rest).squareRoot()
                let isNegative = v[head] < 0
                if !isNegative { positive += 1 }
                v[head] += isNegative ? -norm : norm
                let square = product(v, head, head, rest)
                guard square > 0 else { continue }
                for k in (j + 1)..<max(count, j + 1) {
                    let other = k * length + j
                    let factor = 2 * product(v, head, other, rest) / square
                    for i in 0..<rest { v[other + i] -= factor * v[head + i] }
                }
            }
            return positive
        }
    }

    /// The inner product of two stretches, in eight interleaved lanes.
    static func product(_ v: UnsafeMutableBufferPointer<Double>, _ a: Int, _ b: Int, _ count: Int) -> Double {
        var lanes = SIMD8<Double>()
        var k = 0
        while k + 8 <= count {
            for lane in 0..<8 { lanes[lane] += v[a + k + lane] * v[b + k + lane] }
            k += 8
        }
        var sum = lanes.sum()
        while k < count {
            sum += v[a + k] * v[b + k]
            k += 1
        }
        return sum
    }
}
