internal import CMath

/// Tests of the mean and of the second moment about the claimed mean, z = (x - mean) / standardDeviation.
///
/// Normal law: sum z^2 ~ chi-square(n) and sum z / sqrt n ~ N(0, 1), exactly. Bounded law: Bernstein's inequality,
///
///     P(|mean of y| >= t) <= 2 exp(-n t^2 / (2 (v + M t / 3)))      for |y| <= M, E y = 0, E y^2 = v.
///
/// For the scale of a symmetrically truncated normal law, the p-value uses the smaller of Bernstein's bound and the
/// normal law's Chernoff bound on the mean of n z^2, in both tails:
///
///     P(mean >= r) <= exp(-n (r - 1 - ln r) / 2)    for r >= 1,    P(mean <= r) likewise for r <= 1.
///
/// It holds because z^2 is below w, the z^2 of a normal law, in convex order. Both have mean 1, and the ratio of the
/// densities is proportional to exp(z^2 (1 - v) / 2) up to the bound and 0 beyond, where v < 1 is the variance divided
/// by the parent's. So the ratio increases with z^2 up to the bound. The difference between the densities of z^2 and w
/// therefore has the signs -, +, -, which for equal means is Karlin and Novikoff's criterion. Then
/// E exp(l z^2) <= E exp(l w) = (1 - 2 l)^(-1/2) for every l < 1/2, of either sign. Bernstein's bound is the weaker one
/// if the bounds lie far out, such as at 32 standard deviations, PyTorch's default for trunc_normal_(std=0.0625).
///
/// Any other law: the central limit theorem, as a diagnostic.
/// Sources: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.2, 2.4 and 2.8;
/// Karlin & Novikoff, Generalized convex inequalities, Pacific Journal of Mathematics 13 (1963), 1251-1279.
enum MomentTests {
    /// Statistic: the mean of z^2, which is the variance about the claimed mean divided by the claimed variance.
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
        let upper = scaleTail(max(0, drawn.least / n - 1 - slack), isLower: false, count: n, law: law)
        let lower = scaleTail(max(0, 1 - drawn.most / n - slack), isLower: true, count: n, law: law)
        return TestResult(
            .scale,
            tier: law.isBounded ? .rigorous : .diagnostic,
            statistic: ratio,
            pValue: min(upper, lower).times(2),
            method: law.hasSquareBelowNormal
                ? "Bernstein's and Chernoff's bounds" : law.isBounded ? "Bernstein's bound" : "central limit theorem"
        )
    }

    /// P(mean of n z^2 - 1 >= t), or P(<= -t) for the lower tail, for a law that is not normal; or a bound on it.
    static func scaleTail(_ t: Double, isLower: Bool, count n: Double, law: some Distribution) -> TailProbability {
        let bound = law.largestStandardisedMagnitude
        let bernstein = tail(
            distance: t,
            count: n,
            variance: law.excessKurtosis + 2,
            magnitude: law.isBounded ? max(1, bound * bound - 1) : nil
        )
        guard law.hasSquareBelowNormal, t > 0, t.isFinite else { return bernstein }
        guard !isLower || t < 1 else { return .zero }
        let logarithm = n / 2 * Saddlepoint.logOnePlusMinusArgument(isLower ? -t : t)
        return min(bernstein, TailProbability(logarithm: logarithm))
    }

    /// The distance t at which the normal law's Chernoff bound on the scale is `level`/2: t - log(1 + t) = 2
    /// log(2 / level) / n, or -t - log(1 - t) for the lower tail.
    static func chernoffCriticalDistance(level: Double, count n: Double, isLower: Bool) -> Double {
        let wanted = 2 * log(2 / level) / n
        // t - log(1 + t) >= t^2 / (2 + 2 t), and -t - log(1 - t) >= t^2 / 2.
        var (low, high) = (0.0, isLower ? 1 : wanted + (wanted * wanted + 2 * wanted).squareRoot())
        for _ in 0..<100 {
            let t = (low + high) / 2
            if -Saddlepoint.logOnePlusMinusArgument(isLower ? -t : t) < wanted { low = t } else { high = t }
        }
        return high
    }

    /// Statistic: the mean of z, in standard deviations.
    static func mean(_ sums: PowerSums, count: UInt64, law: some Distribution, resolution: Resolution) -> TestResult {
        let n = Double(count)
        let mean = sums.first / n
        // If the values are so large that their sum is infinity minus infinity, their distance is infinite.
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
        let magnitude = law.isBounded ? law.largestStandardisedMagnitude : nil
        return TestResult(
            .mean,
            tier: magnitude == nil ? .diagnostic : .rigorous,
            statistic: mean,
            pValue: tail(distance: distance, count: n, variance: 1, magnitude: magnitude).times(2),
            method: magnitude == nil ? "central limit theorem" : "Bernstein's bound"
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

    /// Bernstein's bound on one tail: P(mean of y >= t) <= exp(-n t^2 / (2 (v + M t / 3))).
    static func bernsteinTail(distance t: Double, count n: Double, variance v: Double, magnitude m: Double)
        -> TailProbability
    {
        // At distance 0 the bound says nothing, whatever the magnitude, which is infinite for a law with a bound that
        // far out.
        guard t > 0 else { return t.isNaN ? TailProbability(value: .nan, logarithm: .nan) : .one }
        guard t.isFinite else { return .zero }
        return TailProbability(logarithm: -n * t * t / (2 * (v + m * t / 3)))
    }

    /// P(mean of n y >= t) for y of mean 0: Bernstein's bound, or the central limit theorem if no magnitude is known.
    static func tail(distance t: Double, count n: Double, variance v: Double, magnitude m: Double?) -> TailProbability {
        if let m { return bernsteinTail(distance: t, count: n, variance: v, magnitude: m) }
        return TailProbability(logarithm: GSL.logNormalSurvival(t * (n / v).squareRoot()))
    }
}

extension Distribution {
    /// Whether z^2 is known to be below a normal law's in convex order (`MomentTests`), as for a symmetrically
    /// truncated normal law.
    var hasSquareBelowNormal: Bool { tails == .strictlySubGaussian && truncatedNormal != nil }
}
