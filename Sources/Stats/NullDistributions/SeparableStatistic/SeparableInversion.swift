import CMath

/// Tails of a ``SeparableStatistic`` for a finite sample, by inversion of its transform along a vertical line.
///
///     P(T <= x) = 1 / (2 pi i) integral over Re s = sigma > 0 of exp(s x) E exp(-s T) ds / s,
///
/// and with sigma < 0 the same integral is -P(T > x). Each tail has its own line near the saddle point, where the terms
/// are hardly larger than the tail itself. The trapezoidal rule of step `2 pi / L` adds the tail's values at x + kL
/// times `exp(-k sigma L)`. Those that are 1 are subtracted again; the others are negligible by the choice of L.
///
/// The transform of a finite sample falls only like a power, `|s|^(-n/2)`, because the law is only piecewise analytic:
/// its level sets touch the faces of the simplex one after another. A smooth taper of the sum,
/// `erfc(10 (w / W - 1/2)) / 2`, flat to 1e-12 at either end, mollifies the law over a length of about 10 / W. That
/// changes nothing at a point farther than this from the nearest such contact. W is increased until it no longer
/// matters.
struct SeparableInversion {
    /// The logarithm of the tail.
    let logarithm: Double

    /// A bound on the relative error, from the change of the sum with the last increase of W.
    let relativeError: Double

    /// The tail P(T <= x) or P(T > x), for 2 <= count.
    ///
    /// - Parameter lower: whether to compute P(T <= x).
    init(_ statistic: SeparableStatistic, count: Int, lower: Bool, at x: Double) {
        let line = lower ? Line(lower: x, statistic, count: count) : Line(upper: x, statistic, count: count)
        let sigma = line.sigma
        var transform = SeparableTransform(statistic, count: count, sigma: sigma)
        let step = 2 * Double.pi / line.period
        let turn = x - statistic.offset(count: Double(count))
        var terms: [Double] = []
        var top = max(Self.firstReach / x, 4 * step, abs(sigma))
        var previous = Double.nan
        var found = 0.0
        var change = 1.0
        var work = 0
        while true {
            transform.prepare(upTo: top)
            let wanted = Int(top / step) + 1 - terms.count
            let first = Double(terms.count) * step
            // Never go far beyond the budget: keep the last sum, or one that is cut short, with its error.
            if !terms.isEmpty, work + wanted * transform.work > 2 * Self.budget { break }
            if terms.isEmpty, wanted * transform.work > 2 * Self.budget, wanted > 8 {
                top /= 2
                continue
            }
            for (k, value) in transform.values(from: first, step: step, count: wanted).enumerated() {
                let omega = first + Double(k) * step
                let angle = omega * turn
                let (c, s) = (cos(angle), sin(angle))
                let (real, imaginary) = (value.real * c - value.imaginary * s, value.real * s + value.imaginary * c)
                terms.append((real * sigma + imaginary * omega) / (sigma * sigma + omega * omega))
            }
            work += wanted * transform.work
            found = terms[0] / 2
            for k in terms.indices.dropFirst() {
                found += terms[k] * erfc(10 * (Double(k) * step / top - 0.5)) / 2
            }
            change = abs(found - previous) / abs(found)
            if change < 1e-11 || work > Self.budget || !found.isFinite { break }
            previous = found
            top *= 1.4
        }
        // The sum runs over the tails at x + kL. If such a tail is surely 1, its term is known.
        let sum = log(abs(found) * step / Double.pi) + transform.logScale + sigma * x
        let alias = exp(-abs(sigma) * line.period)
        let share = alias / (1 - alias) * exp(-sum)
        logarithm = min(0, share < 1 ? sum + log1p(-share) : -.infinity)
        // The rounding error, if the terms are larger than their sum.
        let size = terms.reduce(0) { $0 + abs($1) }
        relativeError = 1e-11 + Self.caution * change + 1e-14 * size / abs(found) / max(1e-300, 1 - share)
    }

