public import NumberTypes

/// A binary floating-point format of 16 bits: sign, exponent, mantissa.
///
/// A pattern's *index* counts the values in increasing order: 0 for both zeros, 1 for the smallest positive value,
/// `largestIndex` for the largest finite one, and `largestIndex + 1` for infinity; negative values have negative
/// indices. Every finite value and every midpoint between two of them is a Double, so nothing here is rounded.
///
/// Source: IEEE 754-2019, section 3.4; bfloat16 is the upper half of binary32.
public enum SixteenBitFormat: CaseIterable, Hashable, Sendable {
    /// IEEE binary16: 5 exponent bits, 10 mantissa bits.
    case float16

    /// 8 exponent bits, 7 mantissa bits.
    case bfloat16

    /// Number of exponent bits.
    public var exponentBits: Int { 15 - mantissaBits }

    /// Number of stored mantissa bits.
    public var mantissaBits: Int {
        switch self {
        case .float16: 10
        case .bfloat16: 7
        }
    }

    /// The index of the largest finite value.
    public var largestIndex: Int { (1 << 15) - (1 << mantissaBits) - 1 }

    /// The largest finite value.
    public var greatestFiniteMagnitude: Double { magnitude(largestIndex) }

    // MARK: - Patterns

    /// The value of a pattern, exactly.
    public func value(_ pattern: UInt16) -> Double {
        guard let index = index(of: pattern) else { return .nan }
        if index == 0, pattern != 0 { return -0.0 }
        return value(at: index)
    }

    /// The index of a pattern among the values in increasing order; nil for NaN.
    public func index(of pattern: UInt16) -> Int? {
        let magnitude = Int(pattern & 0x7FFF)
        guard magnitude <= largestIndex + 1 else { return nil }
        return pattern & 0x8000 == 0 ? magnitude : -magnitude
    }

    /// The pattern at an index in increasing order, +0 at 0; nil beyond infinity.
    public func pattern(at index: Int) -> UInt16? {
        guard let magnitude = UInt16(exactly: index.magnitude), magnitude <= largestIndex + 1 else { return nil }
        return index < 0 ? magnitude | 0x8000 : magnitude
    }

    /// The pattern of the next larger value, with infinity after the largest finite value; nil for infinity and NaN.
    public func next(above pattern: UInt16) -> UInt16? {
        index(of: pattern).flatMap { self.pattern(at: $0 + 1) }
    }

    /// The pattern of the next smaller value, with -infinity after the least finite value; nil for -infinity and NaN.
    public func next(below pattern: UInt16) -> UInt16? {
        index(of: pattern).flatMap { self.pattern(at: $0 - 1) }
    }

    /// The numbers that round to the pattern's value, to nearest, ties to even: from the midpoint with the value below
    /// to the midpoint with the value above. The ends themselves belong to the value with the even mantissa.
    ///
    /// Above the largest finite value, the midpoint is the one with the power of two that would follow it; from there
    /// on numbers round to infinity. Nil for infinities and NaN.
    public func roundingInterval(of pattern: UInt16) -> ClosedRange<Double>? {
        guard let index = index(of: pattern), abs(index) <= largestIndex else { return nil }
        return boundary(above: index - 1)...boundary(above: index)
    }

    /// The pattern of the nearest value, ties to even; NaN for NaN.
    public func nearest(_ x: Double) -> UInt16 {
        x.isNaN ? 0x7FFF : pattern(at: index(rounding: x, .toNearestOrEven)) ?? 0x7FFF
    }

    // MARK: - Indices

    /// The value at an index in -(largestIndex + 1)...largestIndex + 1; NaN elsewhere.
    public func value(at index: Int) -> Double {
        guard (-largestIndex - 1...largestIndex + 1).contains(index) else { return .nan }
        let size = abs(index) <= largestIndex ? magnitude(abs(index)) : Double.infinity
        return index < 0 ? -size : size
    }

    /// The nearest value of the format, ties to even; infinite beyond its range.
    public func rounded(_ value: Double) -> Double { self.value(at: index(rounding: value, .toNearestOrEven)) }

    /// The index of `x`, which must not be NaN, rounded by `rule`. Beyond the largest finite value it is infinity's
    /// index, whatever the rule.
    func index(rounding x: Double, _ rule: FloatingPointRoundingRule) -> Int {
        guard x.isFinite else { return x > 0 ? largestIndex + 1 : -largestIndex - 1 }
        if x == 0 { return 0 }
        // The 2^mantissaBits values of one exponent are whole multiples of a quantum. The subnormals share theirs with
        // the first exponent. Scaling by a power of two is exact.
        let exponent = max(Int(x.exponent), leastExponent)
        guard exponent < 1 << (exponentBits - 1) else { return x > 0 ? largestIndex + 1 : -largestIndex - 1 }
        let quantum = Self.powerOfTwo(exponent - mantissaBits)
        let multiple = Int((x / quantum).rounded(rule))
        let offset = (exponent - leastExponent) << mantissaBits
        return multiple < 0 ? multiple - offset : multiple + offset
    }

    /// The midpoint between the values at `index` and `index + 1`, with infinity counted as the power of two that would
    /// follow the largest finite value; infinite beyond the infinities.
    func boundary(above index: Int) -> Double {
        if index < 0 { return -boundary(above: -index - 1) }
        guard index <= largestIndex else { return .infinity }
        return 0.5 * (magnitude(index) + magnitude(index + 1))
    }

    /// The finite values in single precision, by pattern, with 0 for -0; NaN for all other patterns.
    var floats: [Float] {
        switch self {
        case .float16: Self.float16Floats
        case .bfloat16: Self.bfloat16Floats
        }
    }

    // MARK: - Implementation

    private static let float16Floats = floats(of: .float16)
    private static let bfloat16Floats = floats(of: .bfloat16)

    private static func floats(of format: SixteenBitFormat) -> [Float] {
        (UInt16.min...UInt16.max).map { pattern in
            guard let index = format.index(of: pattern), abs(index) <= format.largestIndex else { return .nan }
            return Float(format.value(at: index))
        }
    }

    /// The exponent of the smallest normal value.
    private var leastExponent: Int { 2 - (1 << (exponentBits - 1)) }

    /// The value at an index >= 0, by the formula for finite values.
    private func magnitude(_ place: Int) -> Double {
        let field = place >> mantissaBits
        let fraction = place & ((1 << mantissaBits) - 1)
        // Subnormals: fraction 2^(leastExponent - mantissaBits).
        let significand = field == 0 ? fraction : fraction | (1 << mantissaBits)
        let exponent = leastExponent + max(0, field - 1) - mantissaBits
        return Double(significand) * Self.powerOfTwo(exponent)
    }

    /// 2^exponent by its bits, if the result is a normal Double. The exponents of 16-bit values, and those up to 10
    /// below, are in range.
    private static func powerOfTwo(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(truncatingIfNeeded: exponent + 1023) << 52)
    }
}

extension NumberType {
    /// The format of a floating-point type of 16 bits; nil for all others.
    public var sixteenBitFormat: SixteenBitFormat? {
        switch self {
        case .float16: .float16
        case .bfloat16: .bfloat16
        case .float32, .float64, .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: nil
        }
    }
}
