internal import CMath

/// A law on the real line in closed form, with each tail computed as a tail.
///
/// Parameters are declared, never estimated from a sample. All functions follow IEEE rules: NaN in gives NaN out, and a
/// probability outside `0...1` gives NaN. A law is a value: equal laws have the same probabilities.
///
/// A law also says what else tests need to know about it. To write your own, give its support, moments, cdf, survival
/// function and quantiles. The other requirements have defaults that are true of every law.
public protocol Distribution: Hashable, Sendable {
    /// The smallest closed interval of probability 1; its ends may be infinite.
    var support: ClosedRange<Double> { get }

    /// E X.
    var mean: Double { get }

    /// Var X = E (X - mean)^2.
    var variance: Double { get }

    /// E (X - mean)^3 / variance^(3/2).
    var skewness: Double { get }

    /// E (X - mean)^4 / variance^2 - 3.
    var excessKurtosis: Double { get }

    /// P(X <= x).
    func cdf(_ x: Double) -> Double

    /// P(X > x), with full relative accuracy in the upper tail: never `1 - cdf(x)`.
    func survival(_ x: Double) -> Double

    /// log P(X <= x), at most 0. The default computes it from the tails and gives -infinity where the cdf underflows.
    func logCDF(_ x: Double) -> Double

    /// log P(X > x), at most 0. The default computes it from the tails and gives -infinity where the survival function
    /// underflows.
    func logSurvival(_ x: Double) -> Double

    /// P(a < X <= b) for a <= b, with relative accuracy for short intervals too if the law allows it.
    func probability(from a: Double, to b: Double) -> Double

    /// The smallest x with cdf(x) >= p.
    func quantile(_ p: Double) -> Double

    /// The x with survival(x) = q, with full relative accuracy for small q.
    func quantile(upperTail q: Double) -> Double

    /// What is known about the tails; by default `bounded` or `unbounded`, depending on the support.
    var tails: DistributionTails { get }

    /// Whether mean - X and X - mean have the same law; false by default.
    var isSymmetric: Bool { get }

    /// The value of a law that has only one. It is compared exactly. Nil by default.
    var pointValue: Double? { get }

    /// The same law as a normal law given an interval, which is how 16-bit generators draw it. Nil, the default, for a
    /// law that is neither normal nor truncated normal.
    var truncatedNormal: TruncatedNormal? { get }

    /// E z^k 1(z <= t) for z = (X - mean) / standardDeviation, if the law has a closed form; nil by default.
    ///
    /// - Parameters:
    ///   - k: even, at least 0.
    ///   - t: within the support of z.
    func partialMoment(_ k: Int, below t: Double) -> Double?
}

extension Distribution {
    /// The positive square root of the variance.
    public var standardDeviation: Double { variance.squareRoot() }

    /// Whether both ends of the support are finite.
    public var isBounded: Bool { support.lowerBound.isFinite && support.upperBound.isFinite }

    /// max |x - mean| / standardDeviation over the support.
    public var largestStandardisedMagnitude: Double {
        max(support.upperBound - mean, mean - support.lowerBound) / standardDeviation
    }

    public var tails: DistributionTails { isBounded ? .bounded : .unbounded }
    public var isSymmetric: Bool { false }
    public var pointValue: Double? { nil }
    public var truncatedNormal: TruncatedNormal? { nil }
    public func partialMoment(_ k: Int, below t: Double) -> Double? { nil }

    public func logCDF(_ x: Double) -> Double { logarithm(of: cdf(x), complement: survival(x)) }

    public func logSurvival(_ x: Double) -> Double { logarithm(of: survival(x), complement: cdf(x)) }

    /// The logarithm of a tail, from the smaller of the two tails.
    func logarithm(of tail: Double, complement: @autoclosure () -> Double) -> Double {
        tail > 0.5 ? log1p(-min(1, complement())) : log(tail)
    }

    /// The difference between the tails on the interval's own side. It loses the digits that they share.
    public func probability(from a: Double, to b: Double) -> Double {
        guard a <= b else { return .nan }
        let below = cdf(b)
        if below <= 0.5 { return max(0, below - cdf(a)) }
        let above = survival(a)
        return max(0, above <= 0.5 ? above - survival(b) : 1 - cdf(a) - survival(b))
    }
}
