/// A number in bfloat16: the upper half of a single-precision number. 1 sign bit, 8 exponent bits, 7 fraction bits.
///
/// It has the range of `Float` (greatest finite value 3.3895e38, least positive value 9.18e-41) and 8 significant bits,
/// about two decimal digits. The type only holds and converts values; to calculate, widen them to `Float`.
///
/// Comparison follows IEEE 754: zeros of either sign are equal, and NaN equals nothing.
public struct BFloat16: Sendable, BitwiseCopyable {
    /// Sign, exponent and fraction, from the highest bit on.
    public let bitPattern: UInt16

    /// The number with these bits.
    @inline(__always)
    public init(bitPattern: UInt16) {
        self.bitPattern = bitPattern
    }

    /// `value` rounded to nearest, ties to even.
    ///
    /// Magnitudes of `(2 - 2^-8) * 2^127` or more round to infinity. A NaN stays a NaN, with its sign and the upper
    /// bits of its payload, and becomes quiet.
    ///
    /// - Complexity: O(1).
    public init(_ value: Float) {
        let bits = value.bitPattern
        if value.isNaN {
            self.init(bitPattern: UInt16(truncatingIfNeeded: bits >> 16) | 0x0040)
        } else {
            self.init(roundingBits: bits)
        }
    }

    /// `value` rounded to nearest, ties to even, once. Going through `Float` would round twice.
    ///
    /// Magnitudes of `(2 - 2^-8) * 2^127` or more round to infinity. A NaN stays a NaN and becomes quiet.
    ///
    /// - Complexity: O(1).
    public init(_ value: Double) {
        let nearest = Float(value)
        let difference = Double(nearest).magnitude - value.magnitude
        guard difference != 0, nearest.isFinite else {
            self.init(nearest)
            return
        }
        // Rounded to odd instead: towards 0, with the last bit set if anything was cut off. With 16 more bits than the
        // result has, this neither makes nor loses a tie. A double beyond all single-precision numbers is already
        // infinity here.
        let truncated = difference > 0 ? nearest.bitPattern &- 1 : nearest.bitPattern
        self.init(roundingBits: truncated | 1)
    }

    /// The number whose single-precision bits are these, rounded to nearest, ties to even; not for NaN.
    ///
    /// Adds half of the last place, less one bit if the kept number is even. A carry runs into the exponent, and from
    /// the greatest finite number on to infinity.
    @inline(__always)
    init(roundingBits bits: UInt32) {
        bitPattern = UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ ((bits &>> 16) & 1)) &>> 16)
    }
}

extension BFloat16 {
    /// A quiet NaN.
    public static var nan: BFloat16 { BFloat16(bitPattern: 0x7FC0) }

    /// Positive infinity.
    public static var infinity: BFloat16 { BFloat16(bitPattern: 0x7F80) }

    /// `(2 - 2^-7) * 2^127`, about 3.3895e38.
    public static var greatestFiniteMagnitude: BFloat16 { BFloat16(bitPattern: 0x7F7F) }

    /// `2^-126`, about 1.1755e-38.
    public static var leastNormalMagnitude: BFloat16 { BFloat16(bitPattern: 0x0080) }

    /// `2^-133`, about 9.1835e-41.
    public static var leastNonzeroMagnitude: BFloat16 { BFloat16(bitPattern: 0x0001) }

    /// Whether the value is neither infinite nor NaN.
    public var isFinite: Bool { bitPattern & 0x7F80 != 0x7F80 }

    /// Whether the value is positive or negative infinity.
    public var isInfinite: Bool { bitPattern & 0x7FFF == 0x7F80 }

    /// Whether the value is not a number.
    public var isNaN: Bool { bitPattern & 0x7FFF > 0x7F80 }

    /// The value without its sign.
    public var magnitude: BFloat16 { BFloat16(bitPattern: bitPattern & 0x7FFF) }

    /// The least value that compares greater, as IEEE 754 defines it. Infinity and NaN give themselves, zero of either
    /// sign gives the least positive number, and the least negative magnitude gives -0.
    public var nextUp: BFloat16 {
        if isNaN || bitPattern == 0x7F80 { return self }
        if bitPattern & 0x7FFF == 0 { return .leastNonzeroMagnitude }
        return BFloat16(bitPattern: bitPattern < 0x8000 ? bitPattern &+ 1 : bitPattern &- 1)
    }

    /// The greatest value that compares less: `-(-self).nextUp`.
    public var nextDown: BFloat16 { -(-self).nextUp }

    /// The value with the opposite sign, zero and NaN included.
    public static prefix func - (value: BFloat16) -> BFloat16 {
        BFloat16(bitPattern: value.bitPattern ^ 0x8000)
    }
}

extension BFloat16: Hashable, Comparable {
    public static func == (left: BFloat16, right: BFloat16) -> Bool { Float(left) == Float(right) }

    public static func < (left: BFloat16, right: BFloat16) -> Bool { Float(left) < Float(right) }

    public func hash(into hasher: inout Hasher) { hasher.combine(Float(self)) }
}

extension BFloat16: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// The literal as a double, rounded.
    public init(floatLiteral value: Double) { self.init(value) }

    /// The literal as a double, rounded.
    public init(integerLiteral value: Double) { self.init(value) }
}

extension BFloat16: CustomStringConvertible {
    /// The value as `Float` writes it.
    public var description: String { Float(self).description }
}

extension Float {
    /// The value of a bfloat16 number, exactly.
    @inline(__always)
    public init(_ value: BFloat16) {
        self.init(bitPattern: UInt32(value.bitPattern) &<< 16)
    }
}

extension Double {
    /// The value of a bfloat16 number, exactly.
    @inline(__always)
    public init(_ value: BFloat16) {
        self.init(Float(value))
    }
}
