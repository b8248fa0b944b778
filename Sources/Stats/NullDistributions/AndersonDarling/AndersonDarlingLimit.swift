import CMath

/// The limit law of the Anderson-Darling statistic: `sum_j N_j^2 / (j (j + 1))` with independent standard normals
/// `N_j`.
///
/// Lower tail, for z < 0.75 (about the median), Anderson & Darling 1954:
///
///     F(z) = (sqrt(2 pi) / z) sum_j binomial(-1/2, j) (4j+1) exp(-(4j+1)^2 pi^2 / (8z))
///            integral_0^inf exp(z / (8 (w^2 + 1)) - (4j+1)^2 pi^2 w^2 / (8z)) dw
///
/// Upper tail: `SmirnovTail` in `s = sqrt(1 + 4y)`, gaps `[3, 5], [7, 9], ...`, where `D(y) = cos(pi s / 2) / (-pi y)`,
/// `x y / 2 = z (s^2 - 1) / 8`.
enum AndersonDarlingLimit {

    /// Where the two expansions meet; the law's median is 0.7746.
    static let crossover = 0.75

    /// P(A^2 <= z) from the series, for 0 < z; all digits up to about z = 2.
    static func lowerTail(_ z: Double) -> Double {
        // exp(z / (8 (1 + w^2))) has its essential singularity at w = i, in the Gaussian's own scale at distance:
        let unit = Double.pi / sqrt(8 * z)
        var sum = 0.0
        var coefficient = 1.0  // binomial(-1/2, j)
        for j in 0..<6 {
            let order = Double(4 * j + 1)
            let factor = ExponentConstant.piSquaredOverEight.exponential(multiplier: order * order, over: z)
            if factor == 0 { break }
            let distance = order * unit
            let integral = GaussianTrapezoid.integral(singularityAt: min(distance, 10)) { u in
                let w = u / distance
                return exp(z / (8 * (1 + w * w)))
            }
            let term = coefficient * factor * integral
            sum += term
            if abs(term) < 1e-18 * sum { break }
            coefficient *= -(Double(j) + 0.5) / Double(j + 1)
        }
        return 2 / sqrt(Double.pi * z) * sum
    }

    /// `exp(z) P(A^2 > z)`, for z >= 0.3.
    static func scaledUpperTail(_ z: Double) -> Double {
        tail.scaled(decay: z / 8)
    }

    /// `A(s) = sqrt(pi / y) s / (2 pi)` with `y = (s^2 - 1) / 4`.
    private static let tail = SmirnovTail(start: 3) { s in s / sqrt(Double.pi * (s * s - 1)) }
}
