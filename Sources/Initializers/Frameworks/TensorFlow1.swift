/// Initializers of TensorFlow 1 whose defaults differ from TensorFlow 2's.
public enum TensorFlow1 {
    /// `tf.random_normal_initializer`: `N(mean, standardDeviation^2)`. The default standard deviation is 1.
    public typealias RandomNormalInitializer = NamedNormal<UnitSpread>

    /// `tf.truncated_normal_initializer`: cut at two standard deviations of the parent, without rescaling. The default
    /// standard deviation is 1.
    public typealias TruncatedNormalInitializer = NamedTruncatedNormal<UnitSpread>

    /// `tf.random_uniform_initializer`: `U(low, high)`. The defaults are 0 and 1.
    public struct RandomUniformInitializer: EntrywiseInitializer, Hashable {
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
        public init(key: Key, low: Double = 0, high: Double = 1) {
            self.low = low
            self.high = high
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, low: Double = 0, high: Double = 1) {
            self.init(key: Key(seed: seed), low: low, high: high)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .uniform(low: low, high: high)
        }
    }
}
