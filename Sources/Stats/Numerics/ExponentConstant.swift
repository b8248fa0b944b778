import CMath

/// A constant as an unevaluated sum of two doubles, about 32 digits.
///
/// `exp(-q)` multiplies the rounding error of `q` by `q`: at 690, near the underflow, one product rounded to a double
/// costs three digits. The exponents of the limit laws are a constant times or divided by the statistic. The second
/// double and a fused multiply-add keep what the product or quotient drops.
struct ExponentConstant: Sendable {

    /// The constant to the nearest double, and the remainder.
    let high: Double, low: Double

    /// pi^2 / 8 = 1.2337005501361698273543113749845188919... (high and low part by 50-digit arithmetic)
    static let piSquaredOverEight = ExponentConstant(high: 1.2337005501361697, low: 7.831619385924639e-17)

    /// `exp(-constant * x)`.
    func exponential(times x: Double) -> Double {
        let product = high * x
        guard product < 760 else { return 0 }
        return exp(-product) * (1 - (low * x + (-product).addingProduct(high, x)))
    }

    /// `exp(-multiplier * constant / x)`, the multiplier a small integer.
    func exponential(multiplier: Double, over x: Double) -> Double {
        let numerator = multiplier * high
        let numeratorError = (-numerator).addingProduct(multiplier, high) + multiplier * low
        let quotient = numerator / x
        guard quotient < 760 else { return 0 }
        let error = (numerator.addingProduct(-quotient, x) + numeratorError) / x
        return exp(-quotient) * (1 - error)
    }
}
