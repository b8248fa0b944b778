/// A uniform law between two values, whatever the shape: `U(low, high)`.
///
/// The defaults are those of Keras and TensorFlow 2, `RandomUniform(minval=-0.05, maxval=0.05)`.
public struct RandomUniform: EntrywiseInitializer, Hashable {
    /// The lower bound.
    public let low: Double

    /// The upper bound.
    public let high: Double

    public let key: Key

    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - low: the least value, finite.
    ///   - high: the greatest value, finite, not below `low`.
    public init(key: Key, low: Double = -0.05, high: Double = 0.05) {
        self.low = low
        self.high = high
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, low: Double = -0.05, high: Double = 0.05) {
        self.init(key: Key(seed: seed), low: low, high: high)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        .uniform(low: low, high: high)
    }
}
