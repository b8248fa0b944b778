extension PyTorch {
    /// `torch.nn.init.kaiming_uniform_`: `U(-l, l)` with `l = gain * sqrt(3 / fan)`.
    ///
    /// The default is PyTorch's, a leaky rectifier of slope 0, whose gain is `sqrt(2)`. `nn.Linear` and `nn.Conv2d`
    /// draw their weights with the slope `sqrt(5)`, which comes to `U(-1 / sqrt(fanIn), 1 / sqrt(fanIn))`.
    public struct KaimingUniform: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - mode: which fan the variance is divided by.
        ///   - nonlinearity: the layer's activation, whose gain is a factor of the standard deviation.
        ///   - layout: how the fans are read from a shape.
        public init(
            key: Key,
            mode: VarianceScaling.Mode = .fanIn,
            nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
            layout: Layout = .outputInput
        ) {
            scaling = VarianceScaling(
                key: key,
                scale: nonlinearity.squaredGain,
                mode: mode,
                distribution: .uniform,
                layout: layout
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(
            seed: UInt64,
            mode: VarianceScaling.Mode = .fanIn,
            nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
            layout: Layout = .outputInput
        ) {
            self.init(key: Key(seed: seed), mode: mode, nonlinearity: nonlinearity, layout: layout)
        }
    }

    /// `torch.nn.init.kaiming_normal_`: `N(0, gain^2 / fan)`, not truncated.
    ///
    /// The default is PyTorch's, a leaky rectifier of slope 0, whose gain is `sqrt(2)`.
    public struct KaimingNormal: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The initializer whose draws are named by a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - mode: which fan the variance is divided by.
        ///   - nonlinearity: the layer's activation, whose gain is a factor of the standard deviation.
        ///   - layout: how the fans are read from a shape.
        public init(
            key: Key,
            mode: VarianceScaling.Mode = .fanIn,
            nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
            layout: Layout = .outputInput
        ) {
            scaling = VarianceScaling(
                key: key,
                scale: nonlinearity.squaredGain,
                mode: mode,
                distribution: .untruncatedNormal,
                layout: layout
            )
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(
            seed: UInt64,
            mode: VarianceScaling.Mode = .fanIn,
            nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
            layout: Layout = .outputInput
        ) {
            self.init(key: Key(seed: seed), mode: mode, nonlinearity: nonlinearity, layout: layout)
        }
    }
}
