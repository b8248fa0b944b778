import CMath

/// The null distribution of the Cramér-von Mises statistic for a fully specified continuous law.
///
///     W^2 = 1 / (12 n) + sum_{i=1}^n ( u_(i) - (2i - 1) / (2n) )^2,   u_(1) <= ... <= u_(n) uniform on (0, 1),
///
/// in `[1 / (12n), n / 3]`.
///
/// | count | range | method |
/// | --- | --- | --- |
/// | nil | x < 0.12 | Bessel series of Anderson & Darling 1952, all terms positive |
/// | nil | x >= 0.12 | Smirnov's gap integrals |
/// | 1 | all | exact: F(x) = 2 sqrt(x - 1/12) |
/// | n >= 2 | x <= (n + 3) / (12 n^2) | exact: volume of an n-ball, n! pi^(n/2) / Gamma(n/2 + 1) (x - 1/(12n))^(n/2) |
/// | 2 ... 64 | otherwise | inversion of the sample's own transform, see `SeparableInversion` |
/// | n > 64 | otherwise | first order in 1/n of Csörgő & Faraway 1996, **an approximation** |
///
/// The approximation adds `d = -psi(x) / (n V(x) (1 - V(x)))` to the logit of the limit's survival function, which
/// equals `V(x) + psi(x) / n` to first order but stays within (0, 1) and monotone in the tails. Do not base a decision
/// at a level below 1e-6 on it unless n is in the thousands. From 64 to 65 observations, and where it meets the ball,
/// the function jumps by its error.
///
/// Accuracy, against inversion of the moment generating function (for two observations, area), at 40 digits:
///
/// | count | tested range | function | worst relative error |
/// | --- | --- | --- | --- |
/// | nil | x = 0.00018 ... 142 | survival, down to 1e-306 | 6.6e-16 |
/// | nil | x = 0.00018 ... 142 | cdf, down to 1e-301 | 8.8e-16 |
/// | nil | x = 0.00018 ... 1,000 | logSurvival | 3.7e-16 |
/// | 1 | x = 0.084 ... 0.33 | survival, cdf | 1.3e-16 |
/// | 2 | x = 0.042 ... 0.104 | cdf | 1e-13 |
///
/// By inversion, against inclusion and exclusion over the faces in 256 bits:
///
/// | count | tested range | function | worst relative error |
/// | --- | --- | --- | --- |
/// | 2 ... 24 | 31 values, x = 0.01 ... 0.98, p from 1e-6 to 1 - 1e-6 | survival, cdf | 1.2e-11 |
/// | 2 ... 5 | 5 values next to the contact of a level set with a face | survival, cdf | 1.5e-8, less than stated with each |
///
/// The law is only piecewise analytic. With few observations and within a few hundredths of such a contact, the
/// inversion reaches fewer than 9 digits. `glorot pvalue` prints only the correct ones.
///
/// The approximation, against inversion for 65, 128 and 256 observations:
///
/// | count | tested range | function | relative error at most |
/// | --- | --- | --- | --- |
/// | n > 64 | x = 0.03 ... 3 | survival | (0.1 + 7 x^4) / n^2 |
/// | n > 64 | x = 0.02 ... 3 | cdf | (0.05 + 0.00008 / x^3) / n^2 |
///
/// Edge cases: NaN gives NaN. Below the support survival is 1 and cdf is 0. At n / 3 and beyond, and at +infinity,
/// survival is 0, its logarithm is -infinity, and cdf is 1.
///
/// Sources: Anderson & Darling 1952, Ann. Math. Statist. 23, 193-212, doi:10.1214/aoms/1177729437; Csörgő & Faraway
/// 1996, J. Roy. Statist. Soc. B 58, 221-234, doi:10.1111/j.2517-6161.1996.tb02077.x.
public struct CramerVonMisesDistribution: Sendable {

    /// The sample size; nil for the limit.
    private let count: Double?

    /// The law for a sample of `count` observations.
    ///
    /// - Parameter count: the sample size, >= 1, or nil for the limit as the size grows.
    /// - Precondition: `count` is nil or positive.
    public init(count: Int?) {
        precondition(count.map { $0 > 0 } ?? true, "Cramér-von Mises: count is \(count ?? 0), expected at least 1")
        self.count = count.map(Double.init)
    }

    /// P(W^2 > x), the p-value of an observed statistic `x`.
    ///
    /// - Parameter x: the statistic.
    /// - Returns: a probability in [0, 1]; NaN for NaN.
    /// - Complexity: below 300 elementary functions for the limit, about twice that for n > 64, up to about ten million
    ///   operations, 5 to 200 ms, for 2 <= n <= 64.
    public func survival(_ x: Double) -> Double {
        tails(x).survival
    }

    /// ln P(W^2 > x), which does not underflow.
    ///
    /// - Parameter x: the statistic.
    /// - Returns: a number <= 0, -infinity only at and beyond the end of the support; NaN for NaN.
    /// - Complexity: as `survival(_:)`.
    public func logSurvival(_ x: Double) -> Double {
        tails(x).logSurvival
    }

    /// P(W^2 <= x).
    ///
    /// - Parameter x: the statistic.
    /// - Returns: a probability in [0, 1]; NaN for NaN.
    /// - Complexity: as `survival(_:)`.
    public func cdf(_ x: Double) -> Double {
        tails(x).cdf
    }

    /// The largest sample whose law is inverted from its own transform.
    package static let exactCount = 64

