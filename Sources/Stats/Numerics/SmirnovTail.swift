import CMath

/// The upper tail of a weighted sum of squared normals as a sum of positive integrals over alternate gaps of its
/// spectrum.
///
/// Smirnov's inversion of the characteristic function: for `X = sum_j N_j^2 / a_j`, `D(y) = prod_j (1 - y / a_j)`,
///
///     P(X > x) = (1/pi) sum_{m>=1} (-1)^(m+1) integral_{a_(2m-1)}^{a_(2m)} exp(-x y / 2) / (y sqrt|D(y)|) dy.
///
/// The Anderson-Darling and Cramér-von Mises spectra are both quadratic in a variable `s` in which the gaps have length
/// 2 and `|D|` is `|cos(pi v / 2)|` times an elementary factor, where `v` in `[-1, 1]` is measured from the middle of
/// the gap. There
///
///     P(X > x) = exp(-k s_0^2 + c) sum_m (-1)^(m+1) integral exp(-k (s^2 - s_0^2)) A(s) / sqrt(cos(pi v / 2)) dv,
///
/// with `s = s_0 + 1 + 4 (m - 1) + v`. No term cancels against 1, so the tail keeps its relative accuracy to any depth.
/// Source: Smirnov 1937; Darling 1957, Ann. Math. Statist. 28, 823-838, doi:10.1214/aoms/1177706788.
struct SmirnovTail: Sendable {

    /// `s_0`, where the first gap begins.
    let start: Double

    /// `A(s)`.
    let amplitude: @Sendable (Double) -> Double

    /// The sum above without its leading exponential factor.
    ///
    /// - Parameter decay: `k`, > 0; terms below 1e-18 of the first are left out.
    /// - Returns: the sum, > 0.
    func scaled(decay: Double) -> Double {
        decay >= 4 ? nearStart(decay: decay) : overGaps(decay: decay)
    }

    // MARK: - Implementation

    /// The first gap alone in `u^2 = k (s^2 - s_0^2)`, where the integrand is a Gaussian times an even function.
    ///
    /// The gap ends at `u^2 = k (4 s_0 + 4)`, at least 48 for k = 4. Beyond that the integrand is below 1e-20 and may
    /// be replaced by zero. The nearest other singularity is the origin of `y` or `s`, at `u = 2 i sqrt(k)` or farther.
    private func nearStart(decay: Double) -> Double {
        // Beyond 1e30 the shape no longer changes, only the factor 1 / sqrt(k). This avoids denormal abscissae.
        let shape = min(decay, 1e30)
        let integral = GaussianTrapezoid.integral(singularityAt: 2 * sqrt(min(shape, 100))) { u in
            let excess = u * u / shape
            let s = sqrt(start * start + excess)
            let offset = excess / (s + start)  // s - s_0 without cancellation; cos(pi v / 2) = sin(pi offset / 2)
            guard offset < 2 else { return 0 }
            return amplitude(s) / s * sqrt(excess / sin(Double.pi / 2 * offset))
        }
        return integral / (2 * sqrt(decay))
    }

    /// All gaps that matter, each by Gauss-Chebyshev quadrature, whose weight absorbs the square roots at both ends.
    private func overGaps(decay: Double) -> Double {
        var sum = 0.0
        var sign = 1.0
        var centre = start + 1
        while true {
            let left = centre - 1
            if decay * (left * left - start * start) > 42 { return sum }
            var gap = 0.0
            for node in Self.chebyshev {
                let s = centre + node.abscissa
                gap += node.weight * exp(-decay * (s * s - start * start)) * amplitude(s)
            }
            sum += sign * gap
            sign = -sign
            centre += 4
        }
    }

    /// Abscissae `v` and weights `(pi / N) sqrt((1 - v^2) / cos(pi v / 2))` for integrals with `1 / sqrt(cos(pi v /
    /// 2))`.
    ///
    /// N = 48: at k = 4 the Chebyshev coefficients of the exponential fall below 1e-17 of its integral from degree 70
    /// on.
    private static let chebyshev: [(abscissa: Double, weight: Double)] = (0..<48).map { index in
        let angle = Double.pi * (Double(index) + 0.5) / 48
        let v = cos(angle)
        let root = sin(angle)
        // cos(pi v / 2) = sin(pi (1 - |v|) / 2) with 1 - |v| = sin^2 / (1 + |v|): nothing cancels near the ends.
        let remaining = sin(Double.pi / 2 * root * root / (1 + abs(v)))
        return (v, Double.pi / 48 * root / sqrt(remaining))
    }
}
