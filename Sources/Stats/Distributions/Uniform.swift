/// The uniform law on `[low, high]`: density 1 / (high - low).
///
/// Mean (low + high) / 2, variance (high - low)^2 / 12, skewness 0, excess kurtosis -6/5.
/// Strictly sub-Gaussian: the even moments of z, 3^k / (2 k + 1), are below the normal law's.
/// Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2 (1995), chapter 26.
public struct Uniform: Distribution {
    /// The lower bound, finite.
    public let low: Double

    /// The upper bound, finite and above `low`.
    public let high: Double

    /// The law on `[low, high]`.
    ///
    /// - Throws: `DistributionError` unless both bounds are finite, low < high, and the square of their distance
    ///   neither overflows nor underflows.
    public init(low: Double, high: Double) throws(DistributionError) {
        guard low.isFinite, high.isFinite, low < high, ((high - low) * (high - low)).isNormal else {
            throw .outside("uniform", "low \(low), high \(high)", "finite low < high, between 1e-153 and 1e153 apart")
        }
        self.low = low
        self.high = high
    }

    public var support: ClosedRange<Double> { low...high }
    public var mean: Double { low + (high - low) / 2 }
    public var variance: Double { (high - low) * (high - low) / 12 }
    public var skewness: Double { 0 }
    public var excessKurtosis: Double { -1.2 }

    public func cdf(_ x: Double) -> Double {
        if x <= low { return 0 }
        if x >= high { return 1 }
        return (x - low) / (high - low)
    }

    public func survival(_ x: Double) -> Double {
        if x <= low { return 1 }
        if x >= high { return 0 }
        return (high - x) / (high - low)
    }

    public func probability(from a: Double, to b: Double) -> Double {
        guard a <= b else { return .nan }
        return max(0, min(b, high) - max(a, low)) / (high - low)
    }

    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return p <= 0.5 ? low + p * (high - low) : high - (1 - p) * (high - low)
    }

    public func quantile(upperTail q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return q <= 0.5 ? high - q * (high - low) : low + (1 - q) * (high - low)
    }

    public var tails: DistributionTails { .strictlySubGaussian }
    public var isSymmetric: Bool { true }

    /// The integral of s^k / (2 sqrt 3) from -sqrt 3 to t.
    public func partialMoment(_ k: Int, below t: Double) -> Double? {
        let reach = 3.0.squareRoot()
        return (t.raised(to: k + 1) + reach.raised(to: k + 1)) / (2 * reach * Double(k + 1))
    }
}
