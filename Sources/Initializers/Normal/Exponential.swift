/// The exponential function in correctly rounded operations only, so that draws have the same bits everywhere.
enum Exponential {
    /// The exponential of `y`, for `|y| <= 700`.
    ///
    /// `y = k log 2 + r` with `|r| <= 0.35`; `exp r` by its power series up to `r^14`. The error is below one unit in the
    /// last place, and below `2^-52 |y|` for large `y`.
    static func exp(_ y: Double) -> Double {
        let k = (y * 1.442695040888963407).rounded()
        let r = (y - k * PositiveLogarithm.ln2High) - k * PositiveLogarithm.ln2Low
        return Double(sign: .plus, exponent: Int(k), significand: 1 + seriesLessOne(r))
    }

    /// `exp(y) - 1`, for `0 <= y <= 700`, with full relative accuracy near 0.
    static func lessOne(_ y: Double) -> Double {
        y < 0.35 ? seriesLessOne(y) : exp(y) - 1
    }

    /// `y + y^2/2! + ... + y^14/14!`; the remainder is below 1e-19 of it for `|y| <= 0.35`.
    private static func seriesLessOne(_ y: Double) -> Double {
        var series = 1.0
        for degree in stride(from: 14.0, to: 1.0, by: -1) { series = 1 + y / degree * series }
        return y * series
    }
}
