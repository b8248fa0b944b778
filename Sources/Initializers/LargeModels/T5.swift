/// The initial weights of the first version of T5, scaled so that attention need not scale its logits.
///
/// Source: Raffel and others, *Exploring the limits of transfer learning with a unified text-to-text transformer*, JMLR
/// 21 (2020); the numbers are Mesh TensorFlow's, as in Hugging Face's `T5PreTrainedModel`.
public enum T5 {
    /// Keys, values, attention's output, both matrices of the perceptron and relative position biases:
    /// `N(0, 1 / fanIn)`.
    ///
    /// Relative position biases have shape `[buckets, heads]` but variance `1 / width`: use the law for given fans,
    /// with the width as fan in.
    public typealias Normal = NamedScaling<LeCunVariance, NormalLaw, PyTorchLayout>

    /// Queries: `N(0, 1 / (width * headWidth))`, whatever the shape. The weights include the factor by which attention
    /// usually divides its logits.
    public struct QueryNormal: EntrywiseInitializer, Hashable {
        /// The model's width.
        public let width: Int

        /// The width of one attention head.
        public let headWidth: Int

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - width: the size of the hidden state, `d_model`, 1 or more.
        ///   - headWidth: the size of a head's keys, `d_kv`, 1 or more.
        public init(key: Key, width: Int, headWidth: Int) {
            self.width = width
            self.headWidth = headWidth
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, width: Int, headWidth: Int) {
            self.init(key: Key(seed: seed), width: width, headWidth: headWidth)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            let width = try LargeModel.positive(width, "width")
            let headWidth = try LargeModel.positive(headWidth, "headWidth")
            return .normal(mean: 0, standardDeviation: (1 / (width * headWidth)).squareRoot())
        }
    }

    /// Token embeddings: `N(0, 1)`.
    public typealias Embedding = PyTorch.EmbeddingWeight
}
