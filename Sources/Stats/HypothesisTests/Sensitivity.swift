internal import CMath

/// The smallest errors that a sample of a given size would have shown with probability 0.999 at a given level.
public struct Sensitivity: Hashable, Sendable {
    /// Relative error of the standard deviation.
    public let scale: Double

    /// Shift of the mean, in standard deviations.
    public let mean: Double

    /// Distance between the cdfs.
    public let distance: Double

    /// Probability of a tail that is missing entirely.
    public let tail: Double

    /// The chance of noticing an error that every figure is stated for.
    public static let power = 0.999

    /// The errors that `count` values under `law` show if each test decides at its weight's share of `level`.
    ///
    /// - Parameters:
    ///   - count: sample size, at least 1.
    ///   - law: the claim.
    ///   - level: the level of the whole case, in 0..<1; Holm's procedure is never less powerful.
    ///   - resolution: the resolution granted to the sample.
    ///   - hasOpenTails: whether the extremes test also looks for values too far out; by default, if the law has no
    ///     bounds. A 16-bit normal law has open tails, though its moments are tested as those of a bounded law.
    ///   - areSixteenBits: whether the values have 16 bits, for which the scale test uses Bernstein's bound alone.
    public init(
        count: UInt64,
        law: some Distribution,
        level: Double,
        resolution: Resolution,
        hasOpenTails: Bool? = nil,
        areSixteenBits: Bool = false
    ) {
        let n = Double(count)
        // The 0.999 quantile of N(0, 1): how far a statistic may fall short of its mean.
        let z = GSL.normalQuantile(Self.power)
        let meanLevel = level * Battery.weight(.mean)
        let scaleLevel = level * Battery.weight(.scale)
        let bound = law.largestStandardisedMagnitude
        let meanSpread = 1 / n.squareRoot()
        let scaleSpread = ((law.excessKurtosis + 2) / n).squareRoot()
        let meanCritical: Double
        let scaleCritical: Double
        if law.isBounded {
            meanCritical = MomentTests.bernsteinCriticalDistance(
                level: meanLevel,
                count: n,
                variance: 1,
                magnitude: bound
            )
            scaleCritical = MomentTests.bernsteinCriticalDistance(
                level: scaleLevel,
                count: n,
                variance: law.excessKurtosis + 2,
                magnitude: max(1, bound * bound - 1)
            )
        } else {
            meanCritical = -GSL.normalQuantile(meanLevel / 2) * meanSpread
            scaleCritical = -GSL.normalQuantile(scaleLevel / 2) * scaleSpread
        }
        mean = meanCritical + resolution.meanSlack(law) + z * meanSpread
        // The ratio of variances must exceed `upper`. Under the alternative it is (1 + error)^2 times a ratio whose
        // 0.001 quantile is `least`. For a sample that is too narrow it must fall below `lower`, starting from a ratio
        // whose 0.999 quantile is `most`.
        let slack = resolution.scaleSlack(law)
        var (upper, lower): (Double, Double)
        let (least, most): (Double, Double)
        if law.tails == .gaussian {
            upper = Self.chiSquareRatio(-GSL.normalQuantile(scaleLevel / 2), degreesOfFreedom: n) * (1 + slack)
            lower = Self.chiSquareRatio(GSL.normalQuantile(scaleLevel / 2), degreesOfFreedom: n) * (1 - slack)
            least = Self.chiSquareRatio(-z, degreesOfFreedom: n)
            most = Self.chiSquareRatio(z, degreesOfFreedom: n)
        } else if law.hasSquareBelowNormal, !areSixteenBits {
            func critical(isLower: Bool) -> Double {
                min(
                    scaleCritical,
                    MomentTests.chernoffCriticalDistance(level: scaleLevel, count: n, isLower: isLower)
                )
            }
            (upper, lower) = (1 + critical(isLower: false) + slack, 1 - critical(isLower: true) - slack)
            // The degrees of freedom that give the variance of the mean of z^2.
            let degrees = 2 / (scaleSpread * scaleSpread)
            least = min(1 - z * scaleSpread, Self.chiSquareRatio(-z, degreesOfFreedom: degrees))
            most = max(1 + z * scaleSpread, Self.chiSquareRatio(z, degreesOfFreedom: degrees))
        } else {
            (upper, lower) = (1 + scaleCritical + slack, 1 - scaleCritical - slack)
            (least, most) = (1 - z * scaleSpread, 1 + z * scaleSpread)
        }
        // Rounding may reduce either root by `rounding`.
        if resolution.rounding > 0 {
            upper = (upper.squareRoot() + resolution.rounding) * (upper.squareRoot() + resolution.rounding)
            let root = max(0, max(0, lower).squareRoot() - resolution.rounding)
            lower = root * root
        }
        let wider = least > 0 ? (upper / least).squareRoot() - 1 : .infinity
        let narrower = lower > 0 ? 1 - (lower / most).squareRoot() : .infinity
        scale = max(wider, narrower)
        // Massart's bound for the critical distance; the empirical cdf at the point of the largest difference has a
        // standard deviation of at most 1 / (2 sqrt n).
        let distanceLevel = level * Battery.weight(.kolmogorovSmirnov)
        distance = min(
            1,
            (log(2 / distanceLevel) / (2 * n)).squareRoot() + resolution.epsilon + z / (2 * n.squareRoot())
        )
        // All values avoid the tail, so the error is certain to be noticed once (1 - q)^n is below the level of one of
        // the tails.
        let tails = hasOpenTails ?? !law.isBounded ? 4.0 : 2.0
        tail = min(1, -expm1(log(level * Battery.weight(.extremes) / tails) / n) + resolution.epsilon)
    }

    // MARK: - Implementation

    init(scale: Double, mean: Double, distance: Double, tail: Double) {
        (self.scale, self.mean, self.distance, self.tail) = (scale, mean, distance, tail)
    }

    /// The quantile of chi-square divided by its degrees of freedom at the probability P(Z <= z), by Wilson & Hilferty;
    /// 0 if the cube root is not positive.
    ///
    /// For a normal law the resulting `scale` is missed with probability 0.0006 at n = 10, 0.0009 at 100, 0.00099 at
    /// 1,000 and 0.001 to four digits from 10^5 on, by SciPy at a level of 2e-9. The normal approximation is not
    /// enough: at n = 1,000 an error of the size it gives is missed with probability 0.0025.
    /// Source: Wilson & Hilferty, The distribution of chi-square, PNAS 17 (1931), 684-688.
    private static func chiSquareRatio(_ z: Double, degreesOfFreedom n: Double) -> Double {
        let root = 1 - 2 / (9 * n) + z * (2 / (9 * n)).squareRoot()
        return root > 0 ? root * root * root : 0
    }
}
