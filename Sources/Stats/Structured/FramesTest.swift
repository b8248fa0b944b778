/// Do the first rows of frames, matrices of n rows and k < n orthonormal columns, have the lengths and angles of a
/// random frame's rows?
///
/// The Gram matrix of the first m rows, m = min(k, n - k), has a matrix-variate beta law. The squared diagonal entries
/// of its Cholesky factor are the squared distances of each row from the span of the rows before it. They are
/// independent; that of row i (from 0) has the law Beta((k - i)/2, (n - k)/2). Their places under these laws are
/// independent and uniform, so Kolmogorov and Smirnov's test of them is exact. Orthogonal blocks stacked on top of each
/// other have rows of equal length at right angles; a frame's rows have neither property.
///
/// Rounding: with X the rows, T the factor and e the displacements of the entries, the distance t_i of row i changes to
/// first order by t_i times the inner product of row i of the inverse of T with the displacements along the direction
/// that row i adds. Rounding errors are assumed independent and symmetric (Higham & Mary's model), so by Hoeffding's
/// inequality their sum exceeds 8 times the root of the sum of their squared bounds with a probability of at most
/// 3e-14. The bound on an entry's square, over a row's entries, is approximately that of a vector's displacement
/// divided among its n entries.
///
/// Source: Muirhead, Aspects of Multivariate Statistical Theory (1982), theorem 3.3.3; Higham & Mary, SIAM J. Sci.
/// Comput. 41 (2019), A2815-A2835.
package struct FramesTest {
    /// Number of orthonormal vectors.
    let count: Int

    /// Their length.
    let length: Int

    private let rounding: FrameRounding
    private let laws: [BetaTails]
    private var places = PendingPlaces()
    /// The rows of one frame, and the factor's diagonal.
    private var (leading, diagonal): ([Double], [Double])

    /// Whether the tested rows have equal length and are at right angles, in every frame.
    private var isStacked = true

    /// The method's description if the rows are those of orthogonal blocks.
    package static let stackedMethod = "exact null distribution; the first rows are orthogonal and of one length"

    init(count: Int, length: Int, rounding: FrameRounding) {
        (self.count, self.length, self.rounding) = (count, length, rounding)
        leading = [Double](repeating: 0, count: max(0, min(count, length - count)) * count)
        diagonal = []
        laws = (0..<max(0, min(count, length - count))).map { row in
            BetaTails(a: Double(count - row) / 2, b: Double(length - count) / 2)
        }
    }

    /// The number of tested rows.
    private var rows: Int { laws.count }

    /// Adds a frame: its vectors, one after the other, times the gain.
    ///
    /// Complexity: O(count rows^2).
    mutating func add(_ vectors: [Double], gain: Double) {
        let rows = rows
        guard rows > 0, places.count < DirectionsTest.limit else { return }
        // Moved out, so that nothing is copied.
        var (leading, diagonal): ([Double], [Double]) = ([], [])
        swap(&leading, &self.leading)
        swap(&diagonal, &self.diagonal)
        defer { (self.leading, self.diagonal) = (leading, diagonal) }
        for r in 0..<rows { for c in 0..<count { leading[r * count + c] = vectors[c * length + r] / gain } }
        diagonal.removeAll(keepingCapacity: true)
        HouseholderPivots.positive(&leading, count: rows, length: count) { rest in
            // The reflection sends the rest opposite to its first entry.
            let norm = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
            diagonal.append(rest[0] < 0 ? norm : -norm)
        }
        for i in 0..<rows where isStacked {
            let others = leading[i * count..<(i * count + i)].reduce(0) { max($0, abs($1)) }
            isStacked = max(others, abs(abs(diagonal[i]) - abs(diagonal[0]))) <= 4 * rounding.displacement
        }
        for i in 0..<rows {
            let relative = 8 * rounding.displacement / Double(length).squareRoot() * inverseNorm(i, leading, diagonal)
            let square = diagonal[i] * diagonal[i]
            // If rounding may be half of a distance, nothing is known about its place.
            guard relative < 0.5 else {
                places.append(from: 0, to: 1)
                continue
            }
            func place(_ factor: Double) -> BetaTail { laws[i].tail(min(1, square * factor * factor), isUpper: false) }
            places.append(from: place(1 - relative), to: place(1 + relative))
        }
    }

    /// The result; nil if there are no places.
    var result: TestResult? { places.result(.frames, method: isStacked && rows > 1 ? Self.stackedMethod : nil) }

    // MARK: - Implementation

    /// The length of row i of the inverse of the lower triangle T. Reflections have left T's off-diagonal entries in
    /// the leading entries of the rows.
    private func inverseNorm(_ i: Int, _ rows: [Double], _ diagonal: [Double]) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: i + 1) { inverse in
            inverse[i] = 1 / diagonal[i]
            var sum = inverse[i] * inverse[i]
            for l in (0..<i).reversed() {
                var product = 0.0
                for p in (l + 1)...i { product += inverse[p] * rows[p * count + l] }
                inverse[l] = -product / diagonal[l]
                sum += inverse[l] * inverse[l]
            }
            return sum.squareRoot()
        }
    }
}
