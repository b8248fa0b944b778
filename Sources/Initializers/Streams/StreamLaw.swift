/// What a framework's initializer asks of its generator, with the numbers that its own code computes with.
///
/// The same law can have another last bit in another framework: PyTorch multiplies a standard deviation by `sqrt(3)`
/// where JAX takes the root of a variance in single precision. So a stream gets the rule, not the finished limits.
public enum StreamLaw: Hashable, Sendable {
    /// Every entry is this value.
    case constant(Double)

    /// Uniform between two bounds.
    case uniform(low: Double, high: Double)

    /// Normal.
    case normal(mean: Double, standardDeviation: Double)

    /// A normal law, the parent, cut at `low` and `high` standard deviations of the parent from its mean. `mean` and
    /// `standardDeviation` are the parent's.
    case truncatedNormal(mean: Double, standardDeviation: Double, low: Double, high: Double)

    /// Variance `gain^2 / n`, or `scale / n`, where `n` is a fan.
    case scaling(Scaling)

    /// A rule of variance scaling at known fans.
    public struct Scaling: Hashable, Sendable {
        /// What a framework's code has at hand: PyTorch and MLX a gain, the others its square.
        public enum Factor: Hashable, Sendable {
            case gain(Double)
            case scale(Double)
        }

        public var factor: Factor
        public var mode: VarianceScaling.Mode
        public var distribution: VarianceScaling.Distribution
        public var fans: Fans

        public init(
            _ factor: Factor,
            mode: VarianceScaling.Mode,
            distribution: VarianceScaling.Distribution,
            fans: Fans
        ) {
            self.factor = factor
            self.mode = mode
            self.distribution = distribution
            self.fans = fans
        }

        /// The factor as a gain.
        public var gain: Double {
            switch factor {
            case .gain(let gain): gain
            case .scale(let scale): scale.squareRoot()
            }
        }

        /// The factor as a scale, the square of the gain.
        public var scale: Double {
            switch factor {
            case .gain(let gain): gain * gain
            case .scale(let scale): scale
            }
        }
    }
}

extension WeightLaw {
    /// Throws unless a truncated law is cut at two standard deviations, as a framework cuts it.
    static func checkCut(_ low: Double, _ high: Double, in framework: String) throws(InitializerError) {
        try require(low == -2, "low", low, "-2, where \(framework) cuts, in standard deviations")
        try require(high == 2, "high", high, "2, where \(framework) cuts, in standard deviations")
    }
}

extension VarianceScaling.Mode {
    /// What the variance is divided by, in a framework that has no geometric mean.
    func denominator(_ fans: Fans, in framework: String) throws(InitializerError) -> Double {
        let n = denominator(fans)
        let expected = "fanIn, fanOut or fanAverage, the modes that \(framework) has"
        try WeightLaw.require(self != .fanGeometricAverage, "mode", n, expected)
        return n
    }
}
