/// Weights whose variance is `scale / n`, where `n` is a fan. Glorot's, He's and LeCun's rules are cases of it.
///
/// | distribution | law |
/// | --- | --- |
/// | `uniform` | uniform on `[-l, l]`, `l = sqrt(3 scale / n)` |
/// | `untruncatedNormal` | normal, standard deviation `sqrt(scale / n)` |
/// | `truncatedNormal` | normal, parent's standard deviation `sqrt(scale / n) / 0.8796...`, cut at two of these |
///
/// 0.8796... is the standard deviation of a standard normal law after the cut, so all three laws have variance
/// `scale / n`.
///
/// Source: Keras and TensorFlow 2, `VarianceScaling`; JAX, `jax.nn.initializers.variance_scaling`, whose `"normal"` is
/// untruncated; Keras' is truncated.
public struct VarianceScaling: EntrywiseInitializer, Hashable {
    /// Which fan the variance is divided by.
    public enum Mode: Hashable, Sendable {
        /// The number of inputs of an output.
        case fanIn
        /// The number of outputs of an input.
        case fanOut
        /// The arithmetic mean, `(fanIn + fanOut) / 2`.
        case fanAverage
        /// The geometric mean, `sqrt(fanIn * fanOut)`: JAX only.
        case fanGeometricAverage

        /// What the variance is divided by.
        package func denominator(_ fans: Fans) -> Double {
            let (inputs, outputs) = (Double(fans.fanIn), Double(fans.fanOut))
            return switch self {
            case .fanIn: inputs
            case .fanOut: outputs
            case .fanAverage: (inputs + outputs) / 2
            case .fanGeometricAverage: (inputs * outputs).squareRoot()
            }
        }
    }

    /// The law that is scaled.
    public enum Distribution: Hashable, Sendable {
        /// Uniform about 0.
        case uniform
        /// Normal, cut at two standard deviations of its parent and rescaled.
        case truncatedNormal
        /// Normal.
        case untruncatedNormal
    }

    /// The variance times the fan.
    public let scale: Double

    /// Which fan the variance is divided by.
    public let mode: Mode

    /// The law that is scaled.
    public let distribution: Distribution

    /// How the fans are read from a shape.
    public let layout: Layout

    public let key: Key

    /// A rule of your own. The defaults are Keras'.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - scale: the variance times the fan; finite, 0 or more, checked when a law is asked for.
    ///   - mode: which fan.
    ///   - distribution: which law.
    ///   - layout: how the fans are read from a shape.
    public init(
        key: Key,
        scale: Double = 1,
        mode: Mode = .fanIn,
        distribution: Distribution = .truncatedNormal,
        layout: Layout = .inputOutput
    ) {
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.layout = layout
        self.key = key
    }

    /// A rule of your own, with the key of a seed.
    public init(
        seed: UInt64,
        scale: Double = 1,
        mode: Mode = .fanIn,
        distribution: Distribution = .truncatedNormal,
        layout: Layout = .inputOutput
    ) {
        self.init(key: Key(seed: seed), scale: scale, mode: mode, distribution: distribution, layout: layout)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        try law(fans: Fans(shape: shape, layout: layout))
    }

    /// The law for fans that the caller knows.
    ///
    /// - Throws: `InitializerError.invalidParameter` if the scale is negative or not finite.
    /// - Complexity: O(1).
    public func law(fans: Fans) throws(InitializerError) -> WeightLaw {
        try WeightLaw.requireFactor(scale, "scale")
        let n = mode.denominator(fans)
        switch distribution {
        case .uniform:
            let limit = (3 * scale / n).squareRoot()
            return .uniform(low: -limit, high: limit)
        case .truncatedNormal:
            let parent = (scale / n).squareRoot() / Self.truncatedStandardDeviation
            return .truncatedNormal(mean: 0, standardDeviation: parent, low: -2, high: 2)
        case .untruncatedNormal:
            return .normal(mean: 0, standardDeviation: (scale / n).squareRoot())
        }
    }

    /// The standard deviation of the standard normal law cut at -2 and 2, `sqrt(1 - 4 phi(2) / (2 Phi(2) - 1))`, to the
    /// 17 digits in Keras and JAX.
    package static let truncatedStandardDeviation = 0.87962566103423978
}
