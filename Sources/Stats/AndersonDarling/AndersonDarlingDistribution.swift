#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The null distribution of the Anderson-Darling statistic for a fully specified continuous law.
///
///     A^2 = -n - (1/n) sum_{i=1}^n (2i - 1) ( ln u_(i) + ln(1 - u_(n+1-i)) ),
///           u_(1) <= ... <= u_(n) uniform on (0, 1).
///
/// | count | law | method |
/// | --- | --- | --- |
/// | nil | limit, weights 1/(j(j+1)) | Anderson-Darling series below z = 0.75, Smirnov's gap integrals above |
/// | 1 | exact | F(z) = sqrt(1 - 4 exp(-1 - z)), z >= ln 4 - 1 |
/// | 2 | exact | area of a level set in polar form, see `AndersonDarlingPair` |
/// | 3 ... | limit with an empirical correction | Marsaglia & Marsaglia 2004, **a diagnostic only** |
///
/// For counts of 3 and more the result is an approximation, fit for reporting; do not let a decision at a level below
/// about 0.001 hang on it. For F above 0.99 the relative correction of the survival function is held at its value
/// there.
///
/// Accuracy, against inversion of the moment generating function and quadrature at 40 digits:
///
/// | count | tested range | function | worst relative error |
/// | --- | --- | --- | --- |
/// | nil | z = 0.0018 ... 700 | survival, down to 1e-306 | 2.0e-15 |
/// | nil | z = 0.0018 ... 700 | cdf, down to 1e-296 | 7.4e-16 |
/// | nil | z = 0.0018 ... 5,000 | logSurvival | 6.8e-16 |
/// | 1 | z = 0.5 ... 50, closed form | survival | 3.5e-15 |
/// | 2 | z = 0.25 ... 40 | survival | 2.3e-15 |
/// | 2 | z = 0.25 ... 40 | cdf | 4.2e-16 |
///
/// For counts from 3 the error was measured by simulation, 8 million samples each for 3, 5 and 10, 4 million for 20:
///
/// | count | worst absolute error, z >= 0.15 | survival at z = 2 ... 3.9 | at z = 5 | at z = 8 |
/// | --- | --- | --- | --- | --- |
/// | 3 | 2.5e-3 | < 0.6 % | 5 % too small | 16 % too small |
/// | 5 | 5e-4 | < 0.4 % | 3 % too small | 12 % too small |
/// | 10 | 3e-4 (2 standard errors) | < 0.7 % | 2 % too small | 9 % too small |
/// | 20 | 3e-4 (2 standard errors) | < 0.3 % | within 1 % | 2 % too small (noise 5 %) |
///
/// Edge cases: NaN gives NaN. Below the support, and at negative or zero z, survival is 1 and cdf is 0; at +infinity
/// survival is 0, its logarithm -infinity, and cdf is 1.
///
/// Sources: Anderson & Darling 1952, Ann. Math. Statist. 23, 193-212, doi:10.1214/aoms/1177729437; Anderson & Darling
/// 1954, J. Amer. Statist. Assoc. 49, 765-769, doi:10.1080/01621459.1954.10501232; Marsaglia & Marsaglia 2004, J.
/// Statist. Software 9(2), doi:10.18637/jss.v009.i02.
public struct AndersonDarlingDistribution: Sendable {

    private let law: Law

    /// The law for a sample of `count` observations.
    ///
    /// - Parameter count: the sample size, >= 1, or nil for the limit as the size grows.
    /// - Precondition: `count` is nil or positive.
    public init(count: Int?) {
        precondition(count.map { $0 > 0 } ?? true, "Anderson-Darling: count is \(count ?? 0), expected at least 1")
        switch count {
        case nil: law = .limit
        case 1?: law = .single
        case 2?: law = .pair
        case let n?: law = .corrected(Double(n))
        }
    }

