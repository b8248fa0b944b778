internal import NumberTypes

/// Widens 16-bit numbers, which is exact.
///
/// It uses branch-free loops over whole buffers: the standard library's conversion is a call per number.
enum Widening {
    /// binary16 to binary32.
    ///
    /// With the exponent and fraction bits in their new places, the number is too small by exactly 2^112, since the
    /// exponents' biases are 15 and 127. Multiplying corrects that, also for subnormal numbers. An exponent of all ones
    /// stays all ones. A NaN keeps its sign and payload.
    @inline(__always)
    static func float(binary16 bits: UInt16) -> Float {
        let magnitude = UInt32(bits & 0x7FFF) << 13
        let scaled = (Float(bitPattern: magnitude) * 0x1p112).bitPattern
        let isFinite = bits & 0x7C00 != 0x7C00
        let sign = UInt32(bits & 0x8000) << 16
        return Float(bitPattern: (isFinite ? scaled : magnitude | 0x7F80_0000) | sign)
    }

    /// bfloat16, the upper half of a binary32, to binary32.
    @inline(__always)
    static func float(bfloat16 bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

    static func widen(
        _ words: UnsafeBufferPointer<UInt16>,
        of type: NumberType,
        into values: UnsafeMutableBufferPointer<Float>
    ) {
        if type == .bfloat16 {
            for i in 0..<words.count { values[i] = float(bfloat16: words[i]) }
        } else {
            for i in 0..<words.count { values[i] = float(binary16: words[i]) }
        }
    }

    static func widen(
        _ words: UnsafeBufferPointer<UInt16>,
        of type: NumberType,
        into values: UnsafeMutableBufferPointer<Double>
    ) {
        if type == .bfloat16 {
            for i in 0..<words.count { values[i] = Double(float(bfloat16: words[i])) }
        } else {
            for i in 0..<words.count { values[i] = Double(float(binary16: words[i])) }
        }
    }

    static func widen(_ words: UnsafeBufferPointer<UInt32>, into values: UnsafeMutableBufferPointer<Double>) {
        for i in 0..<words.count { values[i] = Double(Float(bitPattern: words[i])) }
    }
}
