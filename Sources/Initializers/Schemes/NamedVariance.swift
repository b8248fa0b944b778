/// The variance that a `NamedScaling` gives the weights, `scale / n`, as a type.
public protocol NamedVariance {
    /// The variance times the fan.
    static var scale: Double { get }

    /// Which fan `n` is.
    static var mode: VarianceScaling.Mode { get }
}

/// A variance that depends only on the fans.
public protocol FixedVariance: NamedVariance {}

/// A variance that a gain can adapt to an activation. The gain is a factor of the standard deviation.
public protocol GainedVariance: NamedVariance {}
