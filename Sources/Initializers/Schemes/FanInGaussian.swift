/// The Gaussian reading of the rule "variance 1 / fanIn": `N(0, 1 / fanIn)`, not truncated.
///
/// The half of Glorot's argument that looks at activations only; `Caffe.XavierFiller` is the uniform law of this
/// variance, and `LeCunNormal` the truncated one. Source: Glorot and Bengio, AISTATS 2010, equation 10.
public struct FanInGaussian: ScaledInitializer, Hashable {
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
            distribution: .untruncatedNormal,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), layout: layout)
    }
}
