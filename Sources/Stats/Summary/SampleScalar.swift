/// A floating-point type whose samples can be summarised: Float and Double.
///
/// The ordered key is the magnitude's bit pattern with the value's sign, so integer order is numeric order and
/// consecutive keys are consecutive representable values. -0 and +0 share key 0.
public protocol SampleScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
    /// The value's place among all representable values, in increasing order.
    var orderedKey: Int64 { get }

    /// The value at a place in increasing order.
    init(orderedKey: Int64)

    /// The value as a Double, exactly.
    var asDouble: Double { get }

    /// The nearest representable value.
    init(nearest value: Double)

    /// The nearest whole number of a value in 0...2^22, by adding the power of two whose ulp is 1. Without a branch or
    /// a trap, a loop over it vectorises.
    var nearestIndex: Int32 { get }
}

extension SampleScalar {
    /// How far a value of this type may lie from the draw from `law` that it was rounded from, and the spacing of the
    /// type where the law's values are farthest from 0: at the bounds for bounded laws, 12 standard deviations from the
    /// mean for others.
    ///
    /// A generator scales and shifts in the type itself. First the parameters are rounded to it, and then the value: by
    /// half the spacing when rounding to nearest, by the whole spacing if a uniform generator stays below its upper
    /// bound.
    package static func rounding(under law: some Distribution) -> (distance: Double, spacing: Double) {
        func error(_ parameter: Double) -> Double { abs(Self(nearest: parameter).asDouble - parameter) }
        guard law.isBounded else {
            let spacing = Self(nearest: abs(law.mean) + 12 * law.standardDeviation).ulp.asDouble
            return (0.5 * spacing + error(law.mean), spacing)
        }
        let (low, high) = (law.support.lowerBound, law.support.upperBound)
        let spacing = Self(nearest: max(abs(low), abs(high))).ulp.asDouble
        return (spacing + max(error(low), error(high)), spacing)
    }

    /// The largest probability that one of five central quantiles stands for once it is rounded to a value, which is
    /// that of the value's whole rounding interval. It reveals a law that is narrower than the spacing of the values
    /// there.
    static func centralAtom(under law: some Distribution) -> Double {
        [0.1, 0.25, 0.5, 0.75, 0.9].map { p in
            let key = orderedKey(nearest: law.quantile(p))
            func middle(_ key: Int64, _ next: Int64) -> Double {
                let (a, b) = (Self(orderedKey: key).asDouble, Self(orderedKey: next).asDouble)
                return a + 0.5 * (b - a)
            }
            return law.cdf(middle(key, key + 1)) - law.cdf(middle(key - 1, key))
        }.max() ?? 0
    }

    /// The key of the nearest finite value; 0 for NaN.
    static func orderedKey(nearest value: Double) -> Int64 {
        let bound = Self.greatestFiniteMagnitude
        return min(max(Self(nearest: value.isNaN ? 0 : value), -bound), bound).orderedKey
    }
}

extension Float: SampleScalar {
    @inlinable public var orderedKey: Int64 {
        let magnitude = Int64(bitPattern & 0x7FFF_FFFF)
        return sign == .minus ? -magnitude : magnitude
    }

    @inlinable public init(orderedKey key: Int64) {
        let bits = UInt32(truncatingIfNeeded: key.magnitude)
        self.init(bitPattern: key < 0 ? bits | 0x8000_0000 : bits)
    }

    @inlinable public var asDouble: Double { Double(self) }
    @inlinable public init(nearest value: Double) { self.init(value) }

    @inlinable public var nearestIndex: Int32 {
        Int32(truncatingIfNeeded: (self + 0x1p23).bitPattern & 0x7F_FFFF)
    }
}

extension Double: SampleScalar {
    @inlinable public var orderedKey: Int64 {
        let magnitude = Int64(bitPattern: bitPattern & 0x7FFF_FFFF_FFFF_FFFF)
        return sign == .minus ? -magnitude : magnitude
    }

    @inlinable public init(orderedKey key: Int64) {
        self.init(bitPattern: key < 0 ? key.magnitude | 0x8000_0000_0000_0000 : key.magnitude)
    }

    @inlinable public var asDouble: Double { self }
    @inlinable public init(nearest value: Double) { self = value }

    @inlinable public var nearestIndex: Int32 {
        Int32(truncatingIfNeeded: (self + 0x1p52).bitPattern & 0x7F_FFFF)
    }
}
