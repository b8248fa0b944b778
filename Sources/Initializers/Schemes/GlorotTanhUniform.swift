/// The rule for layers of tanh units: `U(-l, l)` with `l = sqrt(6 / (fanIn + fanOut))`, Glorot's uniform law itself.
///
/// Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS
/// 2010, equation 16; Bengio, *Practical recommendations for gradient-based
/// training of deep architectures*, 2012 (arXiv:1206.5533), on the scale of initial weights.
public struct GlorotTanhUniform: ScaledInitializer, Hashable {
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
            mode: .fanAverage,
            distribution: .uniform,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), layout: layout)
    }
}
