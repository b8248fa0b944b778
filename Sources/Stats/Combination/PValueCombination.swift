import CMath

/// One p-value from several, for the global hypothesis that every null is true.
///
/// | method | valid under | sensitive to |
/// | --- | --- | --- |
/// | Fisher | independence | many moderately small p-values |
/// | Cauchy | any dependence, in the tail | one very small p-value |
///
/// Edge cases of both: an empty list, a NaN, or a value outside [0, 1] gives NaN. A p-value of 0 gives 0, whatever the
/// other p-values.
///
/// Accuracy, against 60-digit arithmetic, and for Fisher's method k up to 100,000:
///
/// | method | tested range | worst relative error |
/// | --- | --- | --- |
/// | Fisher | k = 1 ... 100,000, X / (2k) = 0.5 ... 100 | 6.3e-15 of p, of ln p beyond exp(-1) |
/// | Cauchy | 11 lists, p = 5e-324 ... 1 - 1e-12 | below 1e-15 |
///
/// Sources: Fisher 1932, Statistical Methods for Research Workers, 4th edition; Liu & Xie 2020, J. Amer.
/// Statist. Assoc. 115, 393-402, doi:10.1080/01621459.2018.1554485.
public enum PValueCombination {

    /// Fisher's method: X = -2 sum ln p_i is chi-square with 2k degrees of freedom.
    ///
    /// - Parameter pValues: independent p-values in [0, 1].
    /// - Returns: P(chi-square(2k) >= X).
    /// - Complexity: O(k).
    public static func fisher(_ pValues: [Double]) -> Double {
        exp(logFisher(pValues))
    }

    /// The logarithm of Fisher's combined p-value, which does not underflow.
    ///
    /// - Parameter pValues: independent p-values in [0, 1].
    /// - Returns: a number <= 0; -infinity if any p-value is 0.
    /// - Complexity: O(k).
    public static func logFisher(_ pValues: [Double]) -> Double {
        guard isValid(pValues) else { return .nan }
        if pValues.contains(0) { return -.infinity }
        // The tail's relative error is the absolute error of this sum.
        var sum = CompensatedSum()
        for p in pValues { sum.add(-log(p)) }
        return logFisher(halfStatistic: sum.value, count: pValues.count)
    }

    /// ln P(chi-square(2k) >= 2y) = ln( exp(-y) sum_{j<k} y^j / j! ): all terms positive.
    ///
    /// - Parameters:
    ///   - y: X / 2 = -sum ln p_i, >= 0.
    ///   - count: `k`, the number of p-values, >= 1.
    /// - Returns: a number <= 0; NaN for NaN or negative `y` or a count below 1.
    /// - Complexity: O(k); O(sqrt(k)) terms in practice.
    public static func logFisher(halfStatistic y: Double, count: Int) -> Double {
        guard y >= 0, count >= 1 else { return .nan }
        if y == 0 { return 0 }
        if y == .infinity { return -.infinity }
        let last = Double(count - 1)
        // Sum outwards from the largest term, relative to it.
        let mode = min(last, y.rounded(.down))
        var sum = 1.0
        var term = 1.0
        var j = mode
        while j > 0, term > 1e-18 * sum {
            term *= j / y
            sum += term
            j -= 1
        }
        term = 1
        j = mode + 1
        while j <= last, term > 1e-18 * sum {
            term *= y / j
            sum += term
            j += 1
        }
        return min(0, Saddlepoint.logPoisson(mode, mean: y) + log(sum))
    }

    /// The Cauchy combination: T = sum_i w_i tan((1/2 - p_i) pi), p = 1/2 - arctan(T) / pi, with equal weights 1/k.
    ///
    /// A p-value of 1 has tangent -infinity and would swamp all others. It counts as 1 - 2^-53, the next smaller
    /// double.
    ///
    /// - Parameter pValues: p-values in [0, 1], dependent or not.
    /// - Returns: the combined p-value, accurate in the tail; exact if the p-values are independent, or all equal.
    /// - Complexity: O(k).
    public static func cauchy(_ pValues: [Double]) -> Double {
        guard isValid(pValues) else { return .nan }
        // tan((1/2 - p) pi) = 1 / tan(pi p); the scale keeps it finite for denormal p.
        let scale = 0x1p-64
        var sum = 0.0
        for p in pValues {
            if p == 0 { return 0 }
            // For p > 1/2, 1 - p is exact and tan(pi p) = -tan(pi (1 - p)) keeps its digits.
            let cotangent =
                p <= 0.5 ? scale / tan(Double.pi * p) : -scale / tan(Double.pi * max(1 - p, 0x1p-53))
            sum += cotangent / Double(pValues.count)
        }
        // 1/2 - arctan(T) / pi = arccot(T) / pi
        return atan2(scale, sum) / Double.pi
    }

    // MARK: - Implementation

    private static func isValid(_ pValues: [Double]) -> Bool {
        !pValues.isEmpty && pValues.allSatisfy { $0 >= 0 && $0 <= 1 }
    }
}
