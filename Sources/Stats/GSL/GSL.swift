internal import CGSL

internal import CMath

/// The one gateway to the GNU Scientific Library.
///
/// GSL's default error handler calls `abort()`, so it is switched off before the first call. Every function here checks
/// its arguments itself and returns NaN outside its domain, as IEEE arithmetic does. Over the ranges that the tests
/// need, GSL 2.7.1's chi-square (up to 1,000 degrees of freedom), Gaussian and beta functions agree with 400-digit
/// arithmetic to 2.5e-12 relative.
enum GSL {
    private static let handlerIsOff: Bool = {
        gsl_set_error_handler_off()
        return true
    }()

    private static func evaluate(_ body: () -> Double) -> Double {
        handlerIsOff ? body() : .nan
    }

    // MARK: - Standard normal

    /// P(Z <= z).
    static func normalCDF(_ z: Double) -> Double {
        evaluate { gsl_cdf_ugaussian_P(z) }
    }

    /// P(Z > z).
    static func normalSurvival(_ z: Double) -> Double {
        evaluate { gsl_cdf_ugaussian_Q(z) }
    }

    /// z with P(Z <= z) = p, for 0 <= p <= 1.
    static func normalQuantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        return evaluate { gsl_cdf_ugaussian_Pinv(p) }
    }

    /// log P(Z > z), even where the probability itself underflows.
    static func logNormalSurvival(_ z: Double) -> Double {
        guard z == z else { return .nan }
        // Here Mills' ratio is 1/z to 1e-16. From 1e62 on GSL's logarithm is NaN. log(2 pi) / 2 to 17 digits.
        if z > 1e8 { return -0.5 * z * z - log(z) - 0.918_938_533_204_672_74 }
        // Near probability 1 the logarithm comes from the other tail.
        if z < 0 { return log1p(-normalCDF(z)) }
        // P(Z > z) = erfc(z / sqrt 2) / 2.
        return evaluate { gsl_sf_log_erfc(z * 0.5.squareRoot()) } - 0.693_147_180_559_945_3
    }

    // MARK: - Gamma and beta

    /// log Gamma(x), for x > 0.
    static func logGamma(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        return evaluate { gsl_sf_lngamma(x) }
    }

    /// log B(a, b), for a, b > 0.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0 else { return .nan }
        return evaluate { gsl_sf_lnbeta(a, b) }
    }

    /// P(X <= x) for X ~ chi-square with the given degrees of freedom (> 0).
    static func chiSquareCDF(_ x: Double, degreesOfFreedom: Double) -> Double {
        guard degreesOfFreedom > 0, x == x else { return .nan }
        if x <= 0 { return 0 }
        if x == .infinity { return 1 }
        return evaluate { gsl_cdf_chisq_P(x, degreesOfFreedom) }
    }

    /// P(X > x) for X ~ chi-square with the given degrees of freedom (> 0).
    static func chiSquareSurvival(_ x: Double, degreesOfFreedom: Double) -> Double {
        guard degreesOfFreedom > 0, x == x else { return .nan }
        if x <= 0 { return 1 }
        if x == .infinity { return 0 }
        return evaluate { gsl_cdf_chisq_Q(x, degreesOfFreedom) }
    }

    /// P(X <= x) for X ~ Beta(a, b), 0 <= x <= 1, a, b > 0.
    static func betaCDF(_ x: Double, a: Double, b: Double) -> Double {
        guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
        return evaluate { gsl_cdf_beta_P(x, a, b) }
    }

    /// P(X > x) for X ~ Beta(a, b), 0 <= x <= 1, a, b > 0.
    static func betaSurvival(_ x: Double, a: Double, b: Double) -> Double {
        guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
        return evaluate { gsl_cdf_beta_Q(x, a, b) }
    }

    /// x with P(X > x) = q for X ~ Beta(a, b), 0 <= q <= 1, a, b > 0.
    static func betaQuantile(upperTail q: Double, a: Double, b: Double) -> Double {
        guard a > 0, b > 0, q >= 0, q <= 1 else { return .nan }
        if q == 0 { return 1 }
        if q == 1 { return 0 }
        return evaluate { gsl_cdf_beta_Qinv(q, a, b) }
    }

    /// log I0(x), the modified Bessel function of the first kind, x >= 0.
    static func logBesselI0(_ x: Double) -> Double {
        guard x >= 0 else { return .nan }
        return x + log(evaluate { gsl_sf_bessel_I0_scaled(x) })
    }
}
