/// What is known of the tails of z = (X - mean) / standardDeviation: which theorem bounds sums over draws of a law.
///
/// Source: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.3 and 2.8.
public enum DistributionTails: Hashable, Sendable {
    /// The law is normal: the sum of n z is N(0, n), and that of n z^2 chi-square with n degrees of freedom, exactly.
    case gaussian

    /// E exp(t z) <= exp(t^2 / 2) for all t: sub-Gaussian, with the law's own variance as the variance proxy.
    case strictlySubGaussian

    /// |z| is bounded by the support, and no more is known: Bernstein's inequality.
    case bounded

    /// Nothing is known: the central limit theorem.
    case unbounded

    /// Whether E exp(t z) <= exp(t^2 / 2) for all t.
    public var areSubGaussian: Bool { self == .gaussian || self == .strictlySubGaussian }
}
