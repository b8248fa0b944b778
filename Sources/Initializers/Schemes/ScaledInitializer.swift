/// An initializer that is a case of `VarianceScaling` under a name of its own.
public protocol ScaledInitializer: EntrywiseInitializer {
    /// The case of `VarianceScaling` that this rule is.
    var scaling: VarianceScaling { get }

    /// The law for fans that the caller knows.
    ///
    /// - Throws: `InitializerError.invalidParameter` if a parameter is outside its domain.
    /// - Complexity: O(1).
    func law(fans: Fans) throws(InitializerError) -> WeightLaw
}

extension ScaledInitializer {
    public var key: Key { scaling.key }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        try law(fans: Fans(shape: shape, layout: scaling.layout))
    }

    public func law(fans: Fans) throws(InitializerError) -> WeightLaw {
        try scaling.law(fans: fans)
    }
}
