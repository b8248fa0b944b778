extension JAX {
    /// `jax.nn.initializers.uniform`: `U(0, scale)`, which is not symmetric. The default scale is 0.01.
    public struct Uniform: EntrywiseInitializer, Hashable {
        /// The upper bound; the lower one is 0.
        public let scale: Double

        public let key: Key

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - scale: the greatest value, finite, 0 or more.
        public init(key: Key, scale: Double = 0.01) {
            self.scale = scale
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, scale: Double = 0.01) {
            self.init(key: Key(seed: seed), scale: scale)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .uniform(low: 0, high: scale)
        }
    }

    /// `jax.nn.initializers.normal`: `N(0, standardDeviation^2)`. The default standard deviation is 0.01.
    public struct Normal: EntrywiseInitializer, Hashable {
        /// The standard deviation, finite, 0 or more.
        public let standardDeviation: Double

        public let key: Key

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - standardDeviation: finite, 0 or more.
        public init(key: Key, standardDeviation: Double = 0.01) {
            self.standardDeviation = standardDeviation
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, standardDeviation: Double = 0.01) {
            self.init(key: Key(seed: seed), standardDeviation: standardDeviation)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .normal(mean: 0, standardDeviation: standardDeviation)
        }
    }

    /// `jax.nn.initializers.truncated_normal`: cut at `low` and `high` standard deviations, without rescaling. The
    /// default standard deviation is 0.01.
    public struct TruncatedNormal: EntrywiseInitializer, Hashable {
        /// The parent's standard deviation.
        public let standardDeviation: Double

        /// The lower bound in standard deviations of the parent.
        public let low: Double

        /// The upper bound in standard deviations of the parent.
        public let high: Double

        public let key: Key

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - standardDeviation: the parent's standard deviation, finite, 0 or more; 0 gives the mean.
        ///   - low: the lower bound in the parent's standard deviations from its mean; `-infinity` is none.
        ///   - high: the upper bound likewise, above `low`; `infinity` is none.
        public init(key: Key, standardDeviation: Double = 0.01, low: Double = -2, high: Double = 2) {
            self.standardDeviation = standardDeviation
            self.low = low
            self.high = high
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, standardDeviation: Double = 0.01, low: Double = -2, high: Double = 2) {
            self.init(key: Key(seed: seed), standardDeviation: standardDeviation, low: low, high: high)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .truncatedNormal(mean: 0, standardDeviation: standardDeviation, low: low, high: high)
        }
    }
}
