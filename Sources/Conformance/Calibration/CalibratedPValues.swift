public import Stats

/// The p-values of one test for samples that follow one law, all of one size.
public struct CalibratedPValues: Hashable, Sendable {
    /// The levels that p-values are counted at.
    public static let levels = [0.1, 0.01, 0.001, 0.0001]

    /// Which test.
    public let test: TestKind

    /// The claim that all samples follow.
    public let claim: String

    /// Number of values in a sample.
    public let sampleSize: Int

    /// What is known of the p-values.
    public let character: NullCharacter

    /// Number of p-values.
    public let count: Int

    /// Number of p-values at or below each level.
    public let low: [Int]

    /// The smallest p-value.
    public let least: Double

    /// sup (F_N(x) - x), F_N the empirical cdf of the p-values: large where these are too small.
    public let excess: Double

    /// sup (x - F_N(x)): large where they are too large.
    public let deficit: Double

    /// - Parameter values: the p-values, in any order. One that is not a number counts as 0.
    package init(
        _ values: [Double],
        test: TestKind,
        claim: String,
        sampleSize: Int,
        character: NullCharacter
    ) {
        self.test = test
        self.claim = claim
        self.sampleSize = sampleSize
        self.character = character
        count = values.count
        let sorted = values.map { $0.isNaN ? 0 : $0 }.sorted()
        low = Self.levels.map { level in sorted.count { $0 <= level } }
        least = sorted.first ?? 1
        let n = Double(sorted.count)
        var (excess, deficit) = (0.0, 0.0)
        for (i, p) in sorted.enumerated() {
            excess = max(excess, Double(i + 1) / n - p)
            deficit = max(deficit, p - Double(i) / n)
        }
        self.excess = excess
        self.deficit = deficit
    }

    /// The chance of an `excess` this large or larger among as many uniform p-values, by Smirnov's exact one-sided
    /// distribution. For discrete and conservative p-values it is an upper bound.
    public var excessPValue: Double { count == 0 ? 1 : SmirnovDistribution(count: count).survival(excess) }

    /// The chance of a `deficit` this large or larger among as many uniform p-values.
    public var deficitPValue: Double { count == 0 ? 1 : SmirnovDistribution(count: count).survival(deficit) }

    /// The Kolmogorov-Smirnov distance that matters: two-sided for an exact test, the excess for any other.
    public var distance: Double { character == .exact ? max(excess, deficit) : excess }

    /// The p-value of `distance`, by its exact null distribution for uniform p-values.
    public var distancePValue: Double {
        guard character == .exact, count > 0 else { return excessPValue }
        return KolmogorovDistribution(count: count).survival(distance)
    }
}
