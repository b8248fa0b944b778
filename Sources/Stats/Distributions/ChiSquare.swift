internal import CMath

/// Both tails of the chi-square law, for any number of degrees of freedom.
///
/// P(X > x) = Q(a, t) with a = degreesOfFreedom / 2, t = x / 2 (incomplete gamma function).
///
/// GSL is used up to 1,000 degrees of freedom (2.5e-12 against 400 digits). Above, GSL 2.7.1 loses digits: just below
/// the mean its lower tail is off by 1e-10 at 9,000 degrees of freedom and by 2e-8 at 60,000. Its continued fraction
/// for Q stops at 5,000 steps, 1.2e-6 off at 4,194,304 and x = 4.2e6. There, and where a tail underflows, the tail is
/// instead summed from Loader's form of the leading term d = e^-t t^a / Gamma(a + 1), to 1e-12
/// (x within 8 standard deviations, up to 10^5 degrees of freedom):
///
///     P(a, t) = d (1 + t/(a+1) + t^2/((a+1)(a+2)) + ...)               for t <= a
///     Q(a, t) = d (a/t) (1 + (a-1)/t + (a-1)(a-2)/t^2 + ...)           for t > a
///
/// All terms are positive until they are negligible. Complexity: O(sqrt(degreesOfFreedom)) terms.
/// Source: NIST Digital Library of Mathematical Functions, 8.7.1 and 8.4.10 (recurrence 8.8.2).
public struct ChiSquare: Hashable, Sendable {
    /// Degrees of freedom, above 0 and at most 2^53.
    public let degreesOfFreedom: Double

    /// The law with the given degrees of freedom.
    ///
    /// - Throws: `DistributionError` unless they are positive and at most 2^53. Beyond that a + 1 is not a distinct
    ///   Double, and the sums would not end.
    public init(degreesOfFreedom: Double) throws(DistributionError) {
        guard degreesOfFreedom > 0, degreesOfFreedom <= 0x1p53 else {
            throw .outside("chi-square", "\(degreesOfFreedom) degrees of freedom", "a number above 0 and at most 2^53")
        }
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// P(X > x).
    public func survival(_ x: Double) -> TailProbability {
        if let edge = edgeCase(x) { return edge.upper }
        // k/2 E_1(x/2) to all digits; below 1e-300 GSL 2.7.1 returns no number.
        if degreesOfFreedom < Self.proportional {
            let value = GSL.chiSquareSurvival(x, degreesOfFreedom: Self.proportional)
            return TailProbability(logarithm: log(value) + log(degreesOfFreedom) - log(Self.proportional))
        }
        if degreesOfFreedom <= Self.seriesThreshold {
            let value = GSL.chiSquareSurvival(x, degreesOfFreedom: degreesOfFreedom)
            if value > Self.underflow { return TailProbability(value) }
        } else if x <= degreesOfFreedom {
            return TailProbability(1 - exp(logLowerSeries(x / 2)))
        }
        return TailProbability(logarithm: logUpperSeries(x / 2))
    }

    /// P(X <= x).
    public func cdf(_ x: Double) -> TailProbability {
        if let edge = edgeCase(x) { return edge.lower }
        if degreesOfFreedom < Self.proportional { return .one }
        if degreesOfFreedom <= Self.seriesThreshold {
            let value = GSL.chiSquareCDF(x, degreesOfFreedom: degreesOfFreedom)
            if value > Self.underflow { return TailProbability(value) }
        } else if x > degreesOfFreedom {
            return TailProbability(1 - exp(logUpperSeries(x / 2)))
        }
        return TailProbability(logarithm: logLowerSeries(x / 2))
    }

    // MARK: - Implementation

    private static let seriesThreshold = 1000.0
    private static let underflow = 1e-290

    /// Below this many degrees of freedom the upper tail is proportional to their number, and the lower tail is 1.
    private static let proportional = 1e-100

    private func edgeCase(_ x: Double) -> (lower: TailProbability, upper: TailProbability)? {
        if x.isNaN {
            let undefined = TailProbability(value: .nan, logarithm: .nan)
            return (undefined, undefined)
        }
        if x <= 0 { return (.zero, .one) }
        if x == .infinity { return (.one, .zero) }
        return nil
    }

    private func logLowerSeries(_ t: Double) -> Double {
        let a = degreesOfFreedom / 2
        return Saddlepoint.logPoisson(a, mean: t) + logSeries { k in t / (a + k) }
    }

    private func logUpperSeries(_ t: Double) -> Double {
        let a = degreesOfFreedom / 2
        return Saddlepoint.logPoisson(a, mean: t) + log(a / t) + logSeries { k in (a - k) / t }
    }

    /// The logarithm of 1 + r(1) + r(1) r(2) + ..., up to the terms that are negligible.
    @inline(__always)
    private func logSeries(ratio r: (Double) -> Double) -> Double {
        var (term, sum, k) = (1.0, 1.0, 1.0)
        while abs(term) > 1e-17 * sum {
            term *= r(k)
            sum += term
            k += 1
        }
        return log(sum)
    }
}
