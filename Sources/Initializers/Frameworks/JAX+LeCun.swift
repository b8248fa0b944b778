extension JAX {
    /// `jax.nn.initializers.lecun_uniform`: `U(-l, l)` with `l = sqrt(3 / fanIn)`.
    public struct LeCunUniform: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, layout: Layout = .lastAxes) {
            scaling = VarianceScaling(
                key: key,
                scale: 1,
                mode: .fanIn,
                distribution: .uniform,
                layout: layout
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, layout: Layout = .lastAxes) {
            self.init(key: Key(seed: seed), layout: layout)
        }
    }

    /// `jax.nn.initializers.lecun_normal`: truncated at two standard deviations of the parent and rescaled, so that the
    /// variance is `1 / fanIn`.
    public struct LeCunNormal: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, layout: Layout = .lastAxes) {
            scaling = VarianceScaling(
                key: key,
                scale: 1,
                mode: .fanIn,
                distribution: .truncatedNormal,
                layout: layout
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, layout: Layout = .lastAxes) {
            self.init(key: Key(seed: seed), layout: layout)
        }
    }
}
