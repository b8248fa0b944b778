extension JAX {
    /// `jax.nn.initializers.he_uniform`: `U(-l, l)` with `l = sqrt(6 / fanIn)`.
    public struct HeUniform: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, layout: Layout = .lastAxes) {
            scaling = VarianceScaling(
                key: key,
                scale: 2,
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

    /// `jax.nn.initializers.he_normal`: truncated at two standard deviations of the parent and rescaled, so that the
    /// variance is `2 / fanIn`.
    public struct HeNormal: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, layout: Layout = .lastAxes) {
            scaling = VarianceScaling(
                key: key,
                scale: 2,
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
