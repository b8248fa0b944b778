/// The largest Kolmogorov-Smirnov distances attained so far, D+ = sup (F_n - F) and D- = sup (F - F_n).
///
/// With `before` of n values below an interval, `count` in it, and a known cdf at its upper end,
///
///     F_n - F = (before + count)/n - F(upper)                                    at the upper end: attained,
///     F_n - F <= (before + count)/n - F(lower),  F - F_n <= F(upper) - before/n  within.
///
/// In an interval with one representable value the second bound is attained too, and nothing is left to find.
struct Distances {
    private(set) var dPlus = 0.0
    private(set) var dMinus = 0.0

    /// Number of values, n.
    let n: Double

    init(count n: UInt64) { self.n = Double(n) }

    /// Raises the distances to those at the end of an interval.
    @inline(__always)
    mutating func attain(before: UInt64, count: UInt64, upperCDF: Double, isSingleValue: Bool) {
        let below = Double(before + count) / n
        dPlus = max(dPlus, below - upperCDF)
        dMinus = max(dMinus, upperCDF - (isSingleValue ? Double(before) / n : below))
    }

    /// Raises the distances to their bounds within an interval.
    mutating func allow(before: UInt64, count: UInt64, _ cdf: (lower: Double, upper: Double)) {
        dPlus = max(dPlus, Double(before + count) / n - cdf.lower)
        dMinus = max(dMinus, cdf.upper - Double(before) / n)
    }

    /// Whether an interval with two or more values could hold a larger distance.
    @inline(__always)
    func mayRise(before: UInt64, count: UInt64, _ cdf: (lower: Double, upper: Double)) -> Bool {
        guard count > 0 else { return false }
        return Double(before + count) / n - cdf.lower > dPlus || cdf.upper - Double(before) / n > dMinus
    }
}
