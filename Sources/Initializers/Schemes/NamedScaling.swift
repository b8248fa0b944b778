/// A named rule made of a variance, a law and a layout: a case of `VarianceScaling`.
///
/// The names are type aliases:
///
///     public typealias HeNormal = NamedScaling<HeVariance, TruncatedNormalLaw, KerasLayout>
public struct NamedScaling<Variance: NamedVariance, Law: NamedLaw, Convention: NamedLayout>: ScaledInitializer, Hashable
{
    public let key: Key

    /// A factor of the standard deviation; 1 if the rule takes none.
    public let gain: Double

    /// Which fan the variance is divided by.
    public let mode: VarianceScaling.Mode

    /// How the fans are read from a shape.
    public let layout: Layout

    /// The case of `VarianceScaling` that this rule is. The squared gain keeps the gain's sign, so that a negative gain
    /// becomes a negative scale.
    public var scaling: VarianceScaling {
        VarianceScaling(
            key: key,
            scale: Variance.scale * (gain * gain.magnitude),
            mode: mode,
            distribution: Law.distribution,
            layout: layout
        )
    }

    public func law(fans: Fans) throws(InitializerError) -> WeightLaw {
        try WeightLaw.requireFactor(gain, "gain")
        return try scaling.law(fans: fans)
    }

    init(_ key: Key, gain: Double = 1, mode: VarianceScaling.Mode = Variance.mode, layout: Layout = Convention.layout) {
        self.key = key
        self.gain = gain
        self.mode = mode
        self.layout = layout
    }
}

extension NamedScaling where Variance: FixedVariance {
    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - layout: how the fans are read from a shape; the framework's unless given.
    public init(key: Key, layout: Layout = Convention.layout) {
        self.init(key, layout: layout)
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, layout: Layout = Convention.layout) {
        self.init(Key(seed: seed), layout: layout)
    }
}

extension NamedScaling where Variance: GainedVariance {
    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - gain: a factor of the standard deviation; finite, 0 or more, checked when a law is asked for.
    ///   - layout: how the fans are read from a shape; the framework's unless given.
    public init(key: Key, gain: Double = 1, layout: Layout = Convention.layout) {
        self.init(key, gain: gain, layout: layout)
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, gain: Double = 1, layout: Layout = Convention.layout) {
        self.init(Key(seed: seed), gain: gain, layout: layout)
    }
}
