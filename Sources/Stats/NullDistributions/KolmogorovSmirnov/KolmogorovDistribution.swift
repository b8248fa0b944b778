/// Null distribution of the two-sided Kolmogorov-Smirnov statistic of `count` independent draws from a continuous law.
///
///     D_n = sup over x of |F_n(x) - F(x)|
///
/// The distribution is exact for the sample size; no limit or expansion in `n^(-1/2)` is used. ``KolmogorovLimit`` is
/// the law of `sqrt(n) D_n` for infinite `n`.
///
/// ## Implementation
///
/// | `n` | where | method |
/// | --- | --- | --- |
/// | up to 140 | `n d^2 < 5` | Durbin's matrix, in double-double arithmetic where `1 - cdf` needs it |
/// | up to 140 | `n d^2 >= 5`, or `d >= 1/2` and `n > 1` | `2 P(D+ >= d)` (Miller 1956) by Smirnov's sum |
/// | over 140 | `n d < 20` | Durbin's matrix |
/// | over 140 | `n d^2 < 2` | sum over the eigenvalues of the process killed at the edges |
/// | over 140 | `n d^2 >= 2` | contour integral of the generating function, which counts double crossings exactly |
/// | over 140 | `n d^2 >= 8` and `n (1 - d) <= 500`, or `d >= 0.98` | `2 P(D+ >= d)` by Smirnov's sum |
///
/// ## Accuracy
///
/// The promise: a relative error of ``survival(_:)`` of at most `max(1e-12, 4 n d 2^-53)` for `n <= 140` and for
/// `n d^2 > 5`, and of at most `1e-9` elsewhere; the second term bounds the effect of rounding `d` alone. A relative
/// error of ``cdf(_:)`` of at most `1e-12` for `n <= 140`, and of at most `1e-9` elsewhere. Both hold as long as the
/// probability exceeds `1e-300`. Worst observed:
///
/// | region | pairs | survival | cdf |
/// | --- | --- | --- | --- |
/// | `n <= 140`, `n d^2 < 5` | 265 | 1.2e-14 | 4.4e-15 |
/// | `n <= 140`, `n d^2 >= 5` | 104 | 5.4e-14 | 1e-16 |
/// | `n > 140`, `n d < 20` | 208 | 1.1e-13 | 1.9e-13 |
/// | `n > 140`, `n d >= 20`, `n d^2 < 2` | 130 | 1.1e-14 | 1.9e-13 |
/// | `n > 140`, `n d >= 20`, `2 <= n d^2 < 8` | 168 | 4.2e-15 | 2e-16 |
/// | `n > 140`, `n d^2 >= 8` | 210 | 1.4e-13 | 1e-16 |
/// | ``logSurvival(_:)`` down to `-5e14` | 20 | 5.3e-16 | |
///
/// The references are Durbin's matrix in exact rationals or in 113-bit arithmetic, its generating function in several
/// hundred digits or, from `n = 10^6` on, by the two roots that matter there in 80 digits, and Smirnov's sum in 45.
///
/// Complexity: constant time for `n d >= 20`; a product of matrices of at most 39 rows for each bit of `n` below that.
/// Measured on one x86-64 core: 1 to 10 microseconds, Durbin's matrix up to 0.4 milliseconds, in double-double
/// arithmetic up to 1.3 milliseconds.
///
/// Sources: Durbin (1973), Distribution Theory for Tests Based on the Sample Distribution Function, SIAM; Marsaglia,
/// Tsang and Wang (2003), doi:10.18637/jss.v008.i18; Simard and L'Ecuyer (2011), doi:10.18637/jss.v039.i11, for the
/// regions in which the usual methods lose digits; Miller (1956), J. Am. Stat. Assoc. 51, 111-121.
public struct KolmogorovDistribution: Sendable, Hashable {
    /// Sample size.
    public let count: Int

    /// The distribution for a sample of `count` values.
    ///
    /// - Parameter count: sample size, at least 1.
    public init(count: Int) {
        precondition(count >= 1, "sample size is \(count), expected at least 1")
        self.count = count
    }

    /// `P(D_n < d)`.
    ///
    /// - Parameter d: the statistic; every value is accepted.
    /// - Returns: a probability; 0 for `d <= 1 / (2 n)`, 1 for `d >= 1`, NaN for NaN.
    public func cdf(_ d: Double) -> Double {
        tails(d).cdf
    }

    /// `P(D_n >= d)`, the p-value of an observed `d`.
    ///
    /// - Parameter d: the statistic; every value is accepted.
    /// - Returns: a probability; 1 for `d <= 1 / (2 n)`, 0 for `d >= 1`, NaN for NaN.
    public func survival(_ d: Double) -> Double {
        tails(d).survival
    }

    /// `log P(D_n >= d)`, natural logarithm; finite for every `d < 1`, even where ``survival(_:)`` underflows.
    ///
    /// - Parameter d: the statistic; every value is accepted.
    /// - Returns: a logarithm; 0 for `d <= 1 / (2 n)`, minus infinity for `d >= 1`, NaN for NaN.
    public func logSurvival(_ d: Double) -> Double {
        tails(d).logSurvival
    }
}

// MARK: - Implementation

extension KolmogorovDistribution {
    func tails(_ d: Double) -> LawTails {
        if d.isNaN { return .undefined }
        let n = Double(count)
        // D_n >= 1 / (2 n) always: at a jump F_n misses F by half the jump on at least one side. Rounded once, the
        // difference has the right sign.
        if 1.0.addingProduct(-2 * n, d) >= 0 { return .below }
        if d >= 1 { return .above }
        let square = n * d * d
        if count <= 140 {
            // From 1/2 on no path crosses both edges. For one value, the cdf 2 d - 1 has its zero there.
            if d >= 0.5, count > 1 {
                return Self.twiceOneSided(SmirnovDistribution.summedLogSurvival(count: count, statistic: d))
            }
            // The complement of a cdf below 3/4 keeps its digits. Double-double is needed only further out, and near
            // the zero of the cdf at n d = 1/2.
            if count > 40, square < 1, n * d > 1 {
                return LawTails(cdf: Self.durbinCDF(count: count, statistic: d))
            }
            // At n d^2 = 5, the paths that cross both edges are 1e-13 of those that cross one.
            if square < 5 { return LawTails(cdf: Self.preciseDurbinCDF(count: count, statistic: d)) }
            return Self.twiceOneSided(SmirnovDistribution.summedLogSurvival(count: count, statistic: d))
        }
        if n * d < 20 { return LawTails(cdf: Self.durbinCDF(count: count, statistic: d)) }
        if square < 2 { return LawTails(cdf: Self.spectralCDF(count: count, statistic: d)) }
        if SmirnovDistribution.isSummable(count: count, statistic: d) {
            return Self.twiceOneSided(SmirnovDistribution.summedLogSurvival(count: count, statistic: d))
        }
        return LawTails(logSurvival: Self.contourLogSurvival(count: count, statistic: d))
    }

    /// `P(D_n >= d) = 2 P(D+ >= d)` where no path crosses both edges (Miller 1956).
    private static func twiceOneSided(_ logSurvival: Double) -> LawTails {
        // log 2 to 17 digits.
        LawTails(logSurvival: logSurvival + 0.69314718055994531)
    }
}
