/// One point of the curve on which the generating function of the Kolmogorov-Smirnov distribution is elementary.
///
/// Scaled by `n`, the empirical process of `n` uniform numbers is `N(s) - s` on `0 <= s <= n` for a Poisson process `N`
/// of rate 1, conditioned on `N(n) = n`. `D_n < d` says that it stays inside the strip `|N(s) - s| < t`, with
/// `t = n d`. Let `p_n` be the unconditional probability that it stays inside and that `N(n) = n`:
/// `p_n = e^-n n^n / n! P(D_n < d)`. The process killed at the edges of the strip has the resolvent
///
///     sum over n >= 0 of p_n e^(-q n) = W(t)^2 / W(2 t),                                                           (1)
///
/// where the scale function `W` has the Laplace transform `1 / (psi(s) - q)`, `psi(s) = s - 1 + e^-s` (Suprun 1976,
/// Ukr. Math. J. 28, 39-45; Bertoin 1997, Ann. Appl. Probab. 7, 156-169). Expanded in powers of `e^-s`, `W(x)` is
/// `e^((1+q) x) V_x(e^(-1-q))` with the polynomial `V_x(c) = sum over j <= x of (-c)^j (x - j)^j / j!`, and (1)
/// becomes the classical generating function of `n^n / n! P(D_n < d)` (Durbin 1973; Vrbik 2020, Applied Mathematics
/// 11, 227-246).
///
/// Inverting the transform over the roots of `psi(s) = q` gives `W(x) = sum of e^(s x) / psi'(s)`. Two roots lie near
/// 0. All others have real parts below about -2.08 and contribute less than `e^(-2.08 t)` of the whole: 1e-18 from
/// `t = 20` on. With only those two, (1) is elementary and holds for every `n`; no expansion in powers of `n^(-1/2)` is
/// involved. Written as `sigma + delta` and `sigma - delta`, the two roots and everything else are explicit in `delta`:
///
///     sigma = log(sinh(delta) / delta)
///     q     = log(sinh(delta) / delta) + delta coth(delta) - 1
///     A     = 1 / psi'(sigma + delta) = 1 / (g + delta),  B = 1 / psi'(sigma - delta) = 1 / (g - delta)
///     g     = 1 - delta coth(delta)
///
/// so that with `e = exp(-2 delta t)` and `r = B / A` the right side of (1) is `A (1 + r e)^2 / (1 + r e^2)`.
struct PoissonStripPoint {
    /// The parameter `delta`, real part positive.
    let delta: ComplexNumber

    /// `q(delta)`, the exponent of one unit of time.
    let exponent: ComplexNumber

    /// `dq / d delta`.
    let slope: ComplexNumber

    /// `g = 1 - delta coth(delta)`.
    let gap: ComplexNumber

    init(delta: ComplexNumber) {
        self.delta = delta
        let square = delta * delta
        if square.squaredMagnitude <= 6.25 {
            // Near 0 the closed forms cancel: q is of the order of delta^2 and is multiplied by n.
            let termCount = square.squaredMagnitude <= 0.0025 ? 8 : CotangentSeries.coefficients.count
            var cotangent = ComplexNumber(0)
            var slope = ComplexNumber(0)
            var exponent = ComplexNumber(0)
            for index in (0..<termCount).reversed() {
                let coefficient = CotangentSeries.coefficients[index]
                let slopeCoefficient = Double(2 * index + 3) * coefficient
                cotangent = coefficient + square * cotangent
                slope = slopeCoefficient + square * slope
                exponent = slopeCoefficient / Double(2 * index + 2) + square * exponent
            }
            self.exponent = square * exponent
            self.slope = delta * slope
            gap = -1 * (square * cotangent)
        } else {
            let decay = (-2 * delta).exponential
            let complement = 1 - decay
            let deltaCotangent = delta * ((1 + decay) / complement)
            // delta / sinh(delta)^2 = 4 delta decay / (1 - decay)^2
            let reciprocalSine = (4 * (delta * decay)) / (complement * complement)
            exponent = delta + complement.logarithm - (2 * delta).logarithm + (-1 + deltaCotangent)
            slope = (-1 + 2 * deltaCotangent) / delta - reciprocalSine
            gap = 1 - deltaCotangent
        }
    }

    /// Solves `dq / d delta = 2 d` on the real axis, `0 < d < 1`: the saddle point of `n q - 2 delta n d`.
    ///
    /// The solution is `2 d` for small `d` and `1 / (2 (1 - d))` near 1. Its last digits do not matter, because the
    /// integral does not depend on where its contour crosses the axis. The iteration stops well inside the integrand's
    /// width `1 / sqrt(n)`.
    static func saddle(slope d: Double, count n: Double) -> Double {
        let complement = (1 - d) * (1 + d)
        var delta = d * (2 - d) / complement
        for _ in 0..<50 {
            let residual = PoissonStripPoint(delta: ComplexNumber(delta)).slope.real - 2 * d
            // d^2 q / d delta^2 is (1 - d^2)^2 to within a fifth, so convergence is linear but fast.
            let step = residual / (complement * complement)
            delta = max(delta - step, delta / 2)
            if step.magnitude * complement * n.squareRoot() < 1e-3 { break }
        }
        return delta
    }
}
