import CMath

/// The exact P(V < v) for any finite sample, as a walk among about `n v` states.
///
/// Turn the circle so that the maximum of the empirical process lies at its origin. Each of the n points is that
/// maximum with probability 1/n. With `w_i = n u_(i)` for the other n - 1 points
///
///     P(V < v) = n P(i < w_i < i + D, i = 1 ... n-1),   D = n v - 1 = k - h,   k = ceil(D).
///
/// Let `c_j` points lie below `j`. The state `e = j - 1 - c_j` stays in `0 ... k-1` and is 0 at the start (j = 1) and
/// at the end (j = n). A cell with x points takes it to `e + 1 - x` with weight 1/x!. From state k - 1, the cell's last
/// part of length h must not hold all x points, so the weight is (1 - h^x) / x!. This is Durbin's matrix for the
/// Kolmogorov statistic with other boundaries. All terms are positive. The normalisation `n (n-1)! / n^(n-1)` uses
/// Stirling's formula with a factor `exp(-1)` in every cell, so that nothing overflows.
///
/// Source: derived here; for the Kolmogorov statistic Durbin 1973, Distribution Theory for Tests Based on the Sample
/// Distribution Function. Checked against Steck's determinant in exact rationals.
enum KuiperExact {

    /// P(V < v) for 1/n < v <= 1, n >= 2.
    ///
    /// - Complexity: O(n k min(k, 40)) multiplications, k about `n v`.
    static func lowerTail(_ v: Double, count n: Double) -> Double {
        let width = (-1.0).addingProduct(n, v)
        let states = Int(width.rounded(.up))
        guard states >= 1 else { return 0 }
        let gap = width.rounded(.up) - width
        let weights = Self.weights
        let limit = weights.count
        // From the highest state, the weight of x points excludes the paths with all of them in the gap.
        var last: [Double] = []
        var power = 1.0
        for weight in weights {
            last.append(weight * (1 - power))
            power *= gap
        }
        var current = [Double](repeating: 0, count: states)
        var next = current
        current[0] = 1
        for _ in 1..<Int(n) {
            for target in 0..<states {
                // target = e + 1 - x
                var sum = 0.0
                let first = max(0, target - 1)
                for source in first..<min(states, target + limit - 1) {
                    let points = source + 1 - target
                    sum += current[source] * (source == states - 1 ? last[points] : weights[points])
                }
                next[target] = sum
            }
            swap(&current, &next)
        }
        // n! / n^(n-1) exp(n-1) = n sqrt(2 pi n) exp(stirling(n)) / e, and the rounding of 1/e in n - 1 cells.
        let scale = n * sqrt(2 * Double.pi * n) * exp(Saddlepoint.stirlingError(n) - 1)
        return min(1, scale * current[0] * (1 - (n - 1) * inverseERounding))
    }

    // MARK: - Implementation

    private static let inverseE = 0.36787944117144233  // exp(-1) = 0.367879441171442321595523770161...

    /// Relative rounding error of that double: (0.36787944117144233 - exp(-1)) / exp(-1), by 40-digit arithmetic.
    private static let inverseERounding = 3.3784855259134224e-17

    /// `exp(-1) / x!`. 1/40! = 1e-48 is far too small for the vector's entries to make up for.
    private static let weights: [Double] = (0..<40).map { x in
        (0..<x).reduce(inverseE) { $0 / Double($1 + 1) }
    }
}
