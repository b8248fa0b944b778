import CMath

/// Kolmogorov's limit law: the distribution of `sqrt(n) D_n` for `n` to infinity.
///
///     P(K >= x) = 2 * sum over j >= 1 of (-1)^(j-1) exp(-2 j^2 x^2)
///               = 1 - sqrt(2 pi) / x * sum over j >= 1 of exp(-(2 j - 1)^2 pi^2 / (8 x^2))
///
/// The first form is used from `x = 1` on, the second below (Jacobi's theta function in its two forms).
///
/// Accuracy: ``survival(_:)`` within `4e-16 + 8 x^2 2^-53` of 9 values with 16 digits, `x` from 0.2 to 18.5;
/// ``cdf(_:)`` within `4e-16 + 5 / x^2 2^-53` of 9 values with 20 digits, `x` from 0.047 to 1.25; both relative, and
/// both within twice the effect of half a unit in the last place of `x`. Complexity: constant.
///
/// Source: Kolmogorov (1933); Smirnov (1948), Ann. Math. Stat. 19, 279-281.
public struct KolmogorovLimit: Sendable, Hashable {
    /// The law, which has no parameters.
    public init() {}

    /// `P(K < x)`, with full relative accuracy even where it is small.
    ///
    /// - Parameter x: the statistic times `sqrt(n)`; every value is accepted.
    /// - Returns: a probability; 0 for `x <= 0`, NaN for NaN.
    public func cdf(_ x: Double) -> Double {
        tails(x).cdf
    }

    /// `P(K >= x)`, with full relative accuracy even where it is small.
    ///
    /// - Parameter x: the statistic times `sqrt(n)`; every value is accepted.
    /// - Returns: a probability; 1 for `x <= 0`, NaN for NaN.
    public func survival(_ x: Double) -> Double {
        tails(x).survival
    }

    /// `log P(K >= x)`, natural logarithm; finite if `2 x^2` is.
    ///
    /// - Parameter x: the statistic times `sqrt(n)`; every value is accepted.
    /// - Returns: a logarithm; 0 for `x <= 0`, NaN for NaN.
    public func logSurvival(_ x: Double) -> Double {
        tails(x).logSurvival
    }
}

// MARK: - Implementation

extension KolmogorovLimit {
    func tails(_ x: Double) -> LawTails {
        if x.isNaN { return .undefined }
        // Below 0.04 the cdf is less than 1e-330.
        if x < 0.04 { return .below }
        // Jacobi's theta function in its two forms. At x = 1 each needs four terms for 17 digits.
        if x < 1 {
            let exponent = -Double.pi * Double.pi / (8 * x * x)
            let sum = 1 + exp(8 * exponent) + exp(24 * exponent) + exp(48 * exponent)
            return LawTails(cdf: (2 * Double.pi).squareRoot() / x * exp(exponent) * sum)
        }
        let exponent = -2 * x * x
        let rest = -exp(3 * exponent) + exp(8 * exponent) - exp(15 * exponent)
        // log 2 to 17 digits.
        return LawTails(logSurvival: 0.69314718055994531 + exponent + log1p(rest))
    }
}
