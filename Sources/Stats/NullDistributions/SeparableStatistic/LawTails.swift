import CMath

/// Both tails of a null law at one statistic, and how good they are.
package struct LawTails: Sendable {
    /// P(T <= x).
    package let cdf: Double

    /// P(T > x).
    package let survival: Double

    /// ln P(T > x).
    package let logSurvival: Double

    /// A bound of the relative error of either tail; 0 where it is as accurate as its documentation says.
    package let lowerError: Double, upperError: Double

    /// - Parameters:
    ///   - logSurvival: nil where the survival function does not underflow.
    ///   - error: the relative errors of cdf and survival.
    init(
        cdf: Double,
        survival: Double,
        logSurvival: Double? = nil,
        error: (lower: Double, upper: Double) = (0, 0)
    ) {
        self.cdf = cdf
        self.survival = survival
        self.logSurvival = logSurvival ?? log(survival)
        (lowerError, upperError) = error
    }

    /// The tails of a finite sample by inversion: one is computed, and the other is the rest.
    package init(_ statistic: SeparableStatistic, count: Int, lower: Bool, at x: Double) {
        let tail = SeparableInversion(statistic, count: count, lower: lower, at: x)
        let value = exp(tail.logarithm)
        let rest = -expm1(tail.logarithm)
        let restError = rest > 0 ? tail.relativeError * value / rest : 0
        cdf = lower ? value : rest
        survival = lower ? rest : value
        logSurvival = lower ? log1p(-value) : tail.logarithm
        lowerError = lower ? tail.relativeError : restError
        upperError = lower ? restError : tail.relativeError
    }
}
