/// What is known about the tails of z = (X - mean) / standardDeviation. It decides which theorem bounds sums over draws
/// of a law.
///
/// Source: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.3 and 2.8.
public enum DistributionTails: Hashable, Sendable {
    /// The law is normal: the sum of n values z is exactly N(0, n), and that of n values z^2 exactly chi-square with n
    /// degrees of freedom.
    case gaussian

    /// E exp(t z) <= exp(t^2 / 2) for all t: sub-Gaussian, with the law's own variance as the variance proxy.
    case strictlySubGaussian

    /// |z| is bounded by the support and nothing more is known: Bernstein's inequality.
    case bounded

    /// Nothing is known: the central limit theorem.
    case unbounded

    /// Whether E exp(t z) <= exp(t^2 / 2) for all t.
    public var areSubGaussian: Bool { self == .gaussian || self == .strictlySubGaussian }
}
