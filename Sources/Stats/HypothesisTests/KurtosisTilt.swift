/// A symmetric law whose density is multiplied by 1 + a q(z), so that its kurtosis alone is wrong at first sight.
///
///     q(z) = z^4 + b z^2 + c,    E q = E q z^2 = 0,    z = (x - mean) / standardDeviation
///
/// Mean, variance and skewness stay what they are, and E z^4 grows by a E q^2. Of a normal law q is the Hermite
/// polynomial z^4 - 6 z^2 + 3 and the tilt the Gram-Charlier series of fourth order with a = excess / 24; of a uniform law
/// q is Legendre's P4 but for a factor. The cdf changes by a G(z), G the integral of q f from below, whose extremes lie at the roots of q.
/// Source: Kendall & Stuart, The Advanced Theory of Statistics 1 (1977), section 6.17.
package struct KurtosisTilt: Sendable {
    /// The largest |G|: the distance of the cdfs over the tilt a.
    package let distance: Double

    /// E q^2: the change of the kurtosis E z^4 over the tilt a.
    package let kurtosis: Double

    /// The largest tilt that leaves no density negative.
    package let largest: Double

    private let law: any Distribution

    /// The largest z, or beyond which a normal density underflows.
    private let reach: Double

    private let b: Double
    private let c: Double

    /// The tilt of a symmetric law whose partial moments are known: a normal law, a uniform one, or a normal one truncated
    /// symmetrically; nil for any other.
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
