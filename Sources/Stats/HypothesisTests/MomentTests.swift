internal import CMath

/// Tests of the mean and of the second moment about the claimed mean, z = (x - mean) / standardDeviation.
///
/// Normal law: sum z^2 ~ chi-square(n) and sum z / sqrt n ~ N(0, 1), exactly. Bounded law: Bernstein's inequality,
///
///     P(|mean of y| >= t) <= 2 exp(-n t^2 / (2 (v + M t / 3)))      for |y| <= M, E y = 0, E y^2 = v.
///
/// Any other law: the central limit theorem, as a diagnostic.
/// Source: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), section 2.8.
enum MomentTests {
    /// Statistic: the mean of z^2, which is the variance about the claimed mean over the claimed variance.
    static func scale(_ sums: PowerSums, count: UInt64, law: some Distribution, resolution: Resolution) -> TestResult {
        let n = Double(count)
        let ratio = sums.second / n
        let slack = resolution.scaleSlack(law)
        let drawn = resolution.drawnSquares(sums.second, count: n)
        if law.tails == .gaussian, let null = try? ChiSquare(degreesOfFreedom: n) {
            let upper = null.survival(drawn.least / (1 + slack))
            let lower = slack < 1 ? null.cdf(drawn.most / (1 - slack)) : .one
            return TestResult(
                .scale,
                tier: .rigorous,
                statistic: ratio,
                pValue: min(upper, lower).times(2),
                method: "exact chi-square(n)"
            )
        }
        let bound = law.largestStandardisedMagnitude
        return result(
            .scale,
            statistic: ratio,
            distance: max(0, max(drawn.least / n - 1, 1 - drawn.most / n) - slack),
            count: n,
            variance: law.excessKurtosis + 2,
            magnitude: law.isBounded ? max(1, bound * bound - 1) : nil
        )
    }

    /// Statistic: the mean of z, in standard deviations.
    static func mean(_ sums: PowerSums, count: UInt64, law: some Distribution, resolution: Resolution) -> TestResult {
        let n = Double(count)
        let mean = sums.first / n
        // Values so large that their sum is infinity less infinity are at no distance less than infinity.
        let distance = mean.isNaN ? .infinity : max(0, abs(mean) - resolution.meanSlack(law))
        if law.tails == .gaussian {
            let tail = GSL.logNormalSurvival(distance * n.squareRoot())
            return TestResult(
                .mean,
                tier: .rigorous,
                statistic: mean,
                pValue: TailProbability(logarithm: tail).times(2),
                method: "exact normal"
            )
        }
        return result(
            .mean,
            statistic: mean,
            distance: distance,
            count: n,
            variance: 1,
            magnitude: law.isBounded ? law.largestStandardisedMagnitude : nil
        )
    }

    /// The distance t at which Bernstein's bound is `level`: the positive root of n t^2 = 2 L (v + M t / 3),
    /// L = log(2 / level).
    static func bernsteinCriticalDistance(level: Double, count n: Double, variance v: Double, magnitude m: Double)
        -> Double
    {
        let l = log(2 / level)
        let b = l * m / (3 * n)
        return b + (b * b + 2 * l * v / n).squareRoot()
    }

    /// Bernstein's bound of one tail: P(mean of y >= t) <= exp(-n t^2 / (2 (v + M t / 3))).
    static func bernsteinTail(distance t: Double, count n: Double, variance v: Double, magnitude m: Double)
        -> TailProbability
    {
        // A bound of 0 says nothing, whatever the magnitude, which is infinite for a law with a bound that far out.
        guard t > 0 else { return t.isNaN ? TailProbability(value: .nan, logarithm: .nan) : .one }
        guard t.isFinite else { return .zero }
        return TailProbability(logarithm: -n * t * t / (2 * (v + m * t / 3)))
    }

    /// P(mean of n y >= t), y of mean 0: Bernstein's bound, or by the central limit theorem where no magnitude is known.
    static func tail(distance t: Double, count n: Double, variance v: Double, magnitude m: Double?) -> TailProbability {
        if let m { return bernsteinTail(distance: t, count: n, variance: v, magnitude: m) }
        return TailProbability(logarithm: GSL.logNormalSurvival(t * (n / v).squareRoot()))
    }

    // MARK: - Implementation

    private static func result(
        _ test: TestKind,
        statistic: Double,
        distance: Double,
        count n: Double,
        variance: Double,
        magnitude: Double?
    ) -> TestResult {
        TestResult(
            test,
            tier: magnitude == nil ? .diagnostic : .rigorous,
            statistic: statistic,
            pValue: tail(distance: distance, count: n, variance: variance, magnitude: magnitude).times(2),
            method: magnitude == nil ? "central limit theorem" : "Bernstein's bound"
        )
    }
}
