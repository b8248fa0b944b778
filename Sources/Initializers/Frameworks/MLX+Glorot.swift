extension MLX {
    /// `mlx.nn.init.glorot_uniform`: `U(-l, l)` with `l = gain * sqrt(6 / (fanIn + fanOut))`.
    public struct GlorotUniform: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
        public init(key: Key, gain: Double = 1) {
            scaling = VarianceScaling(
                key: key,
                scale: scale(gain: gain),
                mode: .fanAverage,
                distribution: .uniform,
                layout: .outputFirstInputLast
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, gain: Double = 1) {
            self.init(key: Key(seed: seed), gain: gain)
        }
    }

    /// `mlx.nn.init.glorot_normal`: `N(0, gain^2 * 2 / (fanIn + fanOut))`, not truncated.
    public struct GlorotNormal: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
        public init(key: Key, gain: Double = 1) {
            scaling = VarianceScaling(
                key: key,
                scale: scale(gain: gain),
                mode: .fanAverage,
                distribution: .untruncatedNormal,
                layout: .outputFirstInputLast
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, gain: Double = 1) {
            self.init(key: Key(seed: seed), gain: gain)
        }
    }
}
