import CMath

/// The null distribution of Kuiper's statistic, for a fully specified continuous law.
///
///     V = D+ + D-,   invariant under rotation of a circular sample;   limit: lambda = V sqrt(n).
///
/// **The argument depends on the law**: if `count` is nil it is `lambda = V sqrt(n)`; for a finite `count` it is `V`
/// itself.
///
/// | count | argument | method |
/// | --- | --- | --- |
/// | nil | lambda | theta series of Kuiper 1960, each tail by the one with positive terms |
/// | 1 | V | V = 1 surely |
/// | n >= 2, 1/n <= V <= 2/n | V | exact: P(V < v) = n! (v - 1/n)^(n-1) |
/// | n >= 2, V >= 1/2, or V >= (n-1)/(2n) for odd n | V | exact: finite sum of Stephens 1965 |
/// | n <= 5,000, V sqrt(n) < 2.25 | V | exact: walk among about nV states, see `KuiperExact` |
/// | n <= 100,000, V sqrt(n) >= 2.25 | V | the finite sum, which here leaves out less than 1e-12 of the value |
/// | otherwise | V | limit law at a shifted lambda, **an approximation** to order 1/n |
///
/// The last method contains Kuiper's expansion to order 1/sqrt(n): his second series is the derivative of the first
/// times -1/(3 sqrt(n)). Stephens' modified statistic, V (sqrt(n) + 0.155 + 0.24 / sqrt(n)), is not used. It was made
/// for the usual percentage points of V, and its p-values are wrong by 1 to 9 per cent for n from 10 to 101
/// (p from 0.9 to 1e-4).
///
/// Accuracy, the limit against the other theta series at 900 digits, finite samples against Steck's determinant in
/// exact or 400-digit arithmetic (n = 2, 3, 4, 5, 10, 20, 40, 101, 400):
///
/// | law | tested range | function | worst relative error |
/// | --- | --- | --- | --- |
/// | limit | 0.084 ... 18.8 | survival, down to 1e-304 | 2.2e-16 |
/// | limit | 0.084 ... 18.8 | cdf, down to 1e-299 | 5.0e-16 |
/// | limit | 0.084 ... 18.8 | logSurvival | 6.0e-16 |
/// | n = 2 ... 400 | 106 values, p from 1e-230 to 1 - 1e-72 | survival | 4.8e-12 |
/// | n = 2 ... 400 | 106 values, p from 1e-230 to 1 - 1e-72 | cdf | 8.4e-14 |
/// | n > 5,000 | V sqrt(n) < 2.25 | survival, against the walk at 5,000 | 4 / n |
/// | n > 5,000 | V sqrt(n) = 0.6, 0.4 | cdf, against the walk | 1 / n, 15 / n |
/// | n > 100,000 | lambda = V sqrt(n) from 2.3 to 12 | survival, against the sum at 100,000 | lambda^4 / (20 n) + 1e-6 |
///
/// Edge cases: NaN gives NaN. Below the support survival is 1 and cdf is 0. Beyond it, and at +infinity, survival is 0,
/// its logarithm is -infinity, and cdf is 1. For `count` 1, where V has an atom at 1, survival(1) = P(V >= 1) = 1 and
/// cdf(1) = P(V <= 1) = 1.
///
/// Sources: Kuiper 1960, Proc. Koninkl. Nederl. Akad. Wetensch. A 63, 38-47; Stephens 1965, Biometrika 52, 309-321,
/// doi:10.1093/biomet/52.3-4.309; Stephens 1970, J. Roy. Statist. Soc. B 32, 115-122; Paltani 2004, Astron. Astrophys.
/// 420, 789-797, doi:10.1051/0004-6361:20034220.
public struct KuiperDistribution: Sendable {

    /// The sample size; nil for the limit.
    private let count: Double?

    /// The law for a sample of `count` observations.
    ///
    /// - Parameter count: the sample size, >= 1, or nil for the limit as the size grows.
    /// - Precondition: `count` is nil or positive.
    public init(count: Int?) {
        precondition(count.map { $0 > 0 } ?? true, "Kuiper: count is \(count ?? 0), expected at least 1")
        self.count = count.map(Double.init)
    }

    /// P(V >= statistic), the p-value.
    ///
    /// - Parameter statistic: `V` for a finite count, `lambda = V sqrt(n)` for the limit.
    /// - Returns: a probability in [0, 1]; NaN for NaN.
    /// - Complexity: constant, except for the exact upper tail: at most n (1 - V) terms.
    public func survival(_ statistic: Double) -> Double {
        tails(statistic).survival
    }

