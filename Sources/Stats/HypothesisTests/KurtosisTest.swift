/// Is the fourth moment right, given that mean and variance are?
///
///     q(z) = z^4 + b z^2,    z clipped at 4.5 standard deviations,
///
/// with b such that q and z^2 are uncorrelated under the claim. For a normal law b is -6, apart from the clipping, and
/// q is Hermite's polynomial minus a constant; for a uniform law b is -30/7. Let K(t) = log E exp(t (q - E q)),
/// integrated under the law itself or summed over a lattice's values. Chernoff's bound on the mean of n values is
///
///     P(mean of q - E q >= x) <= min over t > 0 of exp(n (K(t) - t x)),    the lower tail likewise.
///
/// The clip keeps q bounded, and K finite for a normal law, whose z^4 has no exponential moments. The resolution
/// epsilon grants the effect of moving that much mass at either end: 2 epsilon times the range of q.
///
/// Statistic: the mean of q - E q, which apart from the clip is the excess of the kurtosis. P-value: the bound times
/// two; 1 within two standard deviations. 12,288 values show Student's t with 20 degrees of freedom, whose distance to
/// the normal cdf is 0.006.
/// Source: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), section 2.2.
package enum KurtosisTest {
    /// The magnitude at which z is clipped.
    package static let clip = ClippedSums.clip

    /// The least number of values. Fewer show only a kurtosis so large that other tests see it.
    static let leastCount: UInt64 = 512

    /// Beyond this many standard deviations the sums of powers lose the digits needed for clipping; such a value is
    /// impossible.
    private static let farthest = 1024.0

    /// Nil for few values, for laws without a known smooth quantile or far from 0, and if a value lies beyond 1,024
    /// standard deviations.
    static func result<Scalar>(
        _ summary: SampleSummary<Scalar>,
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        guard summary.finiteCount >= leastCount, resolution.rounding == 0,
            summary.maximum.asDouble <= law.mean + farthest * law.standardDeviation,
            summary.minimum.asDouble >= law.mean - farthest * law.standardDeviation,
            let quadrature = LawQuadrature(law, clip: clip)
        else { return nil }
        let (sums, n) = (summary.powerSums, Double(summary.finiteCount))
        return result(
            fourth: (sums.fourth - summary.clipped.fourth) / n,
            second: (sums.second - summary.clipped.second) / n,
            count: n,
            quadrature.z,
            quadrature.weights,
            resolution: resolution,
            method: "Chernoff's bound, integrated"
        )
    }

    /// The test of a sample's means of z^4 and z^2, with z clipped, for z with the given values and probabilities.
    static func result(
        fourth: Double,
        second: Double,
        count n: Double,
        _ z: [Double],
        _ weights: [Double],
        resolution: Resolution,
        method: String
    ) -> TestResult? {
        let moments = zip(z, weights).reduce(into: (0.0, 0.0, 0.0)) { sums, node in
            let square = node.0 * node.0
            sums.0 += node.1 * square
            sums.1 += node.1 * square * square
            sums.2 += node.1 * square * square * square
        }
        let spread = moments.1 - moments.0 * moments.0
        guard spread > 0 else { return nil }
        let b = -(moments.2 - moments.1 * moments.0) / spread
        let scores = z.map { ($0 * $0 + b) * $0 * $0 }
        let transform = ExactTransform(values: scores, weights: weights)
        guard transform.variance > 1e-9, let least = scores.min(), let largest = scores.max() else { return nil }
        let found = fourth + b * second - transform.mean
        let granted = max(0, abs(found) - 2 * resolution.epsilon * (largest - least))
        // Within two standard deviations the bound says next to nothing and is not computed.
        let isNear = granted * granted * n < 4 * transform.variance
        let logarithm = isNear ? 0 : transform.logTail(found < 0 ? -granted : granted, count: n)
        return TestResult(
            .kurtosis,
            tier: .rigorous,
            statistic: found,
            pValue: TailProbability(logarithm: logarithm).times(2),
            method: method
        )
    }
}
