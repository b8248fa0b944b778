/// The correction of the Anderson-Darling limit law for a finite sample, an empirical fit.
///
/// Marsaglia & Marsaglia 2004 fitted `P(A^2_n <= z) - F(z)` as a function of `x = F(z)` and `n` to simulated samples:
/// three branches, `x < c(n)`, `c(n) <= x <= 0.8` and `x > 0.8`, where `c(n) = 0.01265 + 0.1757 / n`.
enum AndersonDarlingFiniteSample {

    /// Above this value of F the fit, an absolute one, is coarser than the tail it corrects.
    static let reach = 0.99

    /// `P(A^2_n <= z) - F(z)` for `x = F(z)`.
    ///
    /// The decimals are those of the paper, which gives them without more digits.
    static func correction(_ x: Double, count n: Double) -> Double {
        let crossing = 0.01265 + 0.1757 / n
        if x > 0.8 {
            return polynomial([255.7844, -1116.360, 1950.646, -1705.091, 745.2337, -130.2137], x) / n
        }
        if x < crossing {
            let t = x / crossing
            let shape = t.squareRoot() * (1 - t) * (49 * t - 102)
            return shape * (0.0037 / (n * n) + 0.00078 / n + 0.00006) / n
        }
        let t = (x - crossing) / (0.8 - crossing)
        let shape = polynomial([1.91864, -8.259, 14.458, -14.6538, 6.54034, -0.00022633], t)
        return shape * (0.04213 + 0.01365 / n) / n
    }

    /// Horner's scheme, highest power first.
    private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }
}
