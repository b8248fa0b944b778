/// The natural logarithm of a positive double, in correctly rounded operations only.
enum PositiveLogarithm {
    /// log 2 in two parts. The first has 32 significant bits, so its product with an exponent is exact.
    static let ln2High = 0x1.62e42feep-1
    static let ln2Low = 0x1.a39ef35793c76p-33

    /// The natural logarithm of `x`, for `0 < x < infinity`, subnormal numbers included.
    ///
    /// `x = f * 2^e` with `f` between `sqrt(1/2)` and `sqrt(2)`; `log f = 2 atanh(t)` with `t = (f - 1) / (f + 1)`,
    /// `|t| <= 0.1716`, by its power series up to `t^21`. The remainder is below 1e-18 of the result.
    static func log(_ x: Double) -> Double {
        var bits = x.bitPattern
        var exponent: Int64 = 0
        if bits < 0x0010_0000_0000_0000 {
            bits = (x * 0x1p54).bitPattern
            exponent = -54
        }
        // Subtracting the bits of sqrt(1/2) makes the exponent change there rather than at a power of 2.
        let shifted = Int64(bitPattern: bits) &- 0x3FE6_A09E_667F_3BCD
        let power = shifted >> 52
        exponent &+= power
        let f = Double(bitPattern: UInt64(bitPattern: Int64(bitPattern: bits) &- (power << 52)))

        let t = (f - 1) / (f + 1)
        let square = t * t
        var series = 1.0 / 21
        series = series * square + 1.0 / 19
        series = series * square + 1.0 / 17
        series = series * square + 1.0 / 15
        series = series * square + 1.0 / 13
        series = series * square + 1.0 / 11
        series = series * square + 1.0 / 9
        series = series * square + 1.0 / 7
        series = series * square + 1.0 / 5
        series = series * square + 1.0 / 3
        let fraction = 2 * t + 2 * t * (square * series)

        let e = Double(exponent)
        return e * ln2High + (e * ln2Low + fraction)
    }
}
