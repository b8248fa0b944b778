internal import CMath
internal import Initializers
internal import Stats

/// Tests whether a sample is normal, whatever its mean and standard deviation, by Durbin's random substitution, which
/// is exact.
///
/// Testing a law fitted to the sample as if it had been declared is Lilliefors' trap: its p-values are far too large.
/// Instead, with m and s the sample's mean and standard deviation, draw M and S as a sample of n standard normal values
/// would have them,
///
///     M ~ N(0, 1/n),    (n - 1) S^2 ~ chi-square(n - 1),    independent,
///
/// and test y = M + S (x - m) / s. The standardised residuals are ancillary and (m, s) is complete and sufficient, so
/// by Basu's theorem they are independent: under any normal law of x the y are exactly independent N(0, 1). So every
/// test of the battery keeps its level, those of tails and extremes included, and nothing is lost but the noise of M
/// and S. In terms of x, the same test is that of the declared law
///
///     N(m - M s / S, (s / S)^2).
///
/// M and S come from a fixed key folded with the tensor's name and size, never from its values. In a tensor of 16 bits,
/// m and s are those of the rounded values, which differ by less than the rounding over sqrt(n).
///
/// Source: J. Durbin, Some methods of constructing exact tests, Biometrika 48 (1961), 41-55, section 3.
extension TensorProfile {
    /// The law to test in place of the family; nil if the sample is too small or has no spread.
    func normalSubstitute(key: Key) -> Normal? {
        guard finite >= 3, standardDeviation > 0 else { return nil }
        let drawn = Self.drawn(count: finite, key: key)
        let scale = standardDeviation / drawn.deviation
        return try? Normal(mean: mean - drawn.mean / Double(finite).squareRoot() * scale, standardDeviation: scale)
    }

    // MARK: - Implementation

    /// sqrt(n) times the mean, and the standard deviation, of `count` standard normal values, at least 3.
    ///
    /// The chi-square by Marsaglia & Tsang (2000), ACM TOMS 26, 363-372, whose trials succeed more than 19 times out of
    /// 20, so that 64 of them never run out (below 1e-80).
    private static func drawn(count: Int, key: Key) -> (mean: Double, deviation: Double) {
        let trials = 64
        let key = key.folding(count)
        let normals = values(RandomNormal(key: key.folding(0), mean: 0, standardDeviation: 1), count: trials + 1)
        let uniforms = values(RandomUniform(key: key.folding(1), low: 0, high: 1), count: trials)
        let freedom = Double(count - 1)
        let d = freedom / 2 - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        var gamma = d
        for (x, u) in zip(normals.dropFirst(), uniforms) {
            let root = 1 + c * x
            let v = root * root * root
            guard v > 0, u > 0, log(u) < x * x / 2 + d - d * v + d * log(v) else { continue }
            gamma = d * v
            break
        }
        return (normals[0], (2 * gamma / freedom).squareRoot())
    }

    private static func values(_ initializer: some Initializer, count: Int) -> [Double] {
        var values = [Double](repeating: 0, count: count)
        var span = values.mutableSpan
        // A short vector has room in every law. If it were refused, the zeros would do: M = 0, S near 1.
        try? initializer.fill(&span, shape: [count], startingAt: 0)
        return values
    }
}