    /// P(A^2 > z), the p-value of an observed statistic `z`, with full relative accuracy while it is a normal number.
    ///
    /// - Parameter z: the statistic.
    /// - Returns: a probability in [0, 1]; NaN for NaN.
    /// - Complexity: constant, below 200 elementary functions for the limit.
    public func survival(_ z: Double) -> Double {
        tails(z).survival
    }

    /// ln P(A^2 > z), which does not underflow.
    ///
    /// - Parameter z: the statistic.
    /// - Returns: a number <= 0, -infinity only for z = +infinity; NaN for NaN.
    /// - Complexity: as `survival(_:)`.
    public func logSurvival(_ z: Double) -> Double {
        // From here on every branch of `tails` is a leading exponential times a tame factor, and the logarithm is their
        // sum.
        guard z > 80, z.isFinite else { return log(survival(z)) }
        switch law {
        case .limit: return log(AndersonDarlingLimit.scaledUpperTail(z)) - z
        case .single: return 0.6931471805599453 - 1 - z  // ln 2 - 1 - z
        case .pair: return AndersonDarlingPair.logFarTail(z)
        case .corrected(let n): return log(AndersonDarlingLimit.scaledUpperTail(z) * Self.tailFactor(n)) - z
        }
    }

    /// P(A^2 <= z), with full relative accuracy in the lower tail while it is a normal number.
    ///
    /// - Parameter z: the statistic.
    /// - Returns: a probability in [0, 1]; NaN for NaN.
    /// - Complexity: as `survival(_:)`.
    public func cdf(_ z: Double) -> Double {
        tails(z).cdf
    }

    // MARK: - Implementation

    private enum Law: Sendable {
        case limit, single, pair, corrected(Double)
    }

    private func tails(_ z: Double) -> (cdf: Double, survival: Double) {
        if z.isNaN { return (z, z) }
        if z <= 0 { return (0, 1) }
        if z == .infinity { return (1, 0) }
        switch law {
        case .limit: return Self.limit(z)
        case .single: return Self.single(z)
        case .pair: return z > 80 ? (1, exp(AndersonDarlingPair.logFarTail(z))) : AndersonDarlingPair.tails(z)
        case .corrected(let n): return Self.corrected(z, n)
        }
    }

    private static func limit(_ z: Double) -> (cdf: Double, survival: Double) {
        if z < AndersonDarlingLimit.crossover {
            let cdf = AndersonDarlingLimit.lowerTail(z)
            return (cdf, 1 - cdf)
        }
        let survival = exp(-z) * AndersonDarlingLimit.scaledUpperTail(z)
        return (1 - survival, survival)
    }

    private static func single(_ z: Double) -> (cdf: Double, survival: Double) {
        // ln 4 - 1 = 0.38629436111989061883446424291635313615... in two doubles: the root magnifies its rounding.
        let excess = (z - 0.38629436111989063) + 9.130214954331834e-18
        if excess <= 0 { return (0, 1) }
        let cdf = sqrt(-expm1(-excess))
        // 1 - sqrt(1 - w) = w / (1 + sqrt(1 - w))
        return (cdf, exp(-excess) / (1 + cdf))
    }

    private static func corrected(_ z: Double, _ n: Double) -> (cdf: Double, survival: Double) {
        let (cdf, survival) = limit(z)
        if cdf > AndersonDarlingFiniteSample.reach {
            let tail = min(1, survival * tailFactor(n))
            return (1 - tail, tail)
        }
        let correction = AndersonDarlingFiniteSample.correction(cdf, count: n)
        // Near the lower end the fit would go below 0, where the true law, whose support begins above 0, is all but 0.
        return (max(0, cdf + correction), min(1, survival - correction))
    }

    private static func tailFactor(_ n: Double) -> Double {
        let reach = AndersonDarlingFiniteSample.reach
        return 1 - AndersonDarlingFiniteSample.correction(reach, count: n) / (1 - reach)
    }
}
