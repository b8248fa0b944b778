/// All probability in one value: the law of a constant.
///
/// Variance 0; skewness and excess kurtosis are undefined (NaN).
public struct PointMass: Distribution {
    /// The only value.
    public let value: Double

    /// The law of the constant `value`.
    ///
    /// - Throws: `DistributionError` unless the value is finite.
    public init(_ value: Double) throws(DistributionError) {
        guard value.isFinite else {
            throw .outside("point mass", "\(value)", "a finite value")
        }
        self.value = value
    }

    public var support: ClosedRange<Double> { value...value }
    public var mean: Double { value }
    public var variance: Double { 0 }
    public var skewness: Double { .nan }
    public var excessKurtosis: Double { .nan }

    public func cdf(_ x: Double) -> Double { x.isNaN ? .nan : x >= value ? 1 : 0 }
    public func survival(_ x: Double) -> Double { x.isNaN ? .nan : x >= value ? 0 : 1 }
    public func quantile(_ p: Double) -> Double { p >= 0 && p <= 1 ? value : .nan }
    public func quantile(upperTail q: Double) -> Double { q >= 0 && q <= 1 ? value : .nan }

    public var isSymmetric: Bool { true }
    public var pointValue: Double? { value }
}
