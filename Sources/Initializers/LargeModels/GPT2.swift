/// The initial weights of GPT-2.
///
/// Source: Radford, Wu, Child, Luan, Amodei and Sutskever, *Language models are unsupervised multitask learners*, 2019,
/// section 2.3, and its released code (standard deviation 0.02 for every matrix; positions 0.01).
public enum GPT2 {
    /// Every matrix except the residual projections, as Hugging Face reads the paper: `N(0, standardDeviation^2)`, 0.02
    /// unless given, whatever the shape. (OpenAI's own code uses 0.01 for the position embeddings.)
    public typealias Normal = NamedNormal<TransformerSpread>

    /// The projections into the residual stream, two a layer (attention and perceptron):
    /// `N(0, standardDeviation^2 / (2 layers))`.
    ///
    /// The paper scales the weights of residual layers by `1 / sqrt(N)`, where `N` is the number of residual layers.
    /// Hugging Face's `GPT2PreTrainedModel` reads this as `0.02 / sqrt(2 * n_layer)`.
    public struct ResidualNormal: EntrywiseInitializer, Hashable {
        /// Number of layers of the model.
        public let layers: Int

        /// The standard deviation before it is divided by sqrt(2 layers).
        public let standardDeviation: Double

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - layers: how many transformer blocks, 1 or more.
        ///   - standardDeviation: of the other matrices, finite, 0 or more.
        public init(key: Key, layers: Int, standardDeviation: Double = 0.02) {
            self.layers = layers
            self.standardDeviation = standardDeviation
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, layers: Int, standardDeviation: Double = 0.02) {
            self.init(key: Key(seed: seed), layers: layers, standardDeviation: standardDeviation)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try LargeModel.residual(standardDeviation, layers: layers)
        }
    }
}
