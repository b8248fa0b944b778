extension TensorFlow1 {
    /// `tf.random_normal_initializer`: `N(mean, standardDeviation^2)`. The default standard deviation is 1.
    public struct RandomNormalInitializer: EntrywiseInitializer, Hashable {
        /// The mean, finite.
        public let mean: Double

        /// The standard deviation, finite, 0 or more.
        public let standardDeviation: Double

        public let key: Key

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - mean: the mean, finite.
        ///   - standardDeviation: the standard deviation, finite, 0 or more; 0 gives the mean.
        public init(key: Key, mean: Double = 0, standardDeviation: Double = 1) {
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, mean: Double = 0, standardDeviation: Double = 1) {
            self.init(key: Key(seed: seed), mean: mean, standardDeviation: standardDeviation)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .normal(mean: mean, standardDeviation: standardDeviation)
        }
    }

    /// `tf.truncated_normal_initializer`: cut at two standard deviations of the parent, without rescaling. The default
    /// standard deviation is 1.
    public struct TruncatedNormalInitializer: EntrywiseInitializer, Hashable {
        /// The parent's mean.
        public let mean: Double

        /// The parent's standard deviation.
        public let standardDeviation: Double

        public let key: Key

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - mean: the parent's mean, finite.
        ///   - standardDeviation: the parent's standard deviation, finite, 0 or more; 0 gives the mean.
        public init(key: Key, mean: Double = 0, standardDeviation: Double = 1) {
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, mean: Double = 0, standardDeviation: Double = 1) {
            self.init(key: Key(seed: seed), mean: mean, standardDeviation: standardDeviation)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .truncatedNormal(mean: mean, standardDeviation: standardDeviation, low: -2, high: 2)
        }
    }

    /// `tf.random_uniform_initializer`: `U(low, high)`. The defaults are 0 and 1.
    public struct RandomUniformInitializer: EntrywiseInitializer, Hashable {
        /// The lower bound.
        public let low: Double

        /// The upper bound.
        public let high: Double

        public let key: Key

        /// The initializer whose draws are named by a key.
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

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, low: Double = 0, high: Double = 1) {
            self.init(key: Key(seed: seed), low: low, high: high)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .uniform(low: low, high: high)
        }
    }
}
