/// A floating-point type whose samples can be summarised: Float and Double.
///
/// The ordered key is the magnitude's bit pattern under the value's sign, so that integer order is numeric order and
/// consecutive keys are consecutive representable values; -0 and +0 share key 0.
public protocol SampleScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
    /// The value's place among all representable values, in increasing order.
    var orderedKey: Int64 { get }

    /// The value at a place in increasing order.
    init(orderedKey: Int64)

    /// The value as a Double, exactly.
    var asDouble: Double { get }

    /// The nearest representable value.
    init(nearest value: Double)

    /// The nearest whole number of a value in 0...2^22, by adding the power of two whose ulp is 1: no branch and no trap,
    /// so that a loop over it is vectorised.
    var nearestIndex: Int32 { get }
}

extension SampleScalar {
    /// How far a value of this type may lie from the draw of `law` that it was rounded from: half the spacing where the
    /// law's values are farthest from 0, bounded laws at their bounds, others 12 standard deviations from their mean,
    /// beside what the mean itself is rounded by.
    static func largestRounding(under law: some Distribution) -> Double {
        let reach =
            law.isBounded
            ? max(abs(law.support.lowerBound), abs(law.support.upperBound))
            : abs(law.mean) + 12 * law.standardDeviation
        return 0.5 * Self(nearest: reach).ulp.asDouble + abs(Self(nearest: law.mean).asDouble - law.mean)
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
