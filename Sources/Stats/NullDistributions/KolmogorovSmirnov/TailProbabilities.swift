import CMath

/// One probability in the three forms a caller may want, each as accurate as the source allows.
struct TailProbabilities {
    var cdf: Double
    var survival: Double
    var logSurvival: Double

    /// The statistic cannot be smaller: `cdf = 0`.
    static var below: Self { Self(cdf: 0, survival: 1, logSurvival: 0) }

    /// The statistic cannot be larger: `cdf = 1`.
    static var above: Self { Self(cdf: 1, survival: 0, logSurvival: -.infinity) }

    static var undefined: Self { Self(cdf: .nan, survival: .nan, logSurvival: .nan) }

    init(cdf: Double, survival: Double, logSurvival: Double) {
        self.cdf = cdf
        self.survival = survival
        self.logSurvival = logSurvival
    }

    /// From a cdf known with relative accuracy.
    init(cdf: Double) {
        // A rounding error past 1 must not become a negative probability.
        let bounded = min(max(cdf, 0), 1)
        self.init(cdf: bounded, survival: 1 - bounded, logSurvival: log1p(-bounded))
    }

    /// From a cdf with more than double precision: its complement keeps digits where the two nearly cancel.
    init(cdf: DoubleDouble) {
        let complement = DoubleDouble(1) - cdf
        if cdf.high < 0.5 {
            self.init(cdf: cdf.nearestDouble)
        } else {
            let survival = min(max(complement.nearestDouble, 0), 1)
            self.init(cdf: cdf.nearestDouble, survival: survival, logSurvival: log(survival))
        }
    }

    /// From the logarithm of a survival probability, which may lie far below the smallest double.
    init(logSurvival: Double) {
        let bounded = min(logSurvival, 0)
        self.init(cdf: -expm1(bounded), survival: exp(bounded), logSurvival: bounded)
    }
}
