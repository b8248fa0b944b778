/// The initial weights of T5 in its first version, made so that attention needs no scaling of its logits.
///
/// Source: Raffel and others, *Exploring the limits of transfer learning with a unified text-to-text transformer*, JMLR
/// 21 (2020); the numbers are Mesh TensorFlow's, and stand in Hugging Face's `T5PreTrainedModel`.
public enum T5 {
    /// Keys, values, attention's output, both matrices of the perceptron and relative position biases:
    /// `N(0, 1 / fanIn)`.
    ///
    /// Biases of relative positions are `[buckets, heads]`, but have the variance `1 / width`: take the law of fans
    /// with the width as fan in.
    public typealias Normal = NamedScaling<LeCunVariance, NormalLaw, PyTorchLayout>

    /// Queries: `N(0, 1 / (width * headWidth))`, the factor that attention usually divides its logits by being part of
    /// the weights. Whatever the shape.
    public struct QueryNormal: EntrywiseInitializer, Hashable {
        /// The model's width.
        public let width: Int

        /// The width of one attention head.
        public let headWidth: Int

        public let key: Key

        /// The initializer whose draws are named by a key; parameters are checked when a law is asked for.
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

        /// The initializer whose draws are named by the key of a seed.
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
