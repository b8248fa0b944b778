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
    private let partial: PartialMoments
    private let b: Double
    private let c: Double

    /// The tilt of a normal law, a uniform one, or a normal one truncated symmetrically; nil for any other.
    package init?(_ law: some Distribution) {
        guard let partial = PartialMoments(law) else { return nil }
        self.law = law
        self.partial = partial
        let reach = partial.reach
        let m = (0...4).map { partial.moment(2 * $0, below: reach) }
        b = -(m[3] - m[2]) / (m[2] - 1)
        c = -m[2] - b
        kurtosis = m[4] + b * m[3] + c * m[2]
        // q is least at z^2 = -b / 2.
        largest = 1 / (b * b / 4 - c)
        let root = (b * b / 4 - c).squareRoot()
        let (b, c) = (b, c)
        let zeros = [-b / 2 - root, -b / 2 + root].filter { $0 > 0 }.map { -$0.squareRoot() }
        distance = zeros.filter { $0 > -reach }.map { abs(Self.integral(partial, b, c, below: $0)) }.max() ?? .nan
    }

    /// P(X <= x) of the law tilted by a, at the x with cdf(x) = u under the law itself; 0 and 1 at the ends.
    package func cdf(at u: Double, tilt a: Double) -> Double {
        guard u > 0 else { return 0 }
        guard u < 1 else { return 1 }
        let x = u <= 0.5 ? law.quantile(u) : law.quantile(upperTail: 1 - u)
        let z = (x - law.mean) / law.standardDeviation
        return u + a * Self.integral(partial, b, c, below: min(max(z, -partial.reach), partial.reach))
    }

    // MARK: - Implementation

    private static func integral(_ partial: PartialMoments, _ b: Double, _ c: Double, below z: Double) -> Double {
        partial.moment(4, below: z) + b * partial.moment(2, below: z) + c * partial.moment(0, below: z)
    }
}

/// E z^k 1(z <= t) of a symmetric law, z standardised, for even k.
private struct PartialMoments: Sendable {
    /// The largest z; 38 where there is none, beyond which a normal density underflows.
    let reach: Double

    /// The parent's standard deviation over the law's, for laws made of a normal one; nil for a uniform law.
    private let parent: Double?

    init?(_ law: some Distribution) {
        if law is Uniform {
            (reach, parent) = (3.0.squareRoot(), nil)
        } else if law is Normal {
            (reach, parent) = (38, 1)
        } else if let truncated = law as? TruncatedNormal, truncated.isBounded, truncated.low == -truncated.high {
            let ratio = truncated.parentStandardDeviation / truncated.standardDeviation
            (reach, parent) = (truncated.high * ratio, ratio)
        } else {
            return nil
        }
    }

    func moment(_ k: Int, below z: Double) -> Double {
        guard let parent else {
            // The integral of t^k / (2 sqrt 3) from -sqrt 3.
            return (Self.power(z, k + 1) + Self.power(reach, k + 1)) / (2 * reach * Double(k + 1))
        }
        let (low, t) = (-reach / parent, z / parent)
        var moment = StandardNormal.mass(from: low, to: t)
        // By parts: the integral of s^j phi is -[s^(j-1) phi] + (j - 1) times that of s^(j-2) phi.
        for j in stride(from: 2, through: k, by: 2) {
            let ends =
                Self.power(t, j - 1) * StandardNormal.density(t) - Self.power(low, j - 1) * StandardNormal.density(low)
            moment = Double(j - 1) * moment - ends
        }
        return moment * Self.power(parent, k) / StandardNormal.mass(from: low, to: -low)
    }

    private static func power(_ x: Double, _ k: Int) -> Double { (0..<k).reduce(1) { product, _ in product * x } }
}
