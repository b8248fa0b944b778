/// Glorot's uniform law: `U(-l, l)` with `l = gain * sqrt(6 / (fanIn + fanOut))`.
///
/// Keras, TensorFlow 2 (`GlorotUniform`), JAX (`glorot_uniform`, there without vectors: `JAX.GlorotUniform`).
/// Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS
/// 2010, equation 16, with gain 1.
public struct GlorotUniform: ScaledInitializer, Hashable {
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
            distribution: .uniform,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, gain: Double = 1, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), gain: gain, layout: layout)
    }
}
