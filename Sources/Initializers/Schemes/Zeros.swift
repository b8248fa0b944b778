/// Every entry is 0.
public struct Zeros: EntrywiseInitializer, Hashable {
    /// The initializer, which draws nothing.
    public init() {}

    /// The key of seed 0. Nothing is drawn.
    public var key: Key { Key(seed: 0) }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        .constant(0)
    }
}
