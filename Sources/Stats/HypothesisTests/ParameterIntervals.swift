internal import CMath

/// Confidence intervals for the mean and the standard deviation of the law that values were drawn from. They hold
/// jointly, whatever the two parameters are, if the law is otherwise as claimed.
///
/// Each uses half of the level, L. With x the mean of the values, s^2 their mean square about it, and n their number:
///
/// Normal law: n s^2/sigma^2 is chi-square with n - 1 degrees of freedom, and x normal; exact.
///
/// Laws between two bounds: the mean of z is below t with probability 1 - L (Bernstein), the mean of z^2 between 1 - l
/// and 1 + u, by the bounds of the scale test (`MomentTests`), and s^2/sigma^2 = (mean of z^2) - (mean of z)^2 lies
/// between 1 - l - t^2 and 1 + u.
///
/// The mean is then within t of x (for a normal law, within a normal quantile over the root of n), in units of the
/// largest sigma. Rounding moves each value by at most a unit roundoff times itself, so it moves s and x by at most
/// that times the root of the mean square.
/// Sources: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.2, 2.4 and 2.8.
public struct ParameterIntervals: Hashable, Sendable {
    /// The interval for the standard deviation; the upper end is infinite if nothing bounds it.
    public let standardDeviation: ClosedRange<Double>

    /// The interval for the mean.
    public let mean: ClosedRange<Double>

    /// The intervals of a sample; nil for fewer than two values, for an unbounded law that is not normal, or if the
    /// sample has no moments.
    ///
    /// - Parameters:
    ///   - mean: the values' mean.
    ///   - square: their mean square about the claimed mean.
    ///   - count: the number of values.
    ///   - law: the claim.
    ///   - level: the chance that one of the intervals misses, in 0..<1.
    ///   - unitRoundoff: the unit roundoff of the values' type.
    public init?(
        mean: Double,
        square: Double,
        count: UInt64,
        law: some Distribution,
        level: Double,
        unitRoundoff: Double
    ) {
        let shift = mean - law.mean
        // Moments may be infinite or NaN.
        guard count > 1, level > 0, level < 1, mean.isFinite, (square + mean * mean).isFinite, law.variance > 0 else {
            return nil
        }
        let variance = max(0, square - shift * shift)
        let (n, half) = (Double(count), level / 2)
        let (least, most, reach): (Double, Double, Double)
        if law.tails == .gaussian {
            guard let chiSquare = try? ChiSquare(degreesOfFreedom: n - 1) else { return nil }
            least = chiSquare.quantile(half / 2) / n
            most = chiSquare.quantile(upperTail: half / 2) / n
            reach = -GSL.normalQuantile(half / 2) / n.squareRoot()
        } else if law.isBounded {
            let bound = law.largestStandardisedMagnitude
            reach = MomentTests.bernsteinCriticalDistance(level: half, count: n, variance: 1, magnitude: bound)
            let bernstein = MomentTests.bernsteinCriticalDistance(
                level: half,
                count: n,
                variance: law.excessKurtosis + 2,
                magnitude: max(1, bound * bound - 1)
            )
            func critical(isLower: Bool) -> Double {
                guard law.hasSquareBelowNormal else { return bernstein }
                return min(
                    bernstein,
                    MomentTests.chernoffCriticalDistance(level: half, count: n, isLower: isLower)
                )
            }
            least = 1 - critical(isLower: true) - reach * reach
            most = 1 + critical(isLower: false)
        } else {
            return nil
        }
        let rounding = unitRoundoff * (variance + mean * mean).squareRoot()
        let deviation = variance.squareRoot()
        let low = max(0, deviation - rounding) / most.squareRoot()
        let high = least > 0 ? (deviation + rounding) / least.squareRoot() : .infinity
        standardDeviation = low...high
        let distance = reach * high + rounding
        self.mean = mean - distance...mean + distance
    }
}

extension ChiSquare {
    /// The x at which P(X <= x) is p, to about nine digits.
    func quantile(_ p: Double) -> Double {
        solve(log(p), start: GSL.normalQuantile(p)) { cdf($0).logarithm }
    }

    /// The x at which P(X > x) is q.
    func quantile(upperTail q: Double) -> Double {
        solve(log(q), start: -GSL.normalQuantile(q)) { survival($0).logarithm }
    }

    // MARK: - Implementation

    /// Solves for the x at which a tail's logarithm has a given value, by bisection in log x around Wilson and
    /// Hilferty's approximation at z.
    private func solve(_ target: Double, start z: Double, _ tail: (Double) -> Double) -> Double {
        let n = degreesOfFreedom
        let root = 1 - 2 / (9 * n) + z * (2 / (9 * n)).squareRoot()
        let start = log(n * max(root * root * root, 1e-6))
        let isIncreasing = z < 0
        /// Whether x is below the solution.
        func isBelow(_ x: Double) -> Bool { (tail(exp(x)) < target) == isIncreasing }
        var step = 1e-3 / n.squareRoot()
        var (low, high) = (start - step, start + step)
        while !isBelow(low), low > -700 {
            step *= 4
            low -= step
        }
        step = 1e-3 / n.squareRoot()
        while isBelow(high), high < 700 {
            step *= 4
            high += step
        }
        while high - low > 1e-9 / n.squareRoot() {
            let middle = (low + high) / 2
            // No number lies between neighbouring numbers.
            guard middle > low, middle < high else { break }
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }
}
