#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The smallest errors that a sample of a given size would have shown with probability 0.999 at a given level.
public struct Sensitivity: Hashable, Sendable {
    /// Relative error of the standard deviation.
    public let scale: Double

    /// Shift of the mean, in standard deviations.
    public let mean: Double

    /// Distance between the cdfs.
    public let distance: Double

    /// Probability of a tail that is missing altogether.
    public let tail: Double

    /// The chance to notice that every figure is stated for.
    public static let power = 0.999

    /// What `count` values under `law` show, where each test decides at its weight's share of `level`.
    ///
    /// - Parameters:
    ///   - count: sample size, at least 1.
    ///   - law: the claim.
    ///   - level: the level of the whole case, in 0..<1; Holm's procedure is never less powerful.
    ///   - resolution: what the sample is granted.
    public init(count: UInt64, law: some Distribution, level: Double, resolution: Resolution) {
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
        // The ratio of variances must exceed 1 + t where the alternative's own spread is (1 + error)^2 scaleSpread;
        // a sample too narrow must fall below 1 - t.
        let t = scaleCritical + resolution.scaleSlack(law)
        let wider = z * scaleSpread < 1 ? ((1 + t) / (1 - z * scaleSpread)).squareRoot() - 1 : .infinity
        let narrower = t < 1 ? 1 - ((1 - t) / (1 + z * scaleSpread)).squareRoot() : .infinity
        scale = max(wider, narrower)
        // Massart's bound for the critical distance; the empirical cdf at the point of the largest difference has a
        // standard deviation of at most 1 / (2 sqrt n).
        let distanceLevel = level * Battery.weight(.kolmogorovSmirnov)
        distance = min(
            1,
            (log(2 / distanceLevel) / (2 * n)).squareRoot() + resolution.epsilon + z / (2 * n.squareRoot())
        )
        // All values avoid the tail, so it is noticed for certain once (1 - q)^n is below the level of one of the tails.
        let tails = law.isBounded ? 2.0 : 4.0
        tail = min(1, -expm1(log(level * Battery.weight(.extremes) / tails) / n) + resolution.epsilon)
    }
}
