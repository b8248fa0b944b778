/// Glorot's variance, `2 / (fanIn + fanOut)`.
///
/// Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS
/// 2010, equation 12.
public enum GlorotVariance: GainedVariance {
    public static let scale = 1.0
    public static let mode = VarianceScaling.Mode.fanAverage
}

/// Glorot's uniform law: `U(-l, l)` with `l = gain * sqrt(6 / (fanIn + fanOut))`.
///
/// Keras, TensorFlow 2 (`GlorotUniform`), JAX (`glorot_uniform`, which excludes vectors: `JAX.GlorotUniform`).
/// Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS
/// 2010, equation 16, with gain 1.
public typealias GlorotUniform = NamedScaling<GlorotVariance, UniformLaw, KerasLayout>

/// Glorot's normal law as in Keras, TensorFlow 2 and JAX: truncated at two standard deviations of the parent and
/// rescaled, so that the variance is `gain^2 * 2 / (fanIn + fanOut)`.
///
/// PyTorch and MLX do not truncate: `PyTorch.XavierNormal`, `MLX.GlorotNormal`, `GlorotGaussian`.
/// Source: Keras, `GlorotNormal`; the variance is that of Glorot and Bengio, 2010, equation 12.
public typealias GlorotNormal = NamedScaling<GlorotVariance, TruncatedNormalLaw, KerasLayout>

/// Glorot's variance with a normal law that is not truncated: `N(0, gain^2 * 2 / (fanIn + fanOut))`.
///
/// The law of `PyTorch.XavierNormal` and `MLX.GlorotNormal`, in Keras' layout unless you give another.
/// Source: Glorot and Bengio, 2010, equation 12.
public typealias GlorotGaussian = NamedScaling<GlorotVariance, NormalLaw, KerasLayout>

/// The rule for layers of tanh units: `U(-l, l)` with `l = sqrt(6 / (fanIn + fanOut))`, Glorot's uniform law itself.
///
/// Source: Glorot and Bengio, 2010, equation 16; Bengio, *Practical recommendations for gradient-based training of deep
/// architectures*, 2012 (arXiv:1206.5533), on the scale of initial weights.
public typealias GlorotTanhUniform = GlorotUniform

/// The rule for layers of logistic units: `U(-l, l)` with `l = 4 * sqrt(6 / (fanIn + fanOut))`.
///
/// At 0 the logistic function is a quarter as steep as tanh. Source: Bengio, *Practical recommendations for
/// gradient-based training of deep architectures*, 2012 (arXiv:1206.5533), on the scale of initial weights.
public typealias GlorotSigmoidUniform = NamedScaling<GlorotSigmoidVariance, UniformLaw, KerasLayout>

/// Sixteen times Glorot's variance.
public enum GlorotSigmoidVariance: FixedVariance {
    public static let scale = 16.0
    public static let mode = VarianceScaling.Mode.fanAverage
}
