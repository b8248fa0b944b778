import CMath

/// The limit law of Kuiper's statistic: the range of a Brownian bridge.
///
/// Two theta series that Poisson's summation formula turns into one another; where each is used, its terms are all
/// positive:
///
///     Q(l) = 2 sum_{j>=1} (4 j^2 l^2 - 1) exp(-2 j^2 l^2)                                    for l >= 1,
///     1 - Q(l) = sqrt(2 pi) (pi^2 / l^3) sum_{k>=1} k^2 exp(-k^2 pi^2 / (2 l^2))             for l < 1.
enum KuiperLimit {

    /// Where the two series meet: Q(1) = 0.822.
    static let crossover = 1.0

    /// `exp(2 l^2) Q(l)`, for l >= 1.
    static func scaledUpperTail(_ lambda: Double) -> Double {
        let square = lambda * lambda
        var sum = 0.0
        for j in 1..<6 {
            let power = Double(j * j)
            sum += 2 * (4 * power * square - 1) * exp(-2 * (power - 1) * square)
        }
        return sum
    }

    /// `exp(-2 l^2)`, with the square in two parts because its rounding error times 690 would show.
    static func leadingFactor(_ lambda: Double) -> Double {
        let square = lambda * lambda
        guard square < 400 else { return 0 }
        return exp(-2 * square) * (1 - 2 * (-square).addingProduct(lambda, lambda))
    }

    /// P(Lambda <= l) for 0 < l < 1.
    static func lowerTail(_ lambda: Double) -> Double {
        let square = lambda * lambda
        // Below this the value underflows, and so would the cube.
        guard lambda > 0.05 else { return 0 }
        // k^2 pi^2 / (2 l^2) = 4 k^2 (pi^2 / 8) / l^2, with the rounding error of l^2 put back.
        let squareError = (-square).addingProduct(lambda, lambda)
        var sum = 0.0
        for k in 1..<4 {
            let power = Double(k * k)
            let exponent = power * Double.pi * Double.pi / (2 * square)
            let factor = ExponentConstant.piSquaredOverEight.exponential(multiplier: 4 * power, over: square)
            sum += power * factor * (1 + exponent * squareError / square)
        }
        return sqrt(2 * Double.pi) * Double.pi * Double.pi / (square * lambda) * sum
    }
}
