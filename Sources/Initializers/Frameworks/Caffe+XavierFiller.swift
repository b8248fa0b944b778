extension Caffe {
    /// Caffe's `xavier` filler: `U(-l, l)` with `l = sqrt(3 / n)`, variance `1 / n`, where `n` is the fan in unless
    /// another fan is asked for.
    public struct XavierFiller: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - varianceNorm: Caffe's `variance_norm`: which fan the variance is divided by.
        public init(key: Key, varianceNorm: VarianceScaling.Mode = .fanIn) {
            scaling = VarianceScaling(
                key: key,
                scale: 1,
                mode: varianceNorm,
                distribution: .uniform,
                layout: .outputInput
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, varianceNorm: VarianceScaling.Mode = .fanIn) {
            self.init(key: Key(seed: seed), varianceNorm: varianceNorm)
        }
    }
}
