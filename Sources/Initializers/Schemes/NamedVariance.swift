/// The variance that a `NamedScaling` gives the weights, `scale / n`, as a type.
public protocol NamedVariance {
    /// The variance times the fan.
    static var scale: Double { get }

    /// Which fan `n` is.
    static var mode: VarianceScaling.Mode { get }
}

/// A variance that nothing but the fans decides.
public protocol FixedVariance: NamedVariance {}

/// A variance that a gain, a factor of the standard deviation, may adapt to an activation.
public protocol GainedVariance: NamedVariance {}
