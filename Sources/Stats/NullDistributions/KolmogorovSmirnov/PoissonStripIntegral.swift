import CMath

/// Coefficient extraction from a generating function in `e^-q` by Cauchy's integral, in the variable `delta` of
/// ``PoissonStripPoint``.
struct PoissonStripIntegral {
    /// Sample size.
    let count: Double

    /// Real part of every point on the contour.
    let abscissa: Double

    /// Distance between neighbouring points on the contour.
    let step: Double

    /// Coefficient `c` of `-delta` in the exponent.
    let decay: Double

    /// The integral of `exp(n q - 2 t delta)` times a slowly varying factor, through the saddle point; `t = n d`.
    init(count: Double, throughSaddleOf d: Double) {
        self.count = count
        abscissa = PoissonStripPoint.saddle(slope: d, count: count)
        // 3/8 of the Gaussian's standard deviation. The trapezoid rule's own error is exp(-2 pi^2 / (3/8)^2) = 1e-61;
        // the poles on the imaginary axis, 2 sqrt(n) d standard deviations away, add exp(-33 sqrt(n) d) = 1e-20.
        step = 0.375 / (count.squareRoot() * (1 - d) * (1 + d))
        decay = 2 * count * d
    }

    /// The integral of `exp(n q)` times a factor without poles, one standard deviation from the imaginary axis.
    init(count: Double) {
        self.count = count
        abscissa = 1 / count.squareRoot()
        step = 0.375 / count.squareRoot()
        decay = 0
    }

    /// `log( n! e^n / n^n * 1/(2 pi i) * integral of factor(delta) exp(n q - c delta) dq )`.
    ///
    /// Complexity: about 24 points on the contour, whatever `n` is.
    func logarithm(of factor: (PoissonStripPoint) -> ComplexNumber) -> Double {
        let centre = PoissonStripPoint(delta: ComplexNumber(abscissa))
        let peak = count * centre.exponent.real - decay * abscissa
        // The integrand is real on the axis and conjugate-symmetric about it, so half of the contour is enough.
        var sum = (factor(centre) * centre.slope).real / 2
        for index in 1...400 {
            let delta = ComplexNumber(abscissa, Double(index) * step)
            let point = PoissonStripPoint(delta: delta)
            let exponent = ComplexNumber(-peak) + (count * point.exponent - decay * delta)
            sum += (factor(point) * point.slope * exponent.exponential).real
            // e^-45 = 3e-20; the modulus falls steadily along the contour.
            if exponent.real < -45 { break }
        }
        // n! e^n / n^n = sqrt(2 pi n) exp(stirlingError)
        let scale = (2 * Double.pi * count).squareRoot() * step / Double.pi
        return peak + Saddlepoint.stirlingError(count) + log(scale * sum)
    }
}