    /// The first W, in units of 1 / x.
    private static let firstReach = 40.0

    /// Abscissae times steps, each about 10 ns, after which W is no longer increased.
    private static let budget = 20_000_000

    /// The stated error is this many times the last change of the sum. The real error, the next change, was below 0.4
    /// times that change at all references.
    private static let caution = 3.0

    /// A vertical line of the complex plane and the period L of the sum on it.
    private struct Line {
        let sigma: Double
        let period: Double

        /// The known terms that are subtracted are at most about exp(-6) of the tail.
        private static let knownShare = 6.0

        /// For P(T <= x), sigma > 0, within a factor of 2 of the saddle point from below.
        init(lower x: Double, _ statistic: SeparableStatistic, count: Int) {
            // The saddle point of the limit law, but at least 3 / x, so that the period is not much longer than x.
            var sigma = max(statistic.lowerSaddle / (x * x), 3 / x)
            var bound = Self.logBound(x, statistic, count: count, sigma: sigma)
            while sigma < 1e7 {
                let next = Self.logBound(x, statistic, count: count, sigma: 2 * sigma)
                if !(next <= bound - 1) { break }
                (sigma, bound) = (2 * sigma, next)
            }
            self.sigma = sigma
            // P(T > x + L), about exp(-rate (x + L)), times exp(-sigma L) is below 1e-12 of the tail.
            let negligible = (28 - min(0, bound) - statistic.rate * x) / (sigma + statistic.rate)
            period = max(x, negligible, (Self.knownShare - min(0, bound)) / sigma)
        }

        /// For P(T > x), sigma < 0.
        init(upper x: Double, _ statistic: SeparableStatistic, count: Int) {
            switch statistic {
            case .andersonDarling:
                let distance = min(0.5, 4 / x)
                sigma = distance - 1
                period = max(x, 28 / distance)
            case .cramerVonMises:
                var sigma = -2.5
                var bound = Self.logBound(x, statistic, count: count, sigma: sigma)
                while sigma > -1e7 {
                    let next = Self.logBound(x, statistic, count: count, sigma: 1.4 * sigma)
                    // At -infinity: farther out the recursion underflows between one corner and the other.
                    if !(next <= bound) || next == -.infinity { break }
                    (sigma, bound) = (1.4 * sigma, next)
                }
                self.sigma = sigma
                // P(T > x + L) is 0 from x + L = n / 3 on, or falls at least at the limit's rate.
                let rest = Double(count) / 3 - x
                let negligible = sigma > -4.4 ? min(rest, 28 / (statistic.rate + sigma)) : rest
                period = max(x, negligible, (Self.knownShare - bound) / -sigma)
            }
        }

        /// `ln (exp(sigma x) E exp(-sigma T))`, Chernoff's bound on the logarithm of the tail.
        private static func logBound(
            _ x: Double,
            _ statistic: SeparableStatistic,
            count: Int,
            sigma: Double
        ) -> Double {
            var transform = SeparableTransform(statistic, count: count, sigma: sigma)
            transform.prepare(upTo: 0)
            return sigma * x + transform.logScale + log(transform.values(from: 0, step: 0, count: 1)[0].real)
        }
    }
}

extension SeparableStatistic {
    /// The rate at which the limit law's upper tail falls: half the least eigenvalue's inverse.
    fileprivate var rate: Double {
        switch self {
        case .cramerVonMises: Double.pi * Double.pi / 2
        case .andersonDarling: 1
        }
    }

    /// `x^2` times the saddle point of the limit law's lower tail, whose transform falls like `exp(-sqrt(s / 2))` and
    /// `exp(-pi sqrt(s / 2))`.
    fileprivate var lowerSaddle: Double {
        switch self {
        case .cramerVonMises: 0.125
        case .andersonDarling: Double.pi * Double.pi / 8
        }
    }
}
