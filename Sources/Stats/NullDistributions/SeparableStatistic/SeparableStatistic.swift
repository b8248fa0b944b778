import CMath

/// A statistic of ordered uniform variables that is a sum of one function of each: Cramér-von Mises' and
/// Anderson-Darling's.
///
/// Both have the form
///
///     T = offset + sum_{i=1}^n ( b(v_i) - 2 c_i v_i ),   c_i = (2i - 1 - n) / (2n),   v_1 < ... < v_n,
///
/// with `v = u - 1/2`, `b = v^2`, offset n/12 for W^2, and `v = ln(u / (1 - u))`, `b = 2 ln(2 cosh(v/2))`, offset -n
/// for A^2. Since `b` is even and `c_(n+1-i) = -c_i`, reversing the order and the signs does not change T.
package enum SeparableStatistic: Sendable {
    case cramerVonMises, andersonDarling

    /// The offset of T for a sample of `count`.
    func offset(count: Double) -> Double {
        switch self {
        case .cramerVonMises: count / 12
        case .andersonDarling: -count
        }
    }

    /// `b(v)`.
    func base(_ v: Double) -> Double {
        switch self {
        case .cramerVonMises: v * v
        case .andersonDarling: abs(v) + 2 * log1p(exp(-abs(v)))
        }
    }

    /// `db / dv`.
    func slope(_ v: Double) -> Double {
        switch self {
        case .cramerVonMises: 2 * v
        case .andersonDarling: tanh(v / 2)
        }
    }

    /// `ln(du / dv)`.
    func logDensity(_ v: Double) -> Double {
        switch self {
        case .cramerVonMises: 0
        case .andersonDarling: -base(v)
        }
    }

    /// Abscissae from one end of the range of `v` to the other, symmetric about 0, used to locate the order statistics
    /// before the panels are placed.
    ///
    /// - Parameter sigma: the real part of the transform's argument, > -1 for A^2, whose transform has a pole at -1,
    ///   where all observations gather at one end, as far out as `1 / (1 + sigma)`.
    func grid(sigma: Double) -> [Double] {
        switch self {
        case .cramerVonMises:
            // Denser towards the ends, where all observations gather far out in the upper tail.
            return (0...800).map { 0.5 * sin(Double.pi / 2 * (Double($0) / 400 - 1)) }
        case .andersonDarling:
            let reach = asinh(45 / (1 + min(0, sigma)) + 5)
            return (0...600).map { sinh(reach * (Double($0) / 300 - 1)) }
        }
    }
}
