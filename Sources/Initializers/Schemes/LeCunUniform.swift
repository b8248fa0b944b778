/// LeCun's uniform law: `U(-l, l)` with `l = sqrt(3 / fanIn)`.
///
/// Keras, TensorFlow 2, JAX. Source: LeCun, Bottou, Orr, Müller: *Efficient BackProp*, 1998, section 4.6, equation 16
/// (the variance).
public struct LeCunUniform: ScaledInitializer, Hashable {
    public let scaling: VarianceScaling

    /// The initializer whose draws are named by a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - layout: how the fans are read from a shape.
    public init(key: Key, layout: Layout = .inputOutput) {
        scaling = VarianceScaling(
            key: key,
            scale: 1,
            mode: .fanIn,
            distribution: .uniform,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), layout: layout)
    }
}
