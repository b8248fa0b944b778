/// The initializers of `mlx.nn.init`, under its names and with its numbers.
///
/// Normal laws are not truncated, shapes are `[out, ..., in]`, and He's rules have gain 1 unless you give another.
public enum MLX {
    /// `mlx.nn.init.glorot_uniform`: `U(-l, l)` with `l = gain * sqrt(6 / (fanIn + fanOut))`.
    public typealias GlorotUniform = NamedScaling<GlorotVariance, UniformLaw, MLXLayout>

    /// `mlx.nn.init.glorot_normal`: `N(0, gain^2 * 2 / (fanIn + fanOut))`, not truncated.
    public typealias GlorotNormal = NamedScaling<GlorotVariance, NormalLaw, MLXLayout>

    /// `mlx.nn.init.he_uniform`: `U(-l, l)` with `l = gain * sqrt(3 / fan)`.
    ///
    /// The gain is 1 unless given, so that the variance is half of He's; `sqrt(2)` is the rectifier's.
    public typealias HeUniform = NamedScaling<HeVariance, UniformLaw, MLXLayout>

    /// `mlx.nn.init.he_normal`: `N(0, gain^2 / fan)`, not truncated.
    ///
    /// The gain is 1 unless given, so that the variance is half of He's; `sqrt(2)` is the rectifier's.
    public typealias HeNormal = NamedScaling<HeVariance, NormalLaw, MLXLayout>

    /// The variance of MLX's He rules, `1 / fan` before the gain.
    public enum HeVariance: NamedVariance {
        public static let scale = 1.0
        public static let mode = VarianceScaling.Mode.fanIn
    }
}

extension NamedScaling where Variance == MLX.HeVariance {
    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - mode: which fan the variance is divided by.
    ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
    public init(key: Key, mode: VarianceScaling.Mode = .fanIn, gain: Double = 1) {
        self.init(key, gain: gain, mode: mode)
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, mode: VarianceScaling.Mode = .fanIn, gain: Double = 1) {
        self.init(Key(seed: seed), gain: gain, mode: mode)
    }
}