    /// Both tails at `x`, with their errors.
    package func tails(_ x: Double) -> LawTails {
        if x.isNaN { return .undefined }
        if x <= 0 { return .below }
        if x == .infinity { return .above }
        guard let count else { return Self.limitTails(x) }
        if x >= count / 3 { return .above }
        // n (x - 1/(12n)) = n x - 1/12, rounded once, with 1/12 in two doubles. Both matter near the end of the
        // support.
        let excess = ((-0.08333333333333333).addingProduct(count, x) - 4.625929269271485e-18) / count
        if excess <= 0 { return .below }
        if count == 1 {
            let cdf = 2 * sqrt(excess)
            // 1 - 2 r = (1 - 4 r^2) / (1 + 2 r) with 1 - 4 (x - 1/12) = 4 (1/3 - x)
            let survival = 4 * ((0.3333333333333333 - x) + 1.850371707708594e-17) / (1 + cdf)
            return LawTails(cdf: cdf, survival: survival)
        }
        if 12 * count * count * x <= count + 3 {
            let cdf = Self.ball(excess, count)
            return LawTails(cdf: cdf, survival: 1 - cdf)
        }
        if count <= Double(Self.exactCount) {
            let rest = (count - 3 * x) / 3
            if rest < 0.001 { return Self.corners(rest, count) }
            // At 0.5 the limit's survival is 0.04: 1 - cdf loses at most a digit and a half, and the lower tail's line
            // is cheaper.
            return LawTails(.cramerVonMises, count: Int(count), lower: x < 0.5, at: x)
        }
        return Self.corrected(x, count)
    }

    // MARK: - Implementation

    private static func limitTails(_ x: Double) -> LawTails {
        let (cdf, survival) = limit(x)
        // Below 10 the survival function is at least 4e-23.
        let logarithm = x > 10 ? log(CramerVonMisesLimit.scaledUpperTail(x)) - Double.pi * Double.pi / 2 * x : nil
        return LawTails(cdf: cdf, survival: survival, logSurvival: logarithm)
    }

    private static func limit(_ x: Double) -> (cdf: Double, survival: Double) {
        if x < CramerVonMisesLimit.crossover {
            let cdf = CramerVonMisesLimit.lowerTail(x)
            return (cdf, 1 - cdf)
        }
        let survival = CramerVonMisesLimit.leadingFactor(x) * CramerVonMisesLimit.scaledUpperTail(x)
        return (1 - survival, survival)
    }

    /// The share of the simplex of order statistics, of volume 1/n!, taken by a ball of squared radius `square` within
    /// it.
    private static func ball(_ square: Double, _ n: Double) -> Double {
        // n! pi^(n/2) / Gamma(n/2 + 1) r^n as a product over dimensions: omega_n = omega_(n-2) 2 pi / n.
        if n <= 150 {
            var volume = n.truncatingRemainder(dividingBy: 2) == 0 ? 1.0 : 2 * sqrt(square)
            var k = n.truncatingRemainder(dividingBy: 2) == 0 ? 0.0 : 1.0
            while k < n {
                volume *= 2 * Double.pi * square * (k + 1)
                k += 2
            }
            return volume
        }
        let logGamma = LogFactorial.ofHalf(n)
        return exp(LogFactorial.value(n) - logGamma + n / 2 * log(Double.pi * square))
    }

    /// Both tails within `rest` of the end of the support, near the corners where all observations are 0 or all are 1.
    ///
    /// At `u = 0` the statistic falls like `2 sum c_i u_i`, `c_i = (2i - 1) / (2n)`, which has the coefficients
    /// `(n^2 - (k - 1)^2) / n` in the gaps between the order statistics. The simplex that they cut off has the share
    /// `prod rest n / (n^2 - (k - 1)^2)`. Quadratic terms add a share of the order of `rest`.
    private static func corners(_ rest: Double, _ n: Double) -> LawTails {
        var logarithm = 0.6931471805599453
        for k in stride(from: 0, to: n, by: 1) { logarithm += log(rest * n / (n * n - k * k)) }
        let survival = exp(logarithm)
        return LawTails(cdf: 1 - survival, survival: survival, logSurvival: logarithm, error: (0, 4 * n * rest + 1e-13))
    }

    private static func corrected(_ x: Double, _ count: Double) -> LawTails {
        let (cdf, survival) = limit(x)
        let error = CramerVonMisesCorrection.relativeError(x, count: count)
        guard cdf > 0, survival > 0 else {
            let logarithm = x > 10 ? logCorrected(x, count) : nil
            return LawTails(cdf: cdf, survival: survival, logSurvival: logarithm, error: error)
        }
        let psi = CramerVonMisesLimit.leadingFactor(x) * CramerVonMisesCorrection.scaled(x)
        let shift = -psi / (count * cdf * survival)
        // odds = survival / cdf times exp(shift). Both results are quotients, so neither cancels.
        let factor = exp(min(shift, 700))
        let total = survival * factor + cdf
        return LawTails(
            cdf: cdf / total,
            survival: survival * factor / total,
            logSurvival: x > 10 ? logCorrected(x, count) : nil,
            error: error
        )
    }

    /// In the far tail, where the survival function may underflow.
    private static func logCorrected(_ x: Double, _ count: Double) -> Double {
        let scaled = CramerVonMisesLimit.scaledUpperTail(x)
        let shift = CramerVonMisesCorrection.scaled(x) / (count * scaled)
        return min(0, log(scaled) - Double.pi * Double.pi / 2 * x - shift)
    }
}
