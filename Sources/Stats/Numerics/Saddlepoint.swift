internal import CMath

/// The pieces of Loader's saddle-point form of the binomial and Poisson probabilities, which keeps the relative
/// accuracy that differences of log-gamma values lose (1e-9 at n = 10^6).
///
/// Source: C. Loader, Fast and accurate computation of binomial probabilities (2000), sections 2 to 4.
enum Saddlepoint {
    /// log(2 pi), to 17 digits.
    static let logTwoPi = 1.837_877_066_409_345_5

    /// log(n!) - log(sqrt(2 pi n) (n/e)^n), the error of Stirling's formula, for real n >= 0; 0 for n = 0, which the
    /// sums below leave out.
    static func stirlingError(_ n: Double) -> Double {
        if n < 16 {
            if n == n.rounded(.down), n >= 0 { return smallStirlingErrors[Int(n)] }
            return GSL.logGamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * logTwoPi
        }
        // Stirling's series after the sixth term; at n = 16 the first omitted term is 1.4e-18.
        let square = n * n
        let tail = 1.0 / 1680 - (1.0 / 1188 - 691.0 / 360360 / square) / square
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - tail / square) / square) / square) / n
    }

    /// The errors for n = 0...15 to 17 digits, from 40-digit arithmetic.
    private static let smallStirlingErrors: [Double] = [
        0, 0.08106146679532726, 0.041340695955409294, 0.027677925684998339, 0.020790672103765093,
        0.016644691189821192, 0.013876128823070748, 0.011896709945891770, 0.010411265261972096,
        0.0092554621827127329, 0.0083305634333628713, 0.0075736754879518407, 0.0069428401072095299,
        0.0064089941880042071, 0.0059513701127588477, 0.0055547335519628014,
    ]

    /// x log(x/m) + m - x, the deviance term, without cancellation near x = m; for x >= 0, m > 0.
    static func deviance(_ x: Double, _ m: Double) -> Double {
        if x == 0 { return m }
        if abs(x - m) < 0.1 * (x + m) {
            // Loader's series in v = (x - m)/(x + m): (x - m) v + 2 x sum_{j >= 1} v^(2j+1) / (2j + 1).
            let v = (x - m) / (x + m)
            var sum = (x - m) * v
            var term = 2 * x * v
            var k = 3.0
            while true {
                term *= v * v
                let next = sum + term / k
                if next == sum { return sum }
                sum = next
                k += 2
            }
        }
        return x * log(x / m) + m - x
    }

    /// `log(1 + x) - x` for `x > -1` with full relative accuracy.
    ///
    /// With `r = x / (2 + x)` it is `-x r + 2 (r^3/3 + r^5/5 + ...)`; near 0 the plain difference would lose all its
    /// digits.
    static func logOnePlusMinusArgument(_ x: Double) -> Double {
        guard x.magnitude < 0.4 else { return log1p(x) - x }
        let r = x / (2 + x)
        let square = r * r
        // r^2 <= 1/16 here, so after r^27 / 27 the remainder is below 2^-53 of the sum.
        var series = 1.0 / 27
        for denominator in stride(from: 25.0, through: 3.0, by: -2.0) {
            series = 1 / denominator + square * series
        }
        return 2 * r * square * series - x * r
    }

    /// log of the Poisson probability e^-m m^x / Gamma(x + 1), for real x >= 0 and m > 0.
    static func logPoisson(_ x: Double, mean m: Double) -> Double {
        if x == 0 { return -m }
        return -stirlingError(x) - deviance(x, m) - 0.5 * (logTwoPi + log(x))
    }

    /// log of the binomial probability of k successes in n trials, 0 <= k <= n, 0 < p < 1, q = 1 - p.
    static func logBinomial(_ k: Double, trials n: Double, p: Double, q: Double) -> Double {
        if k == 0 { return n * (p < 0.5 ? log1p(-p) : log(q)) }
        if k == n { return n * (q < 0.5 ? log1p(-q) : log(p)) }
        let corrections = stirlingError(n) - stirlingError(k) - stirlingError(n - k)
        return corrections - deviance(k, n * p) - deviance(n - k, n * q)
            - 0.5 * (logTwoPi + log(k) + log1p(-k / n))
    }
}
