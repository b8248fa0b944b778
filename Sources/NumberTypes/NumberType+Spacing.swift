extension NumberType {
    /// The spacing of the type's numbers around x: around 0 that of the subnormal numbers, and 1 for whole numbers.
    ///
    /// - Parameter x: finite.
    public func spacing(about x: Double) -> Double {
        let (fractionBits, leastExponent): (Int, Int)
        switch self {
        case .float16: (fractionBits, leastExponent) = (10, -14)
        case .bfloat16: (fractionBits, leastExponent) = (7, -126)
        case .float32: (fractionBits, leastExponent) = (23, -126)
        case .float64: (fractionBits, leastExponent) = (52, -1022)
        case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: return 1
        }
        let exponent = x == 0 ? leastExponent : max(Int(x.exponent), leastExponent)
        return Double(sign: .plus, exponent: exponent - fractionBits, significand: 1)
    }
}
