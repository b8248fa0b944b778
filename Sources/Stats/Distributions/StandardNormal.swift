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
    /// A difference of two cdf values loses the digits that they share. It is therefore taken between the tails on the
    /// interval's own side of 0, and short intervals are integrated. At width 1e-9 next to -2 the difference is off by
    /// 4e-8, the integral by 1e-15.
    static func mass(from a: Double, to b: Double) -> Double {
        guard a < b else { return a == b ? 0 : .nan }
        if a >= 0 { return mass(from: -b, to: -a) }
        if b - a < 0.5 { return rule.integral(from: a, to: b, of: density) }
        if b <= 0 { return GSL.normalCDF(b) - GSL.normalCDF(a) }
        return 1 - GSL.normalCDF(a) - GSL.normalSurvival(b)
    }

    /// log P(a < Z <= b), even if the probability itself underflows because the interval is far out or very short. NaN
    /// unless a < b.
    ///
    /// Far out, a > 0, it is log P(Z > a) less what the farther tail takes off. If that is nearly all, as in short
    /// intervals, the density divided by its value at a is integrated.
    static func logMass(from a: Double, to b: Double) -> Double {
        guard a < b else { return .nan }
        if abs(a) > abs(b) { return logMass(from: -b, to: -a) }
        let width = b - a
        guard abs(a) * width > 1 || width > 1 else {
            let relative = rule.integral(from: 0, to: width) { exp(-$0 * (a + 0.5 * $0)) }
            return log(relative) - 0.5 * a * a - 0.5 * Saddlepoint.logTwoPi
        }
        let (near, far) = (GSL.logNormalSurvival(a), GSL.logNormalSurvival(b))
        return near + log1p(-exp(far - near))
    }

    /// Beyond this many standard deviations nothing is added: the density underflows relative to what lies within.
    static let reach = 38.0

    /// The integral of z^k times the density from a to b, both finite, for even k >= 0.
    ///
    /// By parts: the integral of z^j is -[z^(j-1) phi] + (j - 1) times that of z^(j-2).
    static func partialMoment(_ k: Int, from a: Double, to b: Double) -> Double {
        var moment = mass(from: a, to: b)
        for j in stride(from: 2, through: k, by: 2) {
            moment =
                Double(j - 1) * moment - (b.raised(to: j - 1) * density(b) - a.raised(to: j - 1) * density(a))
        }
        return moment
    }

    /// P(a < Z <= b) for b = a + width, even if the width is below the spacing of Doubles at a.
    static func mass(from a: Double, to b: Double, width: Double) -> Double {
        guard width < 0.5 else { return mass(from: a, to: b) }
        return rule.integral(from: 0, to: width) { density(a + $0) }
    }
}
