/// An initializer that is a case of `VarianceScaling` under a name of its own.
public protocol ScaledInitializer: EntrywiseInitializer {
    /// The case that it is.
    var scaling: VarianceScaling { get }
}

extension ScaledInitializer {
    public var key: Key { scaling.key }

    public func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        try scaling.law(shape: shape)
    }

    /// The law for fans that the caller knows.
    ///
    /// - Throws: `InitializerError.invalidParameter` if the gain is negative or not finite.
    /// - Complexity: O(1).
    public func law(fans: Fans) throws(InitializerError) -> WeightLaw {
        try scaling.law(fans: fans)
    }
}

/// The scale of a gain: its square, with its sign, so that a negative gain is found out as a negative scale.
func scale(gain: Double) -> Double {
    gain * gain.magnitude
}
