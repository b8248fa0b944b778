internal import CStats

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
package enum HouseholderPivots {
    /// The number of pivots that are not negative.
    ///
    /// Complexity: O(length count^2).
    ///
    /// - Parameters:
    ///   - vectors: `count` vectors, one after the other; overwritten.
    ///   - count: at most `length`.
    ///   - length: number of entries of each vector.
    ///   - kernels: the kernels that reflect.
    ///   - visit: receives each vector, from its pivot on, before it is reflected to its axis. The entries before the
    ///     pivot stay: they are the coordinates along the earlier vectors.
    @discardableResult
    package static func positive(
        _ vectors: inout [Double],
        count: Int,
        length: Int,
        kernels: KernelSet = .fastest,
        visit: (UnsafeBufferPointer<Double>) -> Void
    ) -> Int {
        let kernels = kernels.vectors
        return vectors.withUnsafeMutableBufferPointer { v in
            guard let start = v.baseAddress else { return 0 }
            return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, count)) { factors in
                guard let factors = factors.baseAddress else { return 0 }
                var positive = 0
                for j in 0..<count {
                    let head = j * length + j
                    let rest = length - j
                    visit(UnsafeBufferPointer(rebasing: v[head..<(head + rest)]))
                    let norm = squaredLength(start + head, rest, kernels).squareRoot()
                    let isNegative = v[head] < 0
                    if !isNegative { positive += 1 }
                    v[head] += isNegative ? -norm : norm
                    let square = squaredLength(start + head, rest, kernels)
                    guard square > 0, j + 1 < count else { continue }
                    let (others, later) = (start + (j + 1) * length + j, count - j - 1)
                    kernels.inner_products(start + head, others, length, later, rest, factors)
                    for k in 0..<later { factors[k] = 2 * factors[k] / square }
                    kernels.subtract_multiples(start + head, others, length, later, rest, factors)
                }
                return positive
            }
        }
    }

    private static func squaredLength(
        _ vector: UnsafePointer<Double>,
        _ count: Int,
        _ kernels: cstats_vectors
    ) -> Double {
        var square = 0.0
        kernels.inner_products(vector, vector, 0, 1, count, &square)
        return square
    }
}
