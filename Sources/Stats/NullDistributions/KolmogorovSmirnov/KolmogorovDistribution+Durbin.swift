import CMath

extension KolmogorovDistribution {
    /// `P(D_n < d)` by Durbin's matrix in double-double arithmetic; for small `n`.
    ///
    /// Its relative accuracy far exceeds a double's, so `1 - cdf` is accurate too.
    ///
    /// Complexity: `n m^2 / 4` multiplications, `m = 2 ceil(n d) - 1`.
    static func preciseDurbinCDF(count: Int, statistic d: Double) -> DoubleDouble {
        let t = DoubleDouble(product: Double(count), d)
        let matrix = DurbinMatrix(scaledStatistic: t, scale: DoubleDouble(1))
        var result = matrix.centreOfPower(count)
        let n = DoubleDouble(Double(count))
        for factor in 1...count {
            result.multiply(by: DoubleDouble(Double(factor)) / n)
        }
        return result.value
    }

    /// `P(D_n < d)` by Durbin's matrix in double arithmetic; for `t = n d <= 20` and any `n`.
    ///
    /// The entries of the matrix are not negative, so nothing cancels. The relative error is of the order of `n 2^-53`,
    /// and `n` is at most `600 t^2` unless the result underflows.
    ///
    /// Complexity: `n m^2 / 4` multiplications, or `m^3 log2(n) / 2` if that is less, `m = 2 ceil(n d) - 1`.
    package static func durbinCDF(count: Int, statistic d: Double) -> Double {
        // Rounded once, and exact if n d is representable.
        let t = Double(count) * d
        // A factor e^-1 in each step turns n^n / n! into the Poisson probability, of moderate size for every n.
        let reciprocalE = 0.36787944117144233
        let matrix = DurbinMatrix(scaledStatistic: t, scale: reciprocalE)
        let m = Double(matrix.size)
        let power =
            Double(count) > 2 * m * log2(Double(count))
            ? matrix.centreOfLargePower(count) : matrix.centreOfPower(count)
        guard power.exponent > -2000 else { return 0 }
        let n = Double(count)
        // reciprocalE exceeds 1/e by a relative 3.378e-17.
        let logScale = Saddlepoint.stirlingError(n) - 3.378e-17 * n
        let mantissa = power.mantissa * (2 * Double.pi * n).squareRoot() * exp(logScale)
        return Double(sign: .plus, exponent: power.exponent, significand: mantissa)
    }
}
