/// He's variance for rectified linear units, `2 / fanIn`.
///
/// Source: He, Zhang, Ren, Sun: *Delving deep into rectifiers*, ICCV 2015, DOI 10.1109/ICCV.2015.123, equation 10.
public enum HeVariance: FixedVariance {
    public static let scale = 2.0
    public static let mode = VarianceScaling.Mode.fanIn
}

/// He's uniform law for rectified linear units: `U(-l, l)` with `l = sqrt(6 / fanIn)`.
///
/// Keras, TensorFlow 2, JAX. Source: He, Zhang, Ren, Sun: *Delving deep into rectifiers*, ICCV 2015, DOI
/// 10.1109/ICCV.2015.123, equation 10 (the variance).
public typealias HeUniform = NamedScaling<HeVariance, UniformLaw, KerasLayout>

/// He's normal law for rectified linear units as in Keras, TensorFlow 2 and JAX: truncated at two standard deviations
/// of the parent and rescaled, so that the variance is `2 / fanIn`.
///
/// PyTorch does not truncate: `PyTorch.KaimingNormal`. Source: Keras, `HeNormal`;
/// He, Zhang, Ren, Sun: *Delving deep into rectifiers*, ICCV 2015, DOI 10.1109/ICCV.2015.123, equation 10 (the
/// variance).
public typealias HeNormal = NamedScaling<HeVariance, TruncatedNormalLaw, KerasLayout>
