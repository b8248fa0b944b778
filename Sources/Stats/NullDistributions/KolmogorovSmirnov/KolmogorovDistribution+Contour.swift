extension KolmogorovDistribution {
    /// `log P(D_n >= d)` by a contour integral; for `t = n d >= 20`, `n > 140` and `n d^2 >= 2`.
    ///
    /// In the notation of ``PoissonStripPoint``, the generating function without barriers is `A`. Its difference from
    /// that of the strip, `A - A (1 + r e)^2 / (1 + r e^2)`, is
    ///
    ///     -B e (2 - (1 - r) e) / (1 + r e^2),   e = exp(-2 delta t),
    ///
    /// which is free of cancellation: the leading `-2 B e` is `2 P(D+ >= d)`, and the remaining factor exactly
    /// subtracts the paths that cross both edges, adds three crossings, and so on. Relative accuracy is kept however
    /// small the result.
    package static func contourLogSurvival(count: Int, statistic d: Double) -> Double {
        let integral = PoissonStripIntegral(count: Double(count), throughSaddleOf: d)
        return integral.logarithm { point in
            let crossing = ((-integral.decay) * point.delta).exponential
            let below = point.delta - point.gap
            let ratio = -1 * ((point.delta + point.gap) / below)
            let numerator = 2 - crossing * (1 - ratio)
            let denominator = below * (1 + ratio * crossing * crossing)
            return numerator / denominator
        }
    }
}
