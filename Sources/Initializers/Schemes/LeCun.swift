/// LeCun's variance, `1 / fanIn`.
///
/// Source: LeCun, Bottou, Orr, Müller: *Efficient BackProp*, 1998, section 4.6, equation 16.
public enum LeCunVariance: FixedVariance {
    public static let scale = 1.0
    public static let mode = VarianceScaling.Mode.fanIn
}

/// LeCun's uniform law: `U(-l, l)` with `l = sqrt(3 / fanIn)`.
///
/// Keras, TensorFlow 2, JAX. Source: LeCun, Bottou, Orr, Müller: *Efficient BackProp*, 1998, section 4.6, equation 16
/// (the variance).
public typealias LeCunUniform = NamedScaling<LeCunVariance, UniformLaw, KerasLayout>

/// LeCun's normal law as in Keras, TensorFlow 2 and JAX: truncated at two standard deviations of the parent and
/// rescaled, so that the variance is `1 / fanIn`.
///
/// Source: Keras, `LecunNormal`; LeCun, Bottou, Orr, Müller: *Efficient BackProp*, 1998, section 4.6, equation 16
/// (the variance).
public typealias LeCunNormal = NamedScaling<LeCunVariance, TruncatedNormalLaw, KerasLayout>

/// The Gaussian reading of the rule "variance 1 / fanIn": `N(0, 1 / fanIn)`, not truncated.
///
/// This is the half of Glorot's argument that considers activations only. `Caffe.XavierFiller` is the uniform law of
/// this variance, and `LeCunNormal` the truncated normal one. Source: Glorot and Bengio, AISTATS 2010, equation 10.
public typealias FanInGaussian = NamedScaling<LeCunVariance, NormalLaw, KerasLayout>
