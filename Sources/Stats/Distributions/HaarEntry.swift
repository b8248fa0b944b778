/// The law of one entry of a Haar-distributed orthogonal matrix of n rows, times a gain.
///
/// A column is uniform on the sphere, so (X/gain)^2 ~ Beta(1/2, (n - 1)/2), and X is symmetric: mean 0, variance
/// gain^2/n, kurtosis 3 n/(n + 2). For n = 3 it is uniform (Archimedes), for n = 2 the arcsine law. The beta cdf and its
/// inverse are GSL's.
/// Source: M. Eaton, Group Invariance Applications in Statistics (1989), chapter 7.
public struct HaarEntry: Distribution, Hashable {
    /// Number of rows of the matrix, at least 2.
    public let dimension: Int

    /// The factor of the orthogonal matrix, above 0.
    public let gain: Double

    /// The law of an entry.
    ///
    /// - Throws: `DistributionError` unless dimension >= 2 and the gain is positive and its square neither overflows nor
    ///   underflows.
    public init(dimension: Int, gain: Double = 1) throws(DistributionError) {
        guard dimension >= 2, gain > 0, (gain * gain).isNormal else {
            throw .invalidParameters(
                law: "Haar entry",
                found: "dimension \(dimension), gain \(gain)",
                expected: "at least 2 dimensions and a gain between 1e-153 and 1e153"
            )
        }
        self.dimension = dimension
        self.gain = gain
    }

    public var support: ClosedRange<Double> { -gain...gain }
    public var mean: Double { 0 }
    public var variance: Double { gain * gain / Double(dimension) }
    public var skewness: Double { 0 }
    public var excessKurtosis: Double { -6 / (Double(dimension) + 2) }

    public func cdf(_ x: Double) -> Double { x.isNaN ? .nan : survival(-x) }

    public func survival(_ x: Double) -> Double {
        if x.isNaN { return .nan }
        if x >= gain { return 0 }
        if x <= -gain { return 1 }
        let square = (x / gain) * (x / gain)
        // The upper tail of |X| where x > 0; the mass between -|x| and |x| elsewhere.
        if x > 0 { return 0.5 * GSL.betaSurvival(square, a: 0.5, b: shape) }
        return 0.5 + 0.5 * GSL.betaCDF(square, a: 0.5, b: shape)
    }

    public func quantile(_ p: Double) -> Double { -quantile(upperTail: p) }

    public func quantile(upperTail q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        if q > 0.5 { return -quantile(upperTail: 1 - q) }
        return gain * GSL.betaQuantile(upperTail: 2 * q, a: 0.5, b: shape).squareRoot()
    }

    // MARK: - Implementation

    private var shape: Double { (Double(dimension) - 1) / 2 }
}
