extension Megatron {
    /// `init_method_normal`: `N(0, standardDeviation^2)`, whatever the shape. The default is 0.02.
    public struct Normal: EntrywiseInitializer, Hashable {
        /// The standard deviation, finite, 0 or more.
        public let standardDeviation: Double

        public let key: Key

        /// The initializer whose draws are named by a key; parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - standardDeviation: `init_method_std`, finite, 0 or more.
        public init(key: Key, standardDeviation: Double = 0.02) {
            self.standardDeviation = standardDeviation
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, standardDeviation: Double = 0.02) {
            self.init(key: Key(seed: seed), standardDeviation: standardDeviation)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            .normal(mean: 0, standardDeviation: standardDeviation)
        }
    }

    /// `scaled_init_method_normal`: `N(0, standardDeviation^2 / (2 layers))`, for the matrices before a residual sum.
    public struct ScaledNormal: EntrywiseInitializer, Hashable {
        /// Number of layers of the model.
        public let layers: Int

        /// The standard deviation before it is divided by sqrt(2 layers).
        public let standardDeviation: Double

        public let key: Key

        /// The initializer whose draws are named by a key; parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - layers: how many transformer layers, 1 or more.
        ///   - standardDeviation: `init_method_std`, finite, 0 or more.
        public init(key: Key, layers: Int, standardDeviation: Double = 0.02) {
            self.layers = layers
            self.standardDeviation = standardDeviation
            self.key = key
        }

        /// The initializer whose draws are named by the key of a seed.
        public init(seed: UInt64, layers: Int, standardDeviation: Double = 0.02) {
            self.init(key: Key(seed: seed), layers: layers, standardDeviation: standardDeviation)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try LargeModel.residual(standardDeviation, layers: layers)
        }
    }
}
