import CMath

/// Both tails of a null law at one statistic, each as accurate as its source allows, with bounds on their errors.
package struct LawTails: Sendable {
    /// P(T <= x).
    package let cdf: Double

    /// P(T > x).
    package let survival: Double

    /// ln P(T > x).
    package let logSurvival: Double

    /// Bounds on the relative errors of the tails; 0 if a tail is as accurate as its documentation says.
    package let lowerError: Double, upperError: Double

    /// - Parameters:
    ///   - logSurvival: nil if the survival function does not underflow.
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

    /// From a cdf known with relative accuracy.
    init(cdf: Double) {
        // A rounding error above 1 must not become a negative probability.
        let bounded = min(max(cdf, 0), 1)
        self.init(cdf: bounded, survival: 1 - bounded, logSurvival: log1p(-bounded))
    }

    /// From a cdf with more than double precision, whose complement keeps digits where the two nearly cancel.
    init(cdf: DoubleDouble) {
        let complement = DoubleDouble(1) - cdf
        if cdf.high < 0.5 {
            self.init(cdf: cdf.nearestDouble)
        } else {
            self.init(cdf: cdf.nearestDouble, survival: min(max(complement.nearestDouble, 0), 1))
        }
    }

    /// From the logarithm of a survival probability, which may lie far below the smallest double.
    init(logSurvival: Double) {
        let bounded = min(logSurvival, 0)
        self.init(cdf: -expm1(bounded), survival: exp(bounded), logSurvival: bounded)
    }

    /// The p-value and its logarithm.
    var pValue: TailProbability { TailProbability(value: survival, logarithm: logSurvival) }

    /// The tails of a statistic that cannot be smaller.
    static var below: Self { Self(cdf: 0, survival: 1) }

    /// The tails of a statistic that cannot be larger.
    static var above: Self { Self(cdf: 1, survival: 0) }

    /// The tails of a statistic that is NaN.
    static var undefined: Self { Self(cdf: .nan, survival: .nan) }
}
