extension MLX {
    /// `mlx.nn.init.he_uniform`: `U(-l, l)` with `l = gain * sqrt(3 / fan)`.
    ///
    /// The gain is 1 unless given, so that the variance is half of He's; `sqrt(2)` is the rectifier's.
    public struct HeUniform: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - mode: which fan the variance is divided by.
        ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
        public init(key: Key, mode: VarianceScaling.Mode = .fanIn, gain: Double = 1) {
            scaling = VarianceScaling(
                key: key,
                scale: scale(gain: gain),
                mode: mode,
                distribution: .uniform,
                layout: .outputFirstInputLast
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, mode: VarianceScaling.Mode = .fanIn, gain: Double = 1) {
            self.init(key: Key(seed: seed), mode: mode, gain: gain)
        }
    }

    /// `mlx.nn.init.he_normal`: `N(0, gain^2 / fan)`, not truncated.
    ///
    /// The gain is 1 unless given, so that the variance is half of He's; `sqrt(2)` is the rectifier's.
    public struct HeNormal: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - mode: which fan the variance is divided by.
        ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
        public init(key: Key, mode: VarianceScaling.Mode = .fanIn, gain: Double = 1) {
            scaling = VarianceScaling(
                key: key,
                scale: scale(gain: gain),
                mode: mode,
                distribution: .untruncatedNormal,
                layout: .outputFirstInputLast
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, mode: VarianceScaling.Mode = .fanIn, gain: Double = 1) {
            self.init(key: Key(seed: seed), mode: mode, gain: gain)
        }
    }
}
