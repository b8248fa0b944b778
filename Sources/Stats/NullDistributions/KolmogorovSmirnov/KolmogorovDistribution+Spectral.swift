import CMath

extension KolmogorovDistribution {
    /// `P(D_n < d)` as a sum over the eigenvalues of the process killed at the strip's edges; for `t = n d >= 20` and
    /// `n > 140`.
    ///
    /// The poles of equation (1) of ``PoissonStripPoint`` lie at `delta = i beta_m`, where
    ///
    ///     2 t beta_m + chi(beta_m) = m pi,   tan chi = (1 - beta cot beta) / beta,   m = 1, 2, ...
    ///
    /// and the sum of their residues is, with `q(beta) = log(sin(beta) / beta) + beta cot(beta) - 1 < 0`,
    ///
    ///     P(D_n < d) = n! e^n / n^n * sum over m of weight * e^(n q),
    ///     weight     = cos(chi) (cos(chi) - (-1)^m) (-q' / beta) / (2 t + chi').
    ///
    /// To first order `beta_m = m pi / (2 t)` and `q = -beta^2 / 2`, which is Kolmogorov's limit
    /// `sqrt(2 pi) / lambda * sum of exp(-m^2 pi^2 / (8 lambda^2))`, `m` odd, `lambda^2 = n d^2`.
    ///
    /// Full relative accuracy, however small the result. Complexity: at most about 10 terms where `n d^2 <= 2`.
    package static func spectralCDF(count: Int, statistic d: Double) -> Double {
        let n = Double(count)
        let width = 2 * n * d
        var sum = 0.0
        var first = 0.0
        for mode in 1...64 {
            let target = Double(mode) * Double.pi
            // chi is about beta / 3. The start has three digits already, and Newton doubles them.
            var beta = target / (width + 1 / 3.0)
            for _ in 0..<3 {
                let phase = StripPhase(beta: beta)
                beta -= (width * beta + phase.angle - target) / (width + phase.angleSlope)
            }
            let phase = StripPhase(beta: beta)
            if mode == 1 { first = phase.exponent }
            if n * (phase.exponent - first) < -45 { break }
            let halfSine = sin(phase.angle / 2)
            let cosine = 1 - 2 * halfSine * halfSine
            let parity = mode.isMultiple(of: 2) ? -2 * halfSine * halfSine : 1 + cosine
            let weight = cosine * parity * phase.exponentSlopeOverBeta / (width + phase.angleSlope)
            // The largest exponent is kept out of the sum, so that the sum cannot underflow before the result does.
            sum += weight * exp(n * (phase.exponent - first))
        }
        return exp(n * first + Saddlepoint.stirlingError(n)) * (2 * Double.pi * n).squareRoot() * sum
    }
}

/// The functions of ``PoissonStripPoint`` on the imaginary axis, `delta = i beta`, `0 < beta <= 1.5`.
private struct StripPhase {
    /// `q(beta) = log(sin(beta) / beta) + beta cot(beta) - 1`.
    let exponent: Double

    /// `-q'(beta) / beta`.
    let exponentSlopeOverBeta: Double

    /// `chi(beta)`.
    let angle: Double

    /// `chi'(beta)`.
    let angleSlope: Double

    init(beta: Double) {
        let square = -beta * beta
        let termCount = square >= -0.05 ? 8 : CotangentSeries.coefficients.count
        var cotangent = 0.0
        var cotangentSlope = 0.0
        var slope = 0.0
        var exponent = 0.0
        for index in (0..<termCount).reversed() {
            let coefficient = CotangentSeries.coefficients[index]
            let slopeCoefficient = Double(2 * index + 3) * coefficient
            // Horner's rule for the series and, one step behind, its derivative.
            cotangentSlope = cotangent + square * cotangentSlope
            cotangent = coefficient + square * cotangent
            slope = slopeCoefficient + square * slope
            exponent = slopeCoefficient / Double(2 * index + 2) + square * exponent
        }
        self.exponent = square * exponent
        exponentSlopeOverBeta = slope
        let tangent = beta * cotangent
        angle = atan(tangent)
        angleSlope = (cotangent + 2 * square * cotangentSlope) / (1 + tangent * tangent)
    }
}
