internal import CMath
public import Stats

/// The law that a claim states for a tensor's entries.
public enum ClaimedLaw: Hashable, Codable, Sendable {
    /// Every entry equals the value.
    case constant(Double)

    /// Uniform on [low, high].
    case uniform(low: Double, high: Double)

    /// Normal.
    case normal(mean: Double, standardDeviation: Double)

    /// A normal parent cut at `low` and `high`, in standard deviations of the parent.
    case truncatedNormal(parentMean: Double, parentStandardDeviation: Double, low: Double, high: Double)

    /// An increasing function of a uniform or log-uniform variable on [low, high].
    case transformedUniform(TransformedUniform.Transform, low: Double, high: Double)

    /// A Haar-distributed orthogonal matrix times a gain; its columns, or its rows if there are fewer, are orthonormal.
    case orthogonal(gain: Double, rows: Int, columns: Int)

    /// The gain where row and column are equal, 0 elsewhere.
    case identity(gain: Double, rows: Int, columns: Int)

    /// The convolution [out, in / groups, kernel...] that passes channels through: 1 at the kernel's centre where
    /// output and input have the same number in their group, 0 elsewhere.
    case dirac(groups: Int, shape: [Int])

    /// A vector of four equal parts; the second is 1 and the others are 0: the bias of an LSTM's gates.
    case forgetGate(count: Int)

    /// Every row along the last axis holds the logarithms of 1, 2, ..., count, each rounded by the library that took
    /// it.
    case logarithms(count: Int)

    /// A fixed number of zeros in every column or row.
    case sparse(ClaimedSparsity)

    /// A kernel [kernel..., in, out] that is 0 except for a Haar-distributed matrix of orthonormal rows at its centre.
    case deltaOrthogonal(gain: Double, shape: [Int])

    /// The law of an entry as a distribution; if the entries differ, that of one at a random place.
    ///
    /// - Throws: `DistributionError` if the parameters lie outside the law's domain.
    public func distribution() throws(DistributionError) -> any Distribution {
        switch self {
        case .constant(let value):
            try PointMass(value)
        case .orthogonal(let gain, let rows, let columns):
            try HaarEntry(dimension: max(rows, columns), gain: gain)
        case .identity(let gain, let rows, let columns):
            try Self.pattern(gain, count: min(rows, columns), of: rows * columns)
        case .dirac(_, let shape) where shape.count < 3, .deltaOrthogonal(_, let shape) where shape.count < 3:
            throw .invalidParameters(law: "kernel", found: "shape \(shape)", expected: "three axes or more")
        case .dirac(let groups, let shape):
            try Self.pattern(1, count: groups * min(shape[0] / groups, shape[1]), of: Self.places(shape[...]))
        case .forgetGate(let count):
            try Self.pattern(1, count: count / 4, of: count)
        case .logarithms(let count):
            try EquallyLikely((1...count).map { log(Double($0)) })
        case .sparse(let sparse):
            try ZeroInflated(zeroProbability: Double(sparse.zeros) / Double(sparse.length), rest: try sparse.rest())
        case .deltaOrthogonal(let gain, let shape):
            try ZeroInflated(
                zeroProbability: 1 - 1 / Double(Self.places(shape.dropLast(2))),
                rest: try HaarEntry(dimension: shape[shape.count - 1], gain: gain)
            )
        case .transformedUniform(let transform, let low, let high):
            try TransformedUniform(transform, low: low, high: high)
        // A gain or a scale of 0 turns any law into a constant.
        case .uniform(let low, let high) where low == high:
            try PointMass(low)
        case .normal(let mean, 0), .truncatedNormal(let mean, 0, _, _):
            try PointMass(mean)
        case .uniform(let low, let high):
            try Uniform(low: low, high: high)
        case .normal(let mean, let standardDeviation):
            try Normal(mean: mean, standardDeviation: standardDeviation)
        case .truncatedNormal(let mean, let standardDeviation, let low, let high) where low < -9 && high > 9:
            // PyTorch's bounds are absolute: at std = 0.02 they lie at 100 standard deviations. Beyond 9 the parent has
            // a probability of 2.3e-19, so the law is its parent, for which exact tests are known, and whose values
            // may lie too far out though they are within the bounds.
            try Normal(mean: mean, standardDeviation: standardDeviation)
        case .truncatedNormal(let mean, let standardDeviation, let low, let high):
            // People write the largest number for "no bound". Beyond 40, a bound on one side leaves the law as it is;
            // but it would make the largest magnitude, which the tests' bounds depend on, infinite.
            try TruncatedNormal(
                parentMean: mean,
                parentStandardDeviation: standardDeviation,
                low: high > -40 ? max(low, -40) : low,
                high: low < 40 ? min(high, 40) : high
            )
        }
    }

    /// Uniform on [-limit, limit].
    static func symmetric(_ limit: Double) -> ClaimedLaw { .uniform(low: -limit, high: limit) }

    /// Normal with the given variance about 0.
    static func normal(variance: Double) -> ClaimedLaw {
        .normal(mean: 0, standardDeviation: variance.squareRoot())
    }

    /// A normal parent of the given variance about 0, cut at two standard deviations and not rescaled.
    static func truncatedNormal(parentVariance: Double) -> ClaimedLaw {
        .truncatedNormal(parentMean: 0, parentStandardDeviation: parentVariance.squareRoot(), low: -2, high: 2)
    }

    /// A normal law cut at two standard deviations of its parent and rescaled to the given variance.
    static func rescaledTruncatedNormal(variance: Double) -> ClaimedLaw {
        truncatedNormal(parentVariance: variance / truncatedVarianceFactor)
    }

    /// Var Z given |Z| < 2, where Z ~ N(0, 1): 1 - 4 phi(2) / (2 Phi(2) - 1), to 20 digits 0.77374130354992324718.
    package static let truncatedVarianceFactor = 0.773_741_303_549_923_25
}
