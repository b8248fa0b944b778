import CMath

/// The exact law of the Anderson-Darling statistic of two observations.
///
/// With `a = u_(1)` and `b = 1 - u_(2)`, uniform on the triangle `a + b <= 1`,
///
///     A^2 <= z   if and only if   H(a) + H(b) <= E,   H(a) = h(a) - h(1/4),   h(a) = -ln a - 3 ln(1 - a),
///     E = 2 (z - z_min),   z_min = h(1/4) - 2 = 0.24934...
///
/// In the coordinate `p = sign(a - 1/4) sqrt(H(a))`, which is analytic and increasing, the region is the disc
/// `p^2 + q^2 <= E`. Up to z = 4 ln 2 - 2 the disc lies within the triangle and its area is a periodic integral over
/// the angle. Beyond that, the line a + b = 1 cuts it in `(m, 1-m)` and `(1-m, m)`, where `m (1-m) = exp(-(z+2)/2)`.
/// With the diagonal point `(d, d)` of the curve
///
///     P(A^2 > z) = 4 ( d^2 / 2 + m^2 / 2 + integral b da along the curve from (d, d) to (1-m, m) ),
///
/// where all terms are positive once m < 1/4, so that the upper tail keeps its relative accuracy. For large z it is
/// `4 exp(-2 - z) (1 + O(z exp(-z/2)))`.
///
/// Source: derived here from the definition of the statistic; checked by tanh-sinh quadrature at 40 digits.
enum AndersonDarlingPair {

    /// P(A^2 <= z) and P(A^2 > z), each accurate where it is small, for z <= 80.
    static func tails(_ z: Double) -> (cdf: Double, survival: Double) {
        let excess = 2 * ((z - smallest.high) - smallest.low)
        if excess <= 0 { return (0, 1) }
        if z <= touching {
            let cdf = 2 * discArea(excess)
            return (cdf, 1 - cdf)
        }
        let survival = outside(z, excess)
        return (1 - survival, survival)
    }

    /// ln P(A^2 > z) for z > 80, where the correction factor is below 1e-30.
    static func logFarTail(_ z: Double) -> Double {
        2 * ln2 - 2 - z
    }

    // MARK: - Implementation

    /// 2 ln 2 + 3 ln(4/3) - 2 = 0.2493405784752334011521212608978354307... (50-digit arithmetic)
    private static let smallest = ExponentConstant(high: 0.2493405784752334, low: 1.3573452307687255e-17)

    /// 4 ln 2 - 2 = 0.7725887222397812376689..., where the curve touches the line a + b = 1 in (1/2, 1/2).
    private static let touching = 0.7725887222397813

    private static let ln2 = 0.6931471805599453  // 0.693147180559945309417232...
    private static let ln3 = 1.0986122886681098  // 1.098612288668109691395245...

    /// The area within the curve, (1/2) of the circulation, by the trapezoidal rule, which is spectrally accurate for a
    /// periodic integrand.
    private static func discArea(_ excess: Double) -> Double {
        let radius = sqrt(excess)
        let count = 64
        var sum = 0.0
        for k in 0..<count {
            let angle = 2 * Double.pi * (Double(k) + 0.5) / Double(count)
            let (p, q) = (radius * cos(angle), radius * sin(angle))
            // a db with a measured from 1/4. That changes nothing over a closed curve but saves digits for small discs.
            sum += Point(at: p).fromQuarter * Point(at: q).slope * p
        }
        return 2 * Double.pi / Double(count) * sum
    }

    private static func outside(_ z: Double, _ excess: Double) -> Double {
        let radius = sqrt(excess)
        let product = exp(-(z + 2) / 2)
        // 1 - 4 product by expm1: near the touching point the root would magnify its rounding.
        let root = sqrt(max(0, -expm1(2 * ln2 - (z + 2) / 2)))
        let m = 2 * product / (1 + root)
        let logit = log(2 * m / (1 + root))  // ln(m / (1 - m))
        let end = atan2(coordinate(logit + ln3), coordinate(ln3 - logit))
        let d = Point(at: -sqrt(excess / 2)).value
        let integral = rule.integral(from: -0.75 * Double.pi, to: end) { angle in
            let (p, q) = (radius * cos(angle), radius * sin(angle))
            return -Point(at: q).value * Point(at: p).slope * q
        }
        return 4 * (d * d / 2 + m * m / 2 + integral)
    }

    /// 64 points: at z = 80 the integrand falls by exp(-80) over the interval, which needs about 40 points.
    private static let rule = GaussLegendre(count: 64)

    /// `H` in `x = logit(a) - logit(1/4)`: precise at both ends of (0, 1).
    private static func height(_ x: Double) -> Double {
        if abs(x) < 0.3 {
            // The sum of logarithms below loses 2 log10(1/x) digits near 0. Taylor coefficients in exact rationals, by
            // da/dx = a (1 - a), dH/dx = 4a - 1; the radius of convergence is |ln 3 + pi i| = 3.3.
            var sum = 0.0
            for coefficient in taylor.reversed() { sum = sum * x + coefficient }
            return sum * x * x
        }
        return log1p(0.75 * expm1(-x)) + 3 * log1p(0.25 * expm1(x))
    }

    private static let taylor: [Double] = [
        3.0 / 8, 1.0 / 16, -1.0 / 256, -1.0 / 256, -13.0 / 30720, 11.0 / 61440, 823.0 / 13_762_560, -25.0 / 12_386_304,
        -11593.0 / 2_477_260_800, -3443.0 / 4_954_521_600, 590_473.0 / 2_615_987_404_800, 7057.0 / 74_742_497_280,
        -143_321.0 / 1_904_438_830_694_400, -422_870_171.0 / 57_133_164_920_832_000,
    ]

    /// `p = sign(x) sqrt(H(x))`.
    private static func coordinate(_ x: Double) -> Double {
        x < 0 ? -sqrt(height(x)) : sqrt(height(x))
    }

    /// The point `a` of the unit interval with coordinate `p`.
    private struct Point {

        /// `a`, `a - 1/4` and `da / dp`, none of them a difference of larger numbers.
        let value: Double, fromQuarter: Double, slope: Double

        init(at p: Double) {
            // Newton's method for coordinate(x) = p. Starting values: the asymptotes of H, or its curvature 3/8 at 0.
            var x = p * 1.63299
            if p > 2 { x = (p * p + 8 * AndersonDarlingPair.ln2) / 3 }
            if p < -1.2 { x = -p * p - 4 * (2 * AndersonDarlingPair.ln2 - AndersonDarlingPair.ln3) }
            for _ in 0..<40 {
                let found = AndersonDarlingPair.coordinate(x)
                let step = (found - p) * Point.slope(x, found)
                x -= step
                if abs(step) <= 1e-15 * abs(x) { break }
            }
            let e = exp(-x)
            value = 1 / (1 + 3 * e)
            fromQuarter = -0.75 * expm1(-x) * value
            slope = 3 * e * value * value * Point.slope(x, p)
        }

        /// `dx / dp = 2 p / (4a - 1)`, sqrt(8/3) at 0.
        private static func slope(_ x: Double, _ p: Double) -> Double {
            if abs(x) < 1e-9 { return 1.632993161855452 }
            return 2 * p * (1 + 3 * exp(-x)) / (-3 * expm1(-x))
        }
    }
}
