internal import CMath
public import Stats

/// A matrix with a fixed number of zeros in every column, or in every row, and independent normal draws elsewhere.
public struct ClaimedSparsity: Hashable, Codable, Sendable {
    /// The fraction of zeros, in 0...1.
    public let sparsity: Double

    /// The mean of the other entries.
    public let mean: Double

    /// The standard deviation of the other entries.
    public let standardDeviation: Double

    /// The lines that have the fixed number of zeros.
    public let line: SparseBattery.Line

    /// Rows of the matrix.
    public let rows: Int

    /// Columns of the matrix.
    public let columns: Int

    /// Number of entries of a column or row.
    public var length: Int { line == .column ? rows : columns }

    /// ceil(sparsity length), with the product in double precision.
    ///
    /// Source: torch/nn/init.py, sparse_: num_zeros = math.ceil(sparsity * rows).
    public var zeros: Int { Int((sparsity * Double(length)).rounded(.up)) }

    /// The law of the entries that are not 0.
    var law: ClaimedLaw { .normal(mean: mean, standardDeviation: standardDeviation) }

    /// The law of the entries that are not 0, as a distribution.
    ///
    /// - Throws: `DistributionError` if the parameters lie outside the law's domain.
    public func rest() throws(DistributionError) -> Normal {
        try Normal(mean: mean, standardDeviation: standardDeviation)
    }
}

extension ClaimedLaw {
    /// Whether the entries of a tensor depend on one another, so that it is tested as a whole.
    public var isStructured: Bool {
        switch self {
        case .identity, .dirac, .forgetGate, .logarithms, .sparse, .orthogonal, .deltaOrthogonal: true
        case .constant, .uniform, .normal, .truncatedNormal, .transformedUniform: false
        }
    }

    /// Whether the tensor is an orthogonal matrix, or has one at its centre.
    public var isOrthogonal: Bool {
        switch self {
        case .orthogonal, .deltaOrthogonal: true
        default: false
        }
    }

    /// Whether nothing is drawn at all.
    public var isDeterministic: Bool {
        switch self {
        case .constant, .identity, .dirac, .forgetGate, .logarithms: true
        default: false
        }
    }

    /// A constant with some entries, the rest of them 0.
    static func pattern(_ value: Double, count: Int, of all: Int) throws(DistributionError) -> any Distribution {
        guard all > 0, count < all, value != 0 else { return try PointMass(value) }
        return try ZeroInflated(zeroProbability: Double(all - count) / Double(all), rest: try PointMass(value))
    }

    /// The claimed value at each index of a tensor; nil for a law that is drawn, and for a constant.
    ///
    /// Sources: keras/src/initializers/constant_initializers.py, Identity: ops.eye(rows, columns) times the gain;
    /// torch/nn/init.py, dirac_: in each group g, tensor[g out_per_group + d, d, size // 2, ...] = 1 for
    /// d < min(out_per_group, in).
    package func pattern() -> (@Sendable (Int) -> Double)? {
        switch self {
        case .identity(let gain, _, let columns):
            return { $0 / columns == $0 % columns ? gain : 0 }
        case .dirac(let groups, let shape):
            let places = Self.places(shape.dropFirst(2))
            let centre = Self.centre(shape.dropFirst(2).map { ($0, $0 / 2) })
            let outputs = shape[0] / groups
            var ones: Set<Int> = []
            for group in 0..<groups {
                for channel in 0..<min(outputs, shape[1]) {
                    let output = group * outputs + channel
                    ones.insert((output * shape[1] + channel) * places + centre)
                }
            }
            return { [ones] in ones.contains($0) ? 1 : 0 }
        case .forgetGate(let count):
            return { (count / 4..<count / 2).contains($0) ? 1 : 0 }
        case .logarithms(let count):
            return { log(Double($0 % count + 1)) }
        default:
            return nil
        }
    }

    /// How far a stored value may lie from the pattern's before it is rounded to its type; nil if the pattern's values
    /// are exact.
    ///
    /// For a logarithm, one unit in the last place of single precision. Among those of 1 to 65,536, PyTorch 2.15 has
    /// 525 that are not the nearest number, JAX 575 and NumPy 1,988; the worst are 0.56, 0.56 and 0.63 units off. The
    /// logarithm of 1 is 0 everywhere.
    package var patternError: (@Sendable (Double) -> Double)? {
        guard case .logarithms = self else { return nil }
        return { $0 == 0 ? 0 : Double(Float($0).ulp) }
    }

    /// Number of places in a kernel.
    package static func places(_ kernel: ArraySlice<Int>) -> Int { kernel.reduce(1, *) }

    /// The place of a kernel's centre, with the last axis varying fastest, from the size and the middle of each axis.
    package static func centre(_ axes: [(size: Int, middle: Int)]) -> Int {
        axes.reduce(0) { $0 * $1.size + $1.middle }
    }
}
