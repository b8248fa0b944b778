/// A symmetric law whose density is multiplied by 1 + a q(z), so that of its low moments only the kurtosis is wrong.
///
///     q(z) = z^4 + b z^2 + c,    E q = E q z^2 = 0,    z = (x - mean) / standardDeviation
///
/// Mean, variance and skewness stay the same, and E z^4 grows by a E q^2. For a normal law q is the Hermite polynomial
/// z^4 - 6 z^2 + 3, and the tilt is the fourth-order Gram-Charlier series with a = excess / 24. For a uniform law q is
/// Legendre's P4 up to a factor. The cdf changes by a G(z), where G is the integral of q f from below; its extremes lie
/// at the roots of q.
/// Source: Kendall & Stuart, The Advanced Theory of Statistics 1 (1977), section 6.17.
package struct KurtosisTilt: Sendable {
    /// The largest |G|: the distance between the cdfs divided by the tilt a.
    package let distance: Double

    /// E q^2: the change of the kurtosis E z^4 divided by the tilt a.
    package let kurtosis: Double

    /// The largest tilt that keeps the density nonnegative.
    package let largest: Double

    private let law: any Distribution

    /// The largest z, or the z beyond which a normal density underflows.
    private let reach: Double

    private let b: Double
    private let c: Double

    /// The tilt of a symmetric law with known partial moments: normal, uniform, or symmetrically truncated normal; nil
    /// for any other law.
    package init?(_ law: some Distribution) {
        guard law.isSymmetric else { return nil }
        let reach = law.isBounded ? law.largestStandardisedMagnitude : StandardNormal.reach
        let m = (0...4).compactMap { law.partialMoment(2 * $0, below: reach) }
        guard m.count == 5 else { return nil }
        self.law = law
        self.reach = reach
        b = -(m[3] - m[2]) / (m[2] - 1)
        c = -m[2] - b
        kurtosis = m[4] + b * m[3] + c * m[2]
        // q is least at z^2 = -b / 2.
        largest = 1 / (b * b / 4 - c)
        let root = (b * b / 4 - c).squareRoot()
        let (b, c) = (b, c)
        let zeros = [-b / 2 - root, -b / 2 + root].filter { $0 > 0 }.map { -$0.squareRoot() }
        distance = zeros.filter { $0 > -reach }.map { abs(Self.integral(law, b, c, below: $0)) }.max() ?? .nan
    }

    /// P(X <= x) of the law tilted by a, at the x with cdf(x) = u under the law itself; 0 and 1 at the ends.
    package func cdf(at u: Double, tilt a: Double) -> Double {
        guard u > 0 else { return 0 }
        guard u < 1 else { return 1 }
        let x = u <= 0.5 ? law.quantile(u) : law.quantile(upperTail: 1 - u)
        let z = (x - law.mean) / law.standardDeviation
        return u + a * Self.integral(law, b, c, below: min(max(z, -reach), reach))
    }

    // MARK: - Implementation

    private static func integral(_ law: some Distribution, _ b: Double, _ c: Double, below z: Double) -> Double {
        [(4, 1), (2, b), (0, c)].reduce(0) { $0 + $1.1 * (law.partialMoment($1.0, below: z) ?? .nan) }
    }
}
