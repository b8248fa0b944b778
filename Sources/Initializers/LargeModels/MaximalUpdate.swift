/// Initial weights under the maximal update parametrization, muP, which keeps hyperparameters valid at every width.
///
/// Learning rates must scale along with the weights; that is up to the optimizer. The fans are those of the layer
/// itself.
/// Source: Yang, Hu and others, *Tensor programs V: Tuning large neural networks via zero-shot hyperparameter
/// transfer*, NeurIPS 2021, arXiv 2203.03466, table 3.
public enum MaximalUpdate {
    /// Input and hidden matrices: `N(0, gain^2 / fanIn)`.
    public struct HiddenNormal: EntrywiseInitializer, Hashable {
        /// A factor of the standard deviation.
        public let gain: Double

        /// How the fans are read from a shape.
        public let layout: Layout

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - gain: a factor of the standard deviation that holds for every width; finite, 0 or more.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, gain: Double = 1, layout: Layout = .outputInput) {
            self.gain = gain
            self.layout = layout
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, gain: Double = 1, layout: Layout = .outputInput) {
            self.init(key: Key(seed: seed), gain: gain, layout: layout)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try WeightLaw.requireFactor(gain, "gain")
            let fanIn = Double(try Fans(shape: shape, layout: layout).fanIn)
            return .normal(mean: 0, standardDeviation: gain / fanIn.squareRoot())
        }
    }

    /// The output matrix: `N(0, gain^2 / fanIn^2)`, where the fan in is the width.
    ///
    /// The standard deviation falls with the width, not with its square root.
    public struct OutputNormal: EntrywiseInitializer, Hashable {
        /// A factor of the standard deviation.
        public let gain: Double

        /// How the fans are read from a shape.
        public let layout: Layout

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a law is asked for.
        ///
        /// - Parameters:
        ///   - key: which draw.
        ///   - gain: a factor of the standard deviation that holds for every width; finite, 0 or more.
        ///   - layout: how the fans are read from a shape.
        public init(key: Key, gain: Double = 1, layout: Layout = .outputInput) {
            self.gain = gain
            self.layout = layout
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, gain: Double = 1, layout: Layout = .outputInput) {
            self.init(key: Key(seed: seed), gain: gain, layout: layout)
        }

        public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
            try WeightLaw.requireFactor(gain, "gain")
            let fanIn = Double(try Fans(shape: shape, layout: layout).fanIn)
            return .normal(mean: 0, standardDeviation: gain / fanIn)
        }
    }
}
