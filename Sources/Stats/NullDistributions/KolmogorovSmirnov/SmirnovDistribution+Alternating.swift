extension SmirnovDistribution {
    /// `P(D+ < d)` by the short complement of Smirnov's sum, in double-double arithmetic; for `t = n d <= 20`.
    ///
    /// By Abel's identity the terms of Smirnov's sum over all `0 <= j <= n` add up to 1. So with `i = n - j`
    ///
    ///     P(D+ < d) = d * sum over 0 <= i <= t of  (-1)^i C(n, i) y_i^i (1 + y_i)^(n-i-1),   y_i = (t - i) / n.
    ///
    /// The terms grow to about `exp(1.28 t)` times the result: 11 of 32 digits at `t = 20`. Full relative accuracy
    /// for any `n`.
    ///
    /// Complexity: `t` terms.
    static func alternatingCDF(count: Int, statistic d: Double) -> DoubleDouble {
        let n = DoubleDouble(Double(count))
        let t = DoubleDouble(product: Double(count), d)
        var sum = DoubleDouble(0)
        var index = 0
        while Double(index) <= t.high, index < count {
            let shifted = t - DoubleDouble(Double(index))
            let y = shifted / n
            guard y.high >= 0 else { break }
            // C(n, i) y^i as a product of factors (n - l) (t - i) / (n (l + 1)), each of moderate size.
            var term = DoubleDouble(1)
            for factor in 0..<index {
                let ratio = DoubleDouble(Double(count - factor)) / n
                term = term * (ratio * shifted / DoubleDouble(Double(factor + 1)))
            }
            term = term * powerOfOnePlus(y, exponent: count - index - 1)
            sum = index.isMultiple(of: 2) ? sum + term : sum - term
            index += 1
        }
        return DoubleDouble(d) * sum
    }

    /// `(1 + y)^exponent` for `0 <= y * exponent <= 20`.
    private static func powerOfOnePlus(_ y: DoubleDouble, exponent: Int) -> DoubleDouble {
        if exponent <= 1 << 20 { return (DoubleDouble(1) + y).raised(to: exponent) }
        // Powering multiplies the rounding error of 1 + y by the exponent, while log(1 + y) does not round y away.
        // y <= 2e-5 here, so the first term left out is y^8 / 8 = 3e-39 and y itself 1e-5.
        var series = DoubleDouble(0)
        for order in stride(from: 7.0, through: 1.0, by: -1.0) {
            series = DoubleDouble(1) / DoubleDouble(order) - y * series
        }
        return (DoubleDouble(Double(exponent)) * y * series).exponential
    }
}
