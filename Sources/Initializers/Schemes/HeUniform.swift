/// He's uniform law for rectified linear units: `U(-l, l)` with `l = sqrt(6 / fanIn)`.
///
/// Keras, TensorFlow 2, JAX. Source: He, Zhang, Ren, Sun: *Delving deep into rectifiers*, ICCV 2015, DOI
/// 10.1109/ICCV.2015.123, equation 10 (the variance).
public struct HeUniform: ScaledInitializer, Hashable {
    public let scaling: VarianceScaling

    /// The initializer whose draws are named by a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - layout: how the fans are read from a shape.
    public init(key: Key, layout: Layout = .inputOutput) {
        scaling = VarianceScaling(
            key: key,
            scale: 2,
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
