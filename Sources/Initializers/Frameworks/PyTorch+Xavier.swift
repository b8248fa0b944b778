extension PyTorch {
    /// `torch.nn.init.xavier_uniform_`: `U(-l, l)` with `l = gain * sqrt(6 / (fanIn + fanOut))`.
    public struct XavierUniform: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, gain: Double = 1, layout: Layout = .outputInput) {
            scaling = VarianceScaling(
                key: key,
                scale: scale(gain: gain),
                mode: .fanAverage,
                distribution: .uniform,
                layout: layout
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, gain: Double = 1, layout: Layout = .outputInput) {
            self.init(key: Key(seed: seed), gain: gain, layout: layout)
        }
    }

    /// `torch.nn.init.xavier_normal_`: `N(0, gain^2 * 2 / (fanIn + fanOut))`, not truncated.
    public struct XavierNormal: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, gain: Double = 1, layout: Layout = .outputInput) {
            scaling = VarianceScaling(
                key: key,
                scale: scale(gain: gain),
                mode: .fanAverage,
                distribution: .untruncatedNormal,
                layout: layout
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, gain: Double = 1, layout: Layout = .outputInput) {
            self.init(key: Key(seed: seed), gain: gain, layout: layout)
        }
    }
}
