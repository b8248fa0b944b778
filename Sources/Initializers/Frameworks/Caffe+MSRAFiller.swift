extension Caffe {
    /// Caffe's `msra` filler: `N(0, 2 / n)`, not truncated, where `n` is the fan in unless another fan is asked for.
    public struct MSRAFiller: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - varianceNorm: Caffe's `variance_norm`: which fan the variance is divided by.
        public init(key: Key, varianceNorm: VarianceScaling.Mode = .fanIn) {
            scaling = VarianceScaling(
                key: key,
                scale: 2,
                mode: varianceNorm,
                distribution: .untruncatedNormal,
                layout: .outputInput
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, varianceNorm: VarianceScaling.Mode = .fanIn) {
            self.init(key: Key(seed: seed), varianceNorm: varianceNorm)
        }
    }
}
