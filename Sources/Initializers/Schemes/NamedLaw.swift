/// The law that a `NamedScaling` scales, as a type.
public protocol NamedLaw {
    /// Which law.
    static var distribution: VarianceScaling.Distribution { get }
}

/// Uniform about 0.
public enum UniformLaw: NamedLaw {
    public static let distribution = VarianceScaling.Distribution.uniform
}

/// Normal, cut at two standard deviations of its parent and rescaled: "normal" in Keras, TensorFlow 2 and JAX.
public enum TruncatedNormalLaw: NamedLaw {
    public static let distribution = VarianceScaling.Distribution.truncatedNormal
}

/// Normal, not truncated: "normal" in PyTorch, MLX and Caffe.
public enum NormalLaw: NamedLaw {
    public static let distribution = VarianceScaling.Distribution.untruncatedNormal
}
