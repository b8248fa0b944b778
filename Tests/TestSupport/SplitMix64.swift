/// Steele, Lea & Flood (2014): the tests' own generator, so that no sample comes from the code under test.
///
/// Everything is inlinable, since tests draw many numbers.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    public var state: UInt64

    @inlinable public init(state: UInt64) { self.state = state }

    @inlinable public mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mix(state)
    }

    /// The generator's output at a state; a counter-based hash when the state is a counter.
    @inlinable public static func mix(_ state: UInt64) -> UInt64 {
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform on (0, 1).
    @inlinable public mutating func uniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// 2^64 over the golden ratio, made odd.
    @inlinable public static var increment: UInt64 { 0x9E37_79B9_7F4A_7C15 }
}
