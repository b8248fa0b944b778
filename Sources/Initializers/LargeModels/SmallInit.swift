/// Small initialization: `N(0, 2 / (5 width))`, whatever the shape.
///
/// It is Glorot's variance for a matrix of `width` inputs and `4 width` outputs, used for all matrices of a
/// transformer. Source: Nguyen and Salazar, *Transformers without tears*, IWSLT 2019, section 2.2; GPT-NeoX,
/// `small_init`.
public struct SmallInit: EntrywiseInitializer, Hashable {
    /// The model's width.
    public let width: Int

    public let key: Key

    /// The initializer that draws with a key. Parameters are checked when a law is asked for.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - width: the size of the model's hidden state, 1 or more.
    public init(key: Key, width: Int) {
        self.width = width
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, width: Int) {
        self.init(key: Key(seed: seed), width: width)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        let variance = 2 / (5 * (try LargeModel.positive(width, "width")))
        return .normal(mean: 0, standardDeviation: variance.squareRoot())
    }
}
