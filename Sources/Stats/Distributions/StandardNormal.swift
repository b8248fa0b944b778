internal import CMath

/// Probabilities of intervals under N(0, 1), with full relative accuracy wherever the interval lies.
enum StandardNormal {
    /// exp(-z^2/2) / sqrt(2 pi).
    static func density(_ z: Double) -> Double {
        // 1 / sqrt(2 pi) to 17 digits.
        0.398_942_280_401_432_68 * exp(-0.5 * z * z)
    }

    /// Sixteen points, exact for polynomials of degree 31.
    static let rule = GaussLegendre(count: 16)

    /// P(a < Z <= b), for a <= b; either may be infinite.
    ///
    /// A difference of two cdf values loses the digits that they share, so it is taken between tails on the interval's
    /// own side of 0, and short intervals are integrated: at width 1e-9 next to -2 the difference is off by 4e-8, the
    /// integral by 1e-15.
    static func mass(from a: Double, to b: Double) -> Double {
        guard a < b else { return a == b ? 0 : .nan }
        if a >= 0 { return mass(from: -b, to: -a) }
        if b - a < 0.5 { return rule.integral(from: a, to: b, of: density) }
        if b <= 0 { return GSL.normalCDF(b) - GSL.normalCDF(a) }
        return 1 - GSL.normalCDF(a) - GSL.normalSurvival(b)
    }

    /// P(a < Z <= b) for b = a + width, also where the width is below the spacing of the numbers at a.
    static func mass(from a: Double, to b: Double, width: Double) -> Double {
        guard width < 0.5 else { return mass(from: a, to: b) }
        return rule.integral(from: 0, to: width) { density(a + $0) }
    }
}
