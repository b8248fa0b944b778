/// The initializers of PrettyTensor 0.7.4. Source: `prettytensor/layers.py`.
public enum PrettyTensor {
    /// `prettytensor.layers.xavier_init(n_inputs, n_outputs, uniform)`.
    ///
    /// Uniform: `U(-l, l)` with `l = sqrt(6 / (fanIn + fanOut))`. Otherwise: normal, cut at two standard deviations of
    /// the parent, which is `sqrt(3 / (fanIn + fanOut))`, without rescaling; the realised variance is 1.1606 times
    /// Glorot's.
    public struct XavierInit: EntrywiseInitializer, Hashable {
        /// The fans that the caller gave; nil reads them from the shape, in the layout `inputOutput`.
        public let fans: Fans?

        /// Whether the law is uniform rather than truncated normal.
        public let uniform: Bool

        public let key: Key

        /// The initializer that draws with a key.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - fans: numbers of inputs and outputs; nil reads them from the shape, in the layout `inputOutput`.
        ///   - uniform: which of the two laws.
        public init(key: Key, fans: Fans? = nil, uniform: Bool = true) {
            self.fans = fans
            self.uniform = uniform
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, fans: Fans? = nil, uniform: Bool = true) {
            self.init(key: Key(seed: seed), fans: fans, uniform: uniform)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            let known = if let fans { fans } else { try Fans(shape: shape) }
            let sum = Double(known.fanIn) + Double(known.fanOut)
            if uniform {
                let limit = (6 / sum).squareRoot()
                return .uniform(low: -limit, high: limit)
            }
            return .truncatedNormal(mean: 0, standardDeviation: (3 / sum).squareRoot(), low: -2, high: 2)
        }
    }
}
