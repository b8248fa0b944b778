/// Glorot's normal law as Keras, TensorFlow 2 and JAX have it: truncated at two standard deviations of the parent and
/// rescaled, so that the variance is `gain^2 * 2 / (fanIn + fanOut)`.
///
/// PyTorch and MLX do not truncate: `PyTorch.XavierNormal`, `MLX.GlorotNormal`, `GlorotGaussian`.
/// Source: Keras, `GlorotNormal`; the variance is that of Glorot and Bengio, *Understanding the difficulty of training
/// deep feedforward neural networks*, AISTATS 2010, equation 12.
public struct GlorotNormal: ScaledInitializer, Hashable {
    public let scaling: VarianceScaling

    /// The initializer whose draws are named by a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
    ///   - layout: how the fans are read from a shape.
    public init(key: Key, gain: Double = 1, layout: Layout = .inputOutput) {
        scaling = VarianceScaling(
            key: key,
            scale: scale(gain: gain),
            mode: .fanAverage,
            distribution: .truncatedNormal,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, gain: Double = 1, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), gain: gain, layout: layout)
    }
}
