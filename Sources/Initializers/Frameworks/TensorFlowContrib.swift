/// The initializers of TensorFlow 1's `tf.contrib.layers`.
///
/// Source: `tensorflow/contrib/layers/python/layers/initializers.py`, TensorFlow 1.15.
public enum TensorFlowContrib {
    /// `tf.contrib.layers.variance_scaling_initializer`.
    ///
    /// Uniform: `U(-l, l)` with `l = sqrt(3 factor / n)`. Otherwise: normal, cut at two standard deviations of the
    /// parent, which is `sqrt(1.3 factor / n)`. The 1.3 stands for 1.2924..., the reciprocal of the cut law's variance:
    /// the realised variance is 1.0059 times `factor / n`.
    public struct VarianceScalingInitializer: EntrywiseInitializer, Hashable {
        /// The factor of the variance.
        public let factor: Double

        /// Which fan the variance is divided by.
        public let mode: VarianceScaling.Mode

        /// Whether the law is uniform rather than truncated normal.
        public let uniform: Bool

        public let key: Key

        /// The initializer that draws with a key. The defaults are TensorFlow's.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - factor: finite, 0 or more, checked when a law is asked for.
        ///   - mode: which fan `n` is.
        ///   - uniform: which of the two laws.
        public init(key: Key, factor: Double = 2, mode: VarianceScaling.Mode = .fanIn, uniform: Bool = false) {
            self.factor = factor
            self.mode = mode
            self.uniform = uniform
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, factor: Double = 2, mode: VarianceScaling.Mode = .fanIn, uniform: Bool = false) {
            self.init(key: Key(seed: seed), factor: factor, mode: mode, uniform: uniform)
        }

        /// - Throws: also `tooFewAxes` for a scalar, which has no fans in `tf.contrib.layers`.
        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            guard !shape.isEmpty else { throw .tooFewAxes(shape: shape, minimum: 1) }
            try WeightLaw.requireFactor(factor, "factor")
            let rule = VarianceScaling(
                key: key,
                scale: uniform ? factor : 1.3 * factor,
                mode: mode,
                distribution: uniform ? .uniform : .untruncatedNormal
            )
            let law = try rule.law(shape: shape)
            guard case .normal(let mean, let parent) = law else { return law }
            return .truncatedNormal(mean: mean, standardDeviation: parent, low: -2, high: 2)
        }
    }

    /// `tf.contrib.layers.xavier_initializer`, also called `xavier_initializer_conv2d`.
    ///
    /// Uniform: `U(-l, l)` with `l = sqrt(6 / (fanIn + fanOut))`. Otherwise: normal, cut at two standard deviations of
    /// the parent, which is `sqrt(1.3 * 2 / (fanIn + fanOut))`; the realised variance is 1.0059 times Glorot's.
    public struct XavierInitializer: EntrywiseInitializer, Hashable {
        /// Whether the law is uniform rather than truncated normal.
        public let uniform: Bool

        public let key: Key

        /// The initializer that draws with a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - uniform: which of the two laws.
        public init(key: Key, uniform: Bool = true) {
            self.uniform = uniform
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, uniform: Bool = true) {
            self.init(key: Key(seed: seed), uniform: uniform)
        }

        /// - Throws: also `tooFewAxes` for a scalar, which has no fans in `tf.contrib.layers`.
        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try VarianceScalingInitializer(key: key, factor: 1, mode: .fanAverage, uniform: uniform).law(shape: shape)
        }
    }
}
