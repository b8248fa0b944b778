/// Every entry is one value, rounded to the scalar type.
public struct Constant: EntrywiseInitializer, Hashable {
    /// The value, finite.
    public let value: Double

    /// The initializer for a value, which is checked when a law is asked for.
    ///
    /// - Parameter value: finite.
    public init(_ value: Double) {
        self.value = value
    }

    /// The key of seed 0. Nothing is drawn.
    public var key: Key { Key(seed: 0) }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        .constant(value)
    }
}
