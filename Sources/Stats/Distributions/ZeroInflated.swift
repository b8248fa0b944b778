internal import CMath

/// 0 with a stated probability, and otherwise a draw from another law: the law of one entry of a tensor with a fixed
/// share of zeros, such as a sparse matrix.
///
/// With p the probability of the atom, w = 1 - p, and the other law's mean m and variance s^2:
///
///     mean      w m
///     variance  w (s^2 + p m^2)
///     E (X - w m)^3 = -p w^3 m^3 + w (skew s^3 + 3 p m s^2 + p^3 m^3)
///     E (X - w m)^4 = p w^4 m^4 + w ((excess + 3) s^4 + 4 skew s^3 p m + 6 s^2 p^2 m^2 + p^4 m^4)
///
/// Tails are as accurate as the other law's. The cdf jumps at 0; its limit from the left is `cdfBefore`.
/// Source: Johnson, Kemp & Kotz, Univariate Discrete Distributions (2005), section 8.2.3, for the mixture; moments
/// about the mean by the binomial theorem.
public struct ZeroInflated<Rest: Distribution>: Distribution {
    /// The probability that an entry is set to 0, in 0...1.
    public let zeroProbability: Double

    /// The law of the other entries.
    public let rest: Rest

    /// The mixture of 0 and another law.
    ///
    /// - Throws: `DistributionError` unless the probability lies in 0...1.
    public init(zeroProbability: Double, rest: Rest) throws(DistributionError) {
        guard zeroProbability >= 0, zeroProbability <= 1 else {
            throw .outside("zero-inflated", "a probability of \(zeroProbability)", "one in 0...1")
        }
        self.zeroProbability = zeroProbability
        self.rest = rest
    }

    public var support: ClosedRange<Double> {
        if zeroProbability == 0 { return rest.support }
        if zeroProbability == 1 { return 0...0 }
        return min(0, rest.support.lowerBound)...max(0, rest.support.upperBound)
    }

    public var mean: Double { share * rest.mean }
    public var variance: Double { share * (rest.variance + zeroProbability * rest.mean * rest.mean) }

    /// NaN where the variance is 0.
    public var skewness: Double {
        let (p, w, m) = (zeroProbability, share, rest.mean)
        let third = w * (p * (p * p - w * w) * m * m * m + 3 * p * m * rest.variance + restThird)
        return third / (variance * standardDeviation)
    }

    /// NaN where the variance is 0.
    public var excessKurtosis: Double {
        let (p, w, shift) = (zeroProbability, share, zeroProbability * rest.mean)
        let m = rest.mean
        let atom = p * w * w * w * w * m * m * m * m
        let other =
            restFourth + 4 * restThird * shift + 6 * rest.variance * shift * shift + shift * shift * shift * shift
        return (atom + w * other) / (variance * variance) - 3
    }

    public func cdf(_ x: Double) -> Double {
        x.isNaN ? .nan : min(1, (x >= 0 ? zeroProbability : 0) + share * rest.cdf(x))
    }

    /// P(X < x), if the other law has no atoms.
    public func cdfBefore(_ x: Double) -> Double {
        x.isNaN ? .nan : min(1, (x > 0 ? zeroProbability : 0) + share * rest.cdf(x))
    }

    public func survival(_ x: Double) -> Double {
        x.isNaN ? .nan : min(1, (x < 0 ? zeroProbability : 0) + share * rest.survival(x))
    }

    public func logCDF(_ x: Double) -> Double {
        if x < 0 || zeroProbability == 0 { return log1p(-zeroProbability) + rest.logCDF(x) }
        return logarithm(of: cdf(x), complement: survival(x))
    }

    public func logSurvival(_ x: Double) -> Double {
        if x >= 0 || zeroProbability == 0 { return log1p(-zeroProbability) + rest.logSurvival(x) }
        return logarithm(of: survival(x), complement: cdf(x))
    }

    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if share == 0 { return 0 }
        let below = share * rest.cdf(0)
        if p <= below - restAtom { return rest.quantile(min(1, p / share)) }
        if p <= below + zeroProbability { return 0 }
        return max(0, rest.quantile(upperTail: min(1, (1 - p) / share)))
    }

    public func quantile(upperTail q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if share == 0 { return 0 }
        let above = share * rest.survival(0)
        if q < above { return rest.quantile(upperTail: q / share) }
        if q <= above + zeroProbability + restAtom { return 0 }
        return min(0, rest.quantile(min(1, (1 - q) / share)))
    }

    public var isSymmetric: Bool { rest.isSymmetric && (rest.mean == 0 || zeroProbability == 0) }

    /// 0 if nothing but 0 can be drawn; the other law's only value if the atom has probability 0; otherwise nil.
    public var pointValue: Double? {
        if share == 0 { return 0 }
        return zeroProbability == 0 || rest.pointValue == 0 ? rest.pointValue : nil
    }

    // MARK: - Implementation

    /// The probability of the other law.
    private var share: Double { 1 - zeroProbability }

    /// The other law's share of the mass at 0, if it is a constant.
    private var restAtom: Double { rest.pointValue == 0 ? share : 0 }

    /// The third and fourth moments of the other law about its mean; 0 for a constant, whose skewness is undefined.
    private var restThird: Double {
        rest.variance > 0 ? rest.skewness * rest.variance * rest.standardDeviation : 0
    }
    private var restFourth: Double {
        rest.variance > 0 ? (rest.excessKurtosis + 3) * rest.variance * rest.variance : 0
    }
}
