extension PyTorch {
    /// The weight of `nn.Linear`, of `nn.Conv1d` to `nn.Conv3d` and of their transposed forms: `U(-l, l)` with
    /// `l = 1 / sqrt(fanIn)`, variance `1 / (3 fanIn)`: `kaiming_uniform_(a=sqrt(5))`.
    ///
    /// Shape `[out, in / groups, k...]`. PyTorch reads the weight of a transposed convolution,
    /// `[in, out / groups, k...]`, by the same rule, so the second axis counts as the inputs there, too.
    public typealias LayerWeight = NamedScaling<LayerVariance, UniformLaw, PyTorchLayout>

    /// The variance of layers' weights, `1 / (3 fanIn)`.
    public enum LayerVariance: FixedVariance {
        public static let scale = 1.0 / 3
        public static let mode = VarianceScaling.Mode.fanIn
    }

    /// The bias of `nn.Linear` and of convolutions: `U(-l, l)` with `l = 1 / sqrt(fanIn)`, where the fan in is the
    /// weight's.
    public struct LayerBias: EntrywiseInitializer, Hashable {
        /// The fan-in of the weight that the bias belongs to.
        public let fanIn: Int

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - fanIn: the fan in of the layer's weight, 1 or more.
        public init(key: Key, fanIn: Int) {
            self.fanIn = fanIn
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, fanIn: Int) {
            self.init(key: Key(seed: seed), fanIn: fanIn)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            guard fanIn >= 1 else { throw .invalidFan(name: "fanIn", value: fanIn) }
            let limit = (1 / Double(fanIn)).squareRoot()
            return .uniform(low: -limit, high: limit)
        }
    }

    /// The weight of `nn.Embedding` and `nn.EmbeddingBag`, `[entries, width]`: `N(0, 1)`.
    public typealias EmbeddingWeight = NamedNormal<UnitSpread>
}
