/// A normal law cut at two absolute values, whatever the shape and without rescaling. The default standard deviation is
/// a framework's.
public struct NamedBoundedNormal<Spread: NamedSpread>: EntrywiseInitializer, Hashable {
    /// The parent's mean.
    public let mean: Double

    /// The parent's standard deviation.
    public let standardDeviation: Double

    /// The lower bound, an absolute value.
    public let low: Double

    /// The upper bound, an absolute value.
    public let high: Double

    public let key: Key

    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - mean: the parent's mean, finite.
    ///   - standardDeviation: the parent's standard deviation, finite, 0 or more.
    ///   - low: the least value.
    ///   - high: the greatest value, above `low`.
    public init(
        key: Key,
        mean: Double = 0,
        standardDeviation: Double = Spread.standardDeviation,
        low: Double = -2,
        high: Double = 2
    ) {
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.low = low
        self.high = high
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(
        seed: UInt64,
        mean: Double = 0,
        standardDeviation: Double = Spread.standardDeviation,
        low: Double = -2,
        high: Double = 2
    ) {
        self.init(key: Key(seed: seed), mean: mean, standardDeviation: standardDeviation, low: low, high: high)
    }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        if standardDeviation == 0 {
            return .normal(mean: mean, standardDeviation: 0)
        }
        // Report the bounds as the call gave them, not in standard deviations.
        guard !(low >= high) else { throw .reversedBounds(low: low, high: high) }
        return .truncatedNormal(
            mean: mean,
            standardDeviation: standardDeviation,
            low: (low - mean) / standardDeviation,
            high: (high - mean) / standardDeviation
        )
    }
}
