/// The quantile function of the standard normal distribution. It uses only additions, multiplications, divisions and
/// square roots, so it gives the same bits on every processor.
///
/// It follows Wichura's plan (Algorithm AS 241, *Applied Statistics* 37 (1988), 477-484), with rational functions of
/// its own: one for the centre that reaches `p = 2^-9` (`|z| = 2.886`), so that only one element in 256 takes the slow
/// branch, and two in `sqrt(-log p)` for the tail.
///
/// Accuracy: the relative error of `z` is below 9e-16, wherever it was measured against 40-digit arithmetic. The worst
/// that were found are 8.62e-16 in the centre and 5.8e-16 for tail probabilities down to 1e-310; among them are those
/// that the tests keep. The fits themselves are good to 9e-17.
package enum NormalQuantile {
    /// The largest `|q|` of the centre: `1/2 - 2^-9`.
    package static let centreLimit = 0.498046875

    /// The quantile at probability `1/2 + q`, for `|q| <= centreLimit`.
    ///
    /// It is exactly odd in `q`. Beyond the limit, up to `|q| = 1/2`, the result is finite but meaningless.
    @inline(__always)
    package static func centre(_ q: Double) -> Double {
        // p (1 - p), not 1/4 - q^2: for the q that words make, both factors are exact and only one rounding is left.
        let s = (0.5 - q) * (0.5 + q)
        return q * (centreNumerator(s) / centreDenominator(s))
    }

    /// The absolute value of the quantile at tail probability `p`, for `0 < p <= 2^-9`.
    package static func tail(_ p: Double) -> Double {
        let r = (-PositiveLogarithm.log(p)).squareRoot()
        // |z| = 9.21, p = 1.6e-20: every word of a normal draw stays on the near side.
        if r < 6.75 {
            let x = r - 2.25
            return nearNumerator(x) / nearDenominator(x)
        }
        let x = r - 6.75
        return farNumerator(x) / farDenominator(x)
    }
}
