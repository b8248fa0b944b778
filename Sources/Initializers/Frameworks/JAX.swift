/// The initializers of `jax.nn.initializers`, under its names and with its numbers.
///
/// The laws are Keras', but a shape must have the axes that the fans are read from, so vectors and scalars are errors.
public enum JAX {
    /// `jax.nn.initializers.glorot_uniform`: `U(-l, l)` with `l = sqrt(6 / (fanIn + fanOut))`.
    public typealias GlorotUniform = NamedScaling<GlorotVariance, UniformLaw, JAXLayout>

    /// `jax.nn.initializers.glorot_normal`: truncated at two standard deviations of the parent and rescaled, so that
    /// the variance is `2 / (fanIn + fanOut)`.
    public typealias GlorotNormal = NamedScaling<GlorotVariance, TruncatedNormalLaw, JAXLayout>

    /// `jax.nn.initializers.he_uniform`: `U(-l, l)` with `l = sqrt(6 / fanIn)`.
    public typealias HeUniform = NamedScaling<HeVariance, UniformLaw, JAXLayout>

    /// `jax.nn.initializers.he_normal`: truncated at two standard deviations of the parent and rescaled, so that the
    /// variance is `2 / fanIn`.
    public typealias HeNormal = NamedScaling<HeVariance, TruncatedNormalLaw, JAXLayout>

    /// `jax.nn.initializers.lecun_uniform`: `U(-l, l)` with `l = sqrt(3 / fanIn)`.
    public typealias LeCunUniform = NamedScaling<LeCunVariance, UniformLaw, JAXLayout>

    /// `jax.nn.initializers.lecun_normal`: truncated at two standard deviations of the parent and rescaled, so that the
    /// variance is `1 / fanIn`.
    public typealias LeCunNormal = NamedScaling<LeCunVariance, TruncatedNormalLaw, JAXLayout>

    /// `jax.nn.initializers.uniform`: `U(0, scale)`, which is not symmetric. The default scale is 0.01.
    public struct Uniform: EntrywiseInitializer, Hashable {
        /// The upper bound; the lower one is 0.
        public let scale: Double

        public let key: Initializers.Key

        /// The initializer that draws with a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - scale: the greatest value, finite, 0 or more.
        public init(key: Initializers.Key, scale: Double = 0.01) {
            self.scale = scale
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, scale: Double = 0.01) {
            self.init(key: Initializers.Key(seed: seed), scale: scale)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try WeightLaw.requireFactor(scale, "scale")
            return .uniform(low: 0, high: scale)
        }
    }

    /// `jax.nn.initializers.normal`: `N(0, standardDeviation^2)`. The default standard deviation is 0.01.
    public typealias Normal = NamedNormal<JAXSpread>

    /// `jax.nn.initializers.truncated_normal`: cut at `low` and `high` standard deviations, without rescaling. The
    /// default standard deviation is 0.01.
    public typealias TruncatedNormal = NamedTruncatedNormal<JAXSpread>
}
