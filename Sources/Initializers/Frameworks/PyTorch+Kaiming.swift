extension PyTorch {
    /// He's rule as in `torch.nn.init`, for either fan and any activation: variance `gain^2 / fan`.
    public struct Kaiming<Law: NamedLaw>: ScaledInitializer, Hashable {
        public let scaling: VarianceScaling

        /// The layer's activation.
        public let nonlinearity: Nonlinearity

        /// The initializer that draws with a key.
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
            self.nonlinearity = nonlinearity
            scaling = VarianceScaling(
                key: key,
                scale: nonlinearity.squaredGain,
                mode: mode,
                distribution: Law.distribution,
                layout: layout
            )
        }

        /// The initializer that draws with the key of a seed.
        public init(
            seed: UInt64,
            mode: VarianceScaling.Mode = .fanIn,
            nonlinearity: Nonlinearity = .leakyReLU(negativeSlope: 0),
            layout: Layout = .outputInput
        ) {
            self.init(key: Key(seed: seed), mode: mode, nonlinearity: nonlinearity, layout: layout)
        }

        public func law(fans: Fans) throws(InitializerError) -> WeightLaw {
            if case .leakyReLU(let negativeSlope) = nonlinearity {
                try WeightLaw.require(!negativeSlope.isNaN, "negativeSlope", negativeSlope, "a number")
            }
            return try scaling.law(fans: fans)
        }
    }
}