    /// ln P(V >= statistic), which does not underflow.
    ///
    /// - Parameter statistic: `V` for a finite count, `lambda = V sqrt(n)` for the limit.
    /// - Returns: a number <= 0; NaN for NaN.
    /// - Complexity: as `survival(_:)`.
    public func logSurvival(_ statistic: Double) -> Double {
        guard statistic.isFinite else { return log(survival(statistic)) }
        if let count {
            switch Self.method(statistic, count: count) {
            case .sum: return min(0, KuiperFiniteSample.logUpperTail(statistic, count: count))
            case .limit(let lambda) where lambda >= 3: return Self.logLimitTail(lambda)
            default: break
            }
        } else if statistic >= 3 {
            return Self.logLimitTail(statistic)
        }
        return log(survival(statistic))
    }

    /// P(V <= statistic).
    ///
    /// - Parameter statistic: `V` for a finite count, `lambda = V sqrt(n)` for the limit.
    /// - Returns: a probability in [0, 1]; NaN for NaN.
    /// - Complexity: as `survival(_:)`.
    public func cdf(_ statistic: Double) -> Double {
        tails(statistic).cdf
    }

    // MARK: - Implementation

    private func tails(_ statistic: Double) -> (cdf: Double, survival: Double) {
        if statistic.isNaN { return (statistic, statistic) }
        if statistic <= 0 { return (0, 1) }
        guard let count else { return Self.limit(statistic) }
        if count == 1, statistic == 1 { return (1, 1) }
        return Self.finite(statistic, count)
    }

    private static func limit(_ lambda: Double) -> (cdf: Double, survival: Double) {
        if lambda < KuiperLimit.crossover {
            let cdf = KuiperLimit.lowerTail(lambda)
            return (cdf, 1 - cdf)
        }
        let factor = KuiperLimit.leadingFactor(lambda)
        let survival = factor == 0 ? 0 : factor * KuiperLimit.scaledUpperTail(lambda)
        return (1 - survival, survival)
    }

    private static func logLimitTail(_ lambda: Double) -> Double {
        // Beyond 1e150 the square of lambda nears overflow, and the logarithm of the factor is below its last digit.
        guard lambda < 1e150 else { return -2 * lambda * lambda }
        return log(KuiperLimit.scaledUpperTail(lambda)) - 2 * lambda * lambda
    }

    /// How a finite sample's law is evaluated at `v`.
    private enum Method {
        case below, beyond, lowerEnd, sum, walk
        case limit(Double)
    }

    private static func method(_ v: Double, count n: Double) -> Method {
        if n == 1 { return v < 1 ? .below : .beyond }
        if v >= 1 { return .beyond }
        if n * v <= 1 { return .below }
        if n * v <= 2 { return .lowerEnd }
        if n <= 100_000 {
            if KuiperFiniteSample.hasUpperTail(v, count: n) || v * sqrt(n) >= 2.25 { return .sum }
        }
        if n <= 5000 { return .walk }
        return .limit(shifted(v * sqrt(n), count: n))
    }

    /// `lambda` shifted so that the limit law is right to order 1/sqrt(n), and nearly right to order 1/n.
    ///
    /// The first term is Kuiper's. The second, lambda^3 / 9, is the factor exp(-4 lambda^4 / (9 n)) of Smirnov's
    /// one-sided tail. The last two, to two digits, are fitted to the exact law for n = 5,000 and lambda from 0.4 to 5.
    private static func shifted(_ lambda: Double, count n: Double) -> Double {
        lambda + 1 / (3 * sqrt(n)) + (lambda * lambda * lambda / 9 - 0.15 * lambda - 0.2 / lambda) / n
    }

    private static func finite(_ v: Double, _ count: Double) -> (cdf: Double, survival: Double) {
        switch method(v, count: count) {
        case .below: return (0, 1)
        case .beyond: return (1, 0)
        case .lowerEnd:
            let cdf = exp(KuiperFiniteSample.logLowerEnd(v, count: count))
            // For n from 2 to 4 both exact pieces apply here, each for its own tail.
            guard KuiperFiniteSample.hasUpperTail(v, count: count) else { return (cdf, 1 - cdf) }
            return (cdf, min(1, exp(KuiperFiniteSample.logUpperTail(v, count: count))))
        case .walk:
            let cdf = KuiperExact.lowerTail(v, count: count)
            return (cdf, 1 - cdf)
        case .sum:
            let survival = min(1, exp(KuiperFiniteSample.logUpperTail(v, count: count)))
            return (1 - survival, survival)
        case .limit(let lambda): return limit(lambda)
        }
    }
}
