/// Probabilities of the standard normal distribution, for a law's constants. They use correctly rounded operations
/// only. They are slow, but a law needs only two of them.
///
/// Accuracy: wherever they were measured against 40-digit arithmetic, the relative errors of `survival` from 0 to 37.5
/// and of `centred` from 0 to 4 are below 9e-16. The worst that was found, 8.0e-16 of `survival`, is kept by the tests.
package enum NormalDistribution {
    /// The probability above `x`, for `x >= 0`; 0 from 39 on.
    package static func survival(_ x: Double) -> Double {
        guard x < 39 else { return 0 }
        if x < 1 {
            return 0.5 - centred(x)
        }
        // Laplace's continued fraction, density / (x + 1/(x + 2/(x + 3/(x + ...)))), from the inside outwards. n terms
        // leave an error of about exp(-2 x sqrt(n)), so 450 / x^2 terms leave 4e-19.
        var fraction = x
        var term = Double(Int64(450 / (x * x))) + 20
        while term > 0 {
            fraction = x + term / fraction
            term -= 1
        }
        return density(x) / fraction
    }

    /// The probability above `x`, computed as a tail if it is one.
    package static func above(_ x: Double) -> Double { x > 0 ? survival(x) : 0.5 - centred(x) }

    /// The probability below `x`, computed as a tail if it is one.
    package static func below(_ x: Double) -> Double { x < 0 ? survival(-x) : 0.5 + centred(x) }

    /// The probability below `x`, minus 1/2. Exactly odd in `x`.
    package static func centred(_ x: Double) -> Double {
        let magnitude = x.magnitude
        guard magnitude < 2.5 else {
            let probability = 0.5 - survival(magnitude)
            return x < 0 ? -probability : probability
        }
        // density * (x + x^3/3 + x^5/(3*5) + x^7/(3*5*7) + ...): Marsaglia, Evaluating the normal distribution, Journal
        // of Statistical Software 11(4), 2004. All terms have one sign; 40 of them leave an error below 1e-19 at
        // x = 2.5.
        let square = x * x
        var sum = 0.0
        var divisor = 81.0
        while divisor > 1 {
            sum = (sum + 1) * (square / divisor)
            divisor -= 2
        }
        return density(x) * (x + x * sum)
    }

    // MARK: - Implementation

    /// The density at `x`, for `|x| < 39`.
    private static func density(_ x: Double) -> Double {
        // The square's rounding error would be multiplied by up to 700. So let h be the first few bits of x: h^2 is
        // exact, and the rest, (x - h)(x + h), is small.
        let magnitude = x.magnitude
        let head = Double(Int64(magnitude * 16)) * 0.0625
        let rest = (magnitude - head) * (magnitude + head)
        return exponential(-0.5 * head * head) * exponential(-0.5 * rest) * 0.39894228040143268  // 1 / sqrt(2 pi)
    }

    /// e to the power `y`, for `-800 < y <= 0`.
    private static func exponential(_ y: Double) -> Double {
        // y = k log 2 + f with |f| <= log(2) / 2. The constant's first part has 32 bits, so its product with k is
        // exact.
        let k = Int64(y * 1.4426950408889634 - 0.5)
        let f = (y - Double(k) * PositiveLogarithm.ln2High) - Double(k) * PositiveLogarithm.ln2Low
        // The power series, 17 terms: the remainder is below 1e-21.
        var sum = 0.0
        var n = 17.0
        while n > 0 {
            sum = (sum + 1) * (f / n)
            n -= 1
        }
        // Two factors because 2^k alone may be subnormal.
        return (1 + sum) * powerOfTwo(k / 2) * powerOfTwo(k - k / 2)
    }

    /// 2 to the power `k`, for `-1022 <= k <= 1023`.
    private static func powerOfTwo(_ k: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: (k &+ 1023) &<< 52))
    }
}
