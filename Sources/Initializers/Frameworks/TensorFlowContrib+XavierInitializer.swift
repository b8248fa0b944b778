extension TensorFlowContrib {
    /// `tf.contrib.layers.xavier_initializer`, also called `xavier_initializer_conv2d`.
    ///
    /// Uniform: `U(-l, l)` with `l = sqrt(6 / (fanIn + fanOut))`. Otherwise: normal, cut at two standard deviations of
    /// the parent, which is `sqrt(1.3 * 2 / (fanIn + fanOut))`; the realised variance is 1.0059 times Glorot's.
    public struct XavierInitializer: EntrywiseInitializer, Hashable {
        /// Whether the law is uniform; else it is a truncated normal one.
        public let uniform: Bool

        public let key: Key

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - uniform: which of the two laws.
        public init(key: Key, uniform: Bool = true) {
            self.uniform = uniform
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, uniform: Bool = true) {
            self.init(key: Key(seed: seed), uniform: uniform)
        }

        /// - Throws: also `tooFewAxes` for a scalar, which has no fans in `tf.contrib.layers`.
        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try VarianceScalingInitializer(key: key, factor: 1, mode: .fanAverage, uniform: uniform).law(shape: shape)
        }
    }
}
