import CMath

/// Integrals of `exp(-u^2) f(u)` over the real line, where `f` is even and analytic near it.
///
/// The error of the trapezoidal rule with step `h` is about `exp(-pi^2 / h^2)` for the Gaussian alone, and
/// `exp(d^2 - 2 pi d / h)` for a singularity of `f` at distance `d` from the line, so the step follows from `d`.
/// Source: Trefethen & Weideman 2014, SIAM Review 56(3), doi:10.1137/130932132.
enum GaussianTrapezoid {

    /// The integral of `exp(-u^2) f(u)` over the real line.
    ///
    /// - Parameters:
    ///   - distance: how far the nearest singularity of `f` lies from the real line, > 0.
    ///   - function: `f`, even; called only for u > 0.
    /// - Returns: the integral, to about 15 digits for `f` of moderate size.
    /// - Complexity: 17 evaluations for a distance of 2.7 or more, otherwise about 46 / distance.
    static func integral(singularityAt distance: Double, of function: (Double) -> Double) -> Double {
        // 46 = ln(1e20): room for a moderately large f near its singularity. 3/8: exp(-pi^2 / h^2) is below 1e-30.
        let step = min(0.375, 2 * Double.pi * distance / 46)
        var sum = 0.0
        var u = step / 2  // midpoints, so that no abscissa is 0, where callers would divide 0 by 0
        while u < 6.5 {  // exp(-6.5^2) = 4.5e-19
            sum += exp(-u * u) * function(u)
            u += step
        }
        return 2 * step * sum
    }
}
