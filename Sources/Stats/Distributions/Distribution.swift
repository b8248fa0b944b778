/// A law on the real line in closed form, with each tail computed as a tail.
///
/// Parameters are declared, never estimated from a sample. All functions follow IEEE rules: NaN in gives NaN out, and a
/// probability outside `0...1` gives NaN.
public protocol Distribution: Sendable {
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

    /// P(a < X <= b) for a <= b, with the relative accuracy of short intervals too where the law can give it.
    func probability(from a: Double, to b: Double) -> Double

    /// The smallest x with cdf(x) >= p.
    func quantile(_ p: Double) -> Double

    /// The x with survival(x) = q, with full relative accuracy for small q.
    func quantile(upperTail q: Double) -> Double
}

extension Distribution {
    /// The positive square root of the variance.
    public var standardDeviation: Double { variance.squareRoot() }

    /// A difference between the tails on the interval's own side, which loses the digits that they share.
    public func probability(from a: Double, to b: Double) -> Double {
        guard a <= b else { return .nan }
        let below = cdf(b)
        if below <= 0.5 { return max(0, below - cdf(a)) }
        let above = survival(a)
        return max(0, above <= 0.5 ? above - survival(b) : 1 - cdf(a) - survival(b))
    }

    /// Whether both ends of the support are finite.
    public var isBounded: Bool { support.lowerBound.isFinite && support.upperBound.isFinite }
}
