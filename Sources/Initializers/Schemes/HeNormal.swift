/// He's normal law for rectified linear units as Keras, TensorFlow 2 and JAX have it: truncated at two standard
/// deviations of the parent and rescaled, so that the variance is `2 / fanIn`.
///
/// PyTorch does not truncate: `PyTorch.KaimingNormal`. Source: Keras, `HeNormal`;
/// He, Zhang, Ren, Sun: *Delving deep into rectifiers*, ICCV 2015, DOI 10.1109/ICCV.2015.123, equation 10 (the
/// variance).
public struct HeNormal: ScaledInitializer, Hashable {
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
            distribution: .truncatedNormal,
            layout: layout
        )
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, layout: Layout = .inputOutput) {
        self.init(key: Key(seed: seed), layout: layout)
    }
}
