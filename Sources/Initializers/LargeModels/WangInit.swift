/// Wang's initialization of the matrices before a residual sum: standard deviation `2 / (layers sqrt(width))`, normal,
/// whatever the shape.
///
/// Source: Wang and Komatsuzaki, *GPT-J-6B* (mesh-transformer-jax), 2021; Black and others, *GPT-NeoX-20B*, 2022,
/// section 2.3.1; GPT-NeoX, `wang_init`.
public struct WangInit: EntrywiseInitializer, Hashable {
    /// The model's width.
    public let width: Int

    /// Number of layers of the model.
    public let layers: Int

    public let key: Key

    /// The initializer that draws with a key. Parameters are checked when a law is asked for.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - width: the size of the model's hidden state, 1 or more.
    ///   - layers: how many transformer layers, 1 or more.
    public init(key: Key, width: Int, layers: Int) {
        self.width = width
        self.layers = layers
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, width: Int, layers: Int) {
        self.init(key: Key(seed: seed), width: width, layers: layers)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        let width = try LargeModel.positive(width, "width")
        let layers = try LargeModel.positive(layers, "layers")
        return .normal(mean: 0, standardDeviation: 2 / (layers * width.squareRoot()))
    }
}
