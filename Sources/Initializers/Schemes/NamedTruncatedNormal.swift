/// A truncated normal law, whatever the shape and without rescaling: the standard deviation is the parent's.
///
/// The defaults are those of Keras and TensorFlow 2, `TruncatedNormal(stddev=0.05)`, cut at two standard deviations.
/// `tf.truncated_normal(shape, stddev=0.1)` is `TruncatedNormal(seed:, standardDeviation: 0.1)`.
public typealias TruncatedNormal = NamedTruncatedNormal<KerasSpread>

/// A truncated normal law, whatever the shape. The default standard deviation is a framework's.
public struct NamedTruncatedNormal<Spread: NamedSpread>: EntrywiseInitializer, Hashable {
    /// The parent's mean.
    public let mean: Double

    /// The parent's standard deviation.
    public let standardDeviation: Double

    /// The lower bound in standard deviations of the parent.
    public let low: Double

    /// The upper bound in standard deviations of the parent.
    public let high: Double

    public let key: Key

    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - mean: the parent's mean, finite.
    ///   - standardDeviation: the parent's standard deviation, finite, 0 or more; 0 gives the mean.
    ///   - low: the lower bound in the parent's standard deviations from its mean; `-infinity` for no bound.
    ///   - high: the upper bound likewise, above `low`; `infinity` for no bound.
    public init(
        key: Key,
        mean: Double = 0,
        standardDeviation: Double = Spread.standardDeviation,
        low: Double = -2,
        high: Double = 2
    ) {
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.low = low
        self.high = high
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(
        seed: UInt64,
        mean: Double = 0,
        standardDeviation: Double = Spread.standardDeviation,
        low: Double = -2,
        high: Double = 2
    ) {
        self.init(key: Key(seed: seed), mean: mean, standardDeviation: standardDeviation, low: low, high: high)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        .truncatedNormal(mean: mean, standardDeviation: standardDeviation, low: low, high: high)
    }
}
