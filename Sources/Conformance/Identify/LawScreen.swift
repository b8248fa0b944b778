internal import CMath
internal import Claims
internal import Stats

/// Which laws a profile rules out, without another pass. Whatever it leaves is tested; it accepts nothing.
///
/// A law is ruled out if the profile contradicts it outright, or if a bound on the battery's own tests of support and
/// scale does, at the level that these have in the battery:
///
/// - a value that is not finite, or lies outside the support by more than rounding can move it;
/// - a deterministic or structured law with another number of zeros or another sum of squares, or whose matrix is not
///   orthogonal: an orthogonal matrix times g has the sum g^2 min(rows, columns), whatever was drawn;
/// - the mean of z^2, where z is the value standardised under the law: chi-square(n) for a normal law, Bernstein's
///   inequality for a bounded one.
struct LawScreen {
    let profile: TensorProfile

    /// The unit roundoff of the tensor's type.
    let unitRoundoff: Double

    /// The level of one test of one law.
    let level: Double

    /// The gains of the orthogonal matrices that the tensor flattens to, by rows and columns. Independent entries form
    /// none.
    var gains: [[Int]: Double] = [:]

    /// Whether the law is ruled out.
    func rejects(_ law: ClaimedLaw) -> Bool {
        guard profile.notFinite == 0 else { return true }
        let n = Double(profile.count)
        switch law {
        case .constant(let value):
            return profile.minimum != profile.maximum || !isNear(profile.minimum, value)
        case .identity(let gain, let rows, let columns):
            return profile.zeros != profile.count - (gain == 0 ? 0 : min(rows, columns))
                || !isNear(max(profile.maximum, -profile.minimum), abs(gain))
        case .forgetGate(let count):
            return profile.zeros != profile.count - count / 4 || profile.maximum != 1
        case .logarithms(let count):
            let largest = log(Double(count))
            return profile.zeros != profile.count / count
                || abs(profile.maximum - largest) > Double(Float(largest).ulp) + 2 * unitRoundoff * largest
        case .dirac(let groups, let shape):
            let ones = groups * min(shape[0] / groups, shape[1])
            return profile.zeros != profile.count - ones || profile.maximum != 1
        case .orthogonal(let gain, let rows, let columns):
            guard isSum(gain * gain * Double(min(rows, columns))), let found = gains[[rows, columns]] else {
                return true
            }
            return abs(found - gain) > max(1e-4, 4 * unitRoundoff) * gain
        case .deltaOrthogonal(let gain, let shape):
            let inputs = shape[shape.count - 2]
            return profile.zeros < profile.count - inputs * shape[shape.count - 1]
                || !isSum(gain * gain * Double(inputs))
        case .sparse(let sparse):
            // Besides the zeros that were put there, a value may round to 0, at least in a tensor of 16 bits.
            let expected = Double(sparse.zeros) * n / Double(sparse.length)
            return abs(Double(profile.zeros) - expected) > 1e-3 * n
        case .uniform, .normal, .truncatedNormal, .transformedUniform:
            return !gains.isEmpty || rejectsEntries(law)
        }
    }

    // MARK: - Implementation

    private func isNear(_ x: Double, _ y: Double) -> Bool { abs(x - y) <= 2 * unitRoundoff * abs(y) }

    /// Inner products are off by less than 4 n u, where n is below 2^20, and by no more than the rounding of entries.
    private func isSum(_ expected: Double) -> Bool {
        let slack = max(1e-3, 8 * unitRoundoff)
        return abs(profile.squares(about: 0) - expected) <= slack * expected
    }

    private func rejectsEntries(_ law: ClaimedLaw) -> Bool {
        guard let distribution = try? law.distribution() else { return true }
        let support = distribution.support
        let slack = 16 * unitRoundoff * max(abs(profile.minimum), abs(profile.maximum))
        if profile.minimum < support.lowerBound - slack || profile.maximum > support.upperBound + slack { return true }
        let n = Double(profile.count)
        let ratio = profile.squares(about: distribution.mean) / (n * distribution.variance)
        guard ratio.isFinite else { return true }
        // A relative rounding of u moves z^2 by a few u of itself where the mean is within some deviations of 0.
        let offset = abs(distribution.mean) / distribution.standardDeviation
        let rounding = 8 * unitRoundoff * (1 + offset) * (1 + offset)
        let distance = abs(ratio - 1) - rounding - 0x1p-16
        guard distance > 0 else { return false }
        if distribution.tails == .gaussian {
            guard let null = try? ChiSquare(degreesOfFreedom: n) else { return false }
            let tail = ratio > 1 ? null.survival(n * (1 + distance)) : null.cdf(n * (1 - distance))
            return tail.times(2).value <= level
        }
        guard support.lowerBound.isFinite, support.upperBound.isFinite else { return false }
        let reach =
            max(support.upperBound - distribution.mean, distribution.mean - support.lowerBound)
            / distribution.standardDeviation
        // Bernstein: P(|mean of z^2 - 1| >= t) <= 2 exp(-n t^2 / (2 (v + M t / 3))), v and M of z^2.
        let magnitude = max(1, reach * reach - 1)
        let exponent = n * distance * distance / (2 * (distribution.excessKurtosis + 2 + magnitude * distance / 3))
        return log(2) - exponent <= log(level)
    }
}
