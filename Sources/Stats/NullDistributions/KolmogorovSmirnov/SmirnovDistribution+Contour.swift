import CMath

extension SmirnovDistribution {
    /// `log P(D+ >= d)` by a contour integral; for `t = n d >= 20`, `n > 140`, `n d^2 >= 1/2`.
    ///
    /// A path first creeps up through the edge, with Laplace transform `e^(-(sigma + delta) t)`, and then returns. In
    /// the notation of ``PoissonStripPoint`` the generating function of both is `-B exp(-2 delta t)`.
    package static func contourLogSurvival(count: Int, statistic d: Double) -> Double {
        let integral = PoissonStripIntegral(count: Double(count), throughSaddleOf: d)
        return integral.logarithm { point in ComplexNumber(1) / (point.delta - point.gap) }
    }

    /// `P(D+ < d)` by a contour integral with full relative accuracy for small `n d^2`; for `t = n d >= 20`, `n > 140`.
    ///
    /// The generating function is `A + B e`, `e = exp(-2 delta t)`, over a common denominator `(delta (1 - e) - g (1
    /// + e)) / (delta^2 - g^2)`: near `delta = 0`, where it is of the order of `t`, nothing cancels.
    package static func contourCDF(count: Int, statistic d: Double) -> Double {
        let n = Double(count)
        let logarithm = PoissonStripIntegral(count: n).logarithm { point in
            let complement = -1 * ((-2 * n * d) * point.delta).exponentialMinusOne
            let numerator = point.delta * complement - point.gap * (2 - complement)
            return numerator / (point.delta * point.delta - point.gap * point.gap)
        }
        return exp(logarithm)
    }
}
