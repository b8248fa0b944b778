import CMath

/// The limit law of the Cramér-von Mises statistic: `sum_j N_j^2 / (pi j)^2` with independent standard normals `N_j`.
///
/// Lower tail, for x < 0.12 (about the median), Anderson & Darling 1952:
///
///     V(x) = 1 / (pi^(3/2) sqrt(x)) sum_k Gamma(k+1/2)/k! sqrt(4k+1) exp(-q_k) K_{1/4}(q_k),   q_k = (4k+1)^2 / (16x),
///
/// all terms positive. The Bessel function comes from its integral
///
///     exp(q) K_v(q) = integral_0^inf exp(-q (cosh t - 1)) cosh(v t) dt
///                   = integral_-inf^inf exp(-u^2) cosh(v t) / sqrt(2q + u^2) du
///
/// with `sinh(t / 2) = u / sqrt(2q)`.
///
/// Upper tail: `SmirnovTail` with gaps of `sqrt(y) = pi s / 2`, s in `[2, 4], [6, 8], ...`, `D(y) = sin(sqrt y) / sqrt
/// y`, `x y / 2 = x pi^2 s^2 / 8`.
enum CramerVonMisesLimit {

    /// Where the two expansions meet; the law's median is 0.1189.
    static let crossover = 0.12

    /// P(W^2 <= x) from the series, for 0 < x; all digits up to about x = 0.3.
    static func lowerTail(_ x: Double) -> Double {
        var sum = 0.0
        var coefficient = 1.0  // Gamma(k + 1/2) / (Gamma(1/2) k!)
        for k in 0..<8 {
            let order = Double(4 * k + 1)
            // exp(-q) K(q) = exp(-2q) exp(q) K(q), 2q = order^2 / (8x)
            let factor = oneEighth.exponential(multiplier: order * order, over: x)
            if factor == 0 { break }
            let term = coefficient * order.squareRoot() * factor * scaledBessel(order * order / (16 * x))
            sum += term
            if term < 1e-18 * sum { break }
            coefficient *= (Double(k) + 0.5) / Double(k + 1)
        }
        return sum / (Double.pi * sqrt(x))
    }

    /// `exp(q) K_{1/4}(q)` for q > 0.
    static func scaledBessel(_ q: Double) -> Double {
        let width = sqrt(2 * q)
        return GaussianTrapezoid.integral(singularityAt: min(width, 10)) { u in
            cosh(0.5 * asinh(u / width)) / sqrt(2 * q + u * u)
        }
    }

    /// `exp(pi^2 x / 2) P(W^2 > x)`, for x >= 0.05.
    static func scaledUpperTail(_ x: Double) -> Double {
        tail.scaled(decay: Double.pi * Double.pi / 8 * x)
    }

    /// `exp(-pi^2 x / 2)`.
    static func leadingFactor(_ x: Double) -> Double {
        ExponentConstant.piSquaredOverEight.exponential(times: 4 * x)
    }

    private static let oneEighth = ExponentConstant(high: 0.125, low: 0)

    /// `A(s) = sqrt(2 / (pi s))`.
    private static let tail = SmirnovTail(start: 2) { s in sqrt(2 / (Double.pi * s)) }
}
