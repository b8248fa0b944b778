internal import Claims
public import Stats

/// What kind of law a tensor follows, with parameters that were estimated from it.
public enum TensorFamily: Hashable, Sendable {
    /// Every value is the same.
    case constant(Double)

    /// Uniform between two bounds.
    case uniform(low: Double, high: Double)

    /// Normal.
    case normal(mean: Double, standardDeviation: Double)

    /// Normal, cut at bounds given in the parent's standard deviations.
    case truncatedNormal(parentMean: Double, parentStandardDeviation: Double, low: Double, high: Double)

    /// An increasing function of a uniform or log-uniform variable.
    case transformedUniform(TransformedUniform.Transform, low: Double, high: Double)

    /// A gain where row and column are equal, 0 elsewhere.
    case identity(gain: Double)

    /// A convolution that passes channels through.
    case dirac(groups: Int)

    /// Orthonormal rows or columns times a gain.
    case orthogonal(gain: Double)

    /// A kernel that is 0 except for an orthogonal matrix at its centre.
    case deltaOrthogonal(gain: Double)

    /// A vector of four equal parts; the second is 1 and the others are 0.
    case forgetGate

    /// Every row holds the logarithms of 1, 2, ..., count.
    case logarithms(count: Int)

    /// Zeros, the rest normal.
    case sparse(zeroFraction: Double, mean: Double, standardDeviation: Double)

    /// None of these, as after training.
    case unknown

    /// The family's name in documents.
    public var name: String {
        switch self {
        case .constant: "constant"
        case .uniform: "uniform"
        case .normal: "normal"
        case .truncatedNormal: "truncated_normal"
        case .transformedUniform(.logarithm, _, _): "logarithm_of_uniform"
        case .transformedUniform(.inverseSoftplus, _, _): "inverse_softplus_of_log_uniform"
        case .identity: "identity"
        case .dirac: "dirac"
        case .forgetGate: "forget_gate"
        case .logarithms: "logarithms"
        case .orthogonal: "orthogonal"
        case .deltaOrthogonal: "delta_orthogonal"
        case .sparse: "sparse"
        case .unknown: "unknown"
        }
    }

    /// The parameters by name, in a fixed order.
    public var parameters: [(name: String, value: Double)] {
        switch self {
        case .constant(let value): [("value", value)]
        case .uniform(let low, let high), .transformedUniform(_, let low, let high): [("low", low), ("high", high)]
        case .normal(let mean, let deviation): [("mean", mean), ("stddev", deviation)]
        case .truncatedNormal(let mean, let deviation, let low, let high):
            [("parent_mean", mean), ("parent_stddev", deviation), ("low", low), ("high", high)]
        case .identity(let gain), .orthogonal(let gain), .deltaOrthogonal(let gain): [("gain", gain)]
        case .dirac(let groups): [("groups", Double(groups))]
        case .logarithms(let count): [("count", Double(count))]
        case .sparse(let fraction, let mean, let deviation):
            [("zero_fraction", fraction), ("mean", mean), ("stddev", deviation)]
        case .forgetGate, .unknown: []
        }
    }

    /// The family that a law belongs to, with the law's own parameters.
    init(_ law: ClaimedLaw) {
        switch law.simplified {
        case .constant(let value): self = .constant(value)
        case .uniform(let low, let high): self = .uniform(low: low, high: high)
        case .normal(let mean, let deviation): self = .normal(mean: mean, standardDeviation: deviation)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            self = .truncatedNormal(parentMean: mean, parentStandardDeviation: deviation, low: low, high: high)
        case .transformedUniform(let transform, let low, let high):
            self = .transformedUniform(transform, low: low, high: high)
        case .identity(let gain, _, _): self = .identity(gain: gain)
        case .dirac(let groups, _): self = .dirac(groups: groups)
        case .forgetGate: self = .forgetGate
        case .logarithms(let count): self = .logarithms(count: count)
        case .orthogonal(let gain, _, _): self = .orthogonal(gain: gain)
        case .deltaOrthogonal(let gain, _): self = .deltaOrthogonal(gain: gain)
        case .sparse(let sparse):
            self = .sparse(
                zeroFraction: Double(sparse.zeros) / Double(sparse.length),
                mean: sparse.mean,
                standardDeviation: sparse.standardDeviation
            )
        }
    }
}
