import CMath

/// The exact pieces of the law of Kuiper's V for n >= 2 observations; V lies in [1/n, 1].
///
/// Near the lower end, for 1/n <= v <= 2/n (Stephens 1965):
///
///     P(V < v) = n! (v - 1/n)^(n-1).
///
/// Upper tail, for v >= 1/2 (n even) or v >= (n-1)/(2n) (n odd) (Stephens 1965; quoted by Paltani 2004):
///
///     P(V >= v) = sum_{t=0}^{floor(n (1-v))} binomial(n, t) (1 - v - t/n)^(n-t-1) T_t,     y = v + t/n,
///     T_t = y^(t-3) ( y^3 n - y^2 t (3 - 2/n) + y t (t-1) (3 - 2/n) / n - t (t-1) (t-2) / n^2 ).
enum KuiperFiniteSample {

    /// ln P(V < v) for 1/n < v <= 2/n.
    static func logLowerEnd(_ v: Double, count n: Double) -> Double {
        // v - 1/n = (n v - 1) / n with the numerator rounded once, because v may lie close to 1/n.
        let excess = (-1.0).addingProduct(n, v) / n
        return LogFactorial.value(n) + (n - 1) * log(excess)
    }

    /// Whether the exact upper tail holds for `v`.
    static func hasUpperTail(_ v: Double, count n: Double) -> Bool {
        let even = n.truncatingRemainder(dividingBy: 2) == 0
        return even ? v >= 0.5 : 2 * n * v >= n - 1
    }

    /// ln of the sum above for v < 1: ln P(V >= v) if `hasUpperTail`, otherwise an approximation that leaves out the
    /// samples that cross both ways more than once.
    ///
    /// The omitted part is about the second term of the limit's series: 2.7e-13 of the value at v sqrt(n) = 2.25.
    ///
    /// - Complexity: at most n (1 - v) terms.
    static func logUpperTail(_ v: Double, count n: Double) -> Double {
        // t = 0: n (1 - v)^(n-1). The largest other term is of the order of exp(-2 n v^2).
        let leading = log(n) + (n - 1) * log1p(-v)
        let reference = max(leading, -2 * n * v * v)
        let shift = n * v
        var sum = exp(leading - reference)
        var previous = Double.infinity
        var t = 1.0
        while t <= n - 1 {
            let y = v + t / n
            let remainder = (n - t - shift) / n  // 1 - y
            guard remainder > 0 else { break }
            let falling = t * (t - 1)
            let factor =
                y * y * y * n - y * y * t * (3 - 2 / n) + y * falling * (3 - 2 / n) / n - falling * (t - 2) / (n * n)
            // binomial(n, t) y^t (1-y)^(n-t) in Loader's form: n y = t + shift, so the two large logarithms are
            // computed by log1p.
            let logBinomial =
                t * log1p(shift / t) + (n - t) * log1p(-shift / (n - t)) + Saddlepoint.stirlingError(n)
                - Saddlepoint.stirlingError(t) - Saddlepoint.stirlingError(n - t) + 0.5
                * log(n / (2 * Double.pi * t * (n - t)))
            let term = factor / (y * y * y * remainder) * exp(logBinomial - reference)
            sum += term
            if abs(term) < 1e-17 * sum, abs(term) < previous { break }
            previous = abs(term)
            t += 1
        }
        return reference + log(sum)
    }
}
