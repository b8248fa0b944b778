/// The weights of a vision transformer as timm draws them: `N(0, standardDeviation^2)` cut at the values -2 and 2.
///
/// The bounds are absolute: with the standard deviation 0.02 they are 100 standard deviations away and cut nothing.
/// Source: timm, `trunc_normal_(std=.02)` in `init_weights_vit_timm`.
public struct VisionTransformerNormal: EntrywiseInitializer, Hashable {
    /// The parent's standard deviation.
    public let standardDeviation: Double

    public let key: Key

    /// The initializer whose draws are named by a key; parameters are checked when a law is asked for.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - standardDeviation: the parent's, finite, 0 or more.
    public init(key: Key, standardDeviation: Double = 0.02) {
        self.standardDeviation = standardDeviation
        self.key = key
    }

    /// The initializer whose draws are named by the key of a seed.
    public init(seed: UInt64, standardDeviation: Double = 0.02) {
        self.init(key: Key(seed: seed), standardDeviation: standardDeviation)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        try PyTorch.TruncNormal(key: key, standardDeviation: standardDeviation).law(shape: shape)
    }
}
