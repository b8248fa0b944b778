/// LeCun's normal law as Keras, TensorFlow 2 and JAX have it: truncated at two standard deviations of the parent and
/// rescaled, so that the variance is `1 / fanIn`.
///
/// Source: Keras, `LecunNormal`; LeCun, Bottou, Orr, Müller: *Efficient BackProp*, 1998, section 4.6, equation 16
/// (the variance).
public struct LeCunNormal: ScaledInitializer, Hashable {
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
            distribution: .truncatedNormal,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), layout: layout)
    }
}
