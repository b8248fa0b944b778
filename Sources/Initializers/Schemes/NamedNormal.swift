/// A normal law, whatever the shape: `N(mean, standardDeviation^2)`.
///
/// The defaults are those of Keras and TensorFlow 2, `RandomNormal(stddev=0.05)`. TensorFlow 1's standard deviation is
/// 1: use `TensorFlow1.RandomNormalInitializer`.
public typealias RandomNormal = NamedNormal<KerasSpread>

/// A normal law, whatever the shape. The default standard deviation is a framework's.
public struct NamedNormal<Spread: NamedSpread>: EntrywiseInitializer, Hashable {
    /// The mean, finite.
    public let mean: Double

    /// The standard deviation, finite, 0 or more.
    public let standardDeviation: Double

    public let key: Key

    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - mean: the mean, finite.
    ///   - standardDeviation: the standard deviation, finite, 0 or more; 0 gives the mean.
    public init(key: Key, mean: Double = 0, standardDeviation: Double = Spread.standardDeviation) {
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, mean: Double = 0, standardDeviation: Double = Spread.standardDeviation) {
        self.init(key: Key(seed: seed), mean: mean, standardDeviation: standardDeviation)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        .normal(mean: mean, standardDeviation: standardDeviation)
    }
}
