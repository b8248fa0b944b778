internal import CMath

/// Do means or scales drift along the rows or columns: one half against the other, a trend, a wave?
///
/// The lines of each axis are grouped into at most 64 blocks of neighbours. The blocks' sums S of z and Q of z^2, over
/// m values each, form the contrasts
///
///     T = sum over the blocks of a S,    U = sum of a (Q - m),    a = cos(pi k x) less its mean over all values,
///
/// where x in 0...1 is the middle of a block and k = 1...8. A single line need not stand out: halves whose standard
/// deviations are 8 % too large and 8 % too small show among 12,288 values. For each axis and each sum, the k with the
/// largest deviation counts.
///
/// Normal law: T is normal, and E exp(l U) = product of (exp(-l a) / sqrt(1 - 2 l a))^m, for Chernoff's bound. Laws
/// that are strictly sub-Gaussian: P(T >= x) <= exp(-x^2 / (2 sum m a^2)). Other bounded laws: Bernstein's bound of T.
/// U of a bounded law: the smallest of Bernstein's bound, Chernoff's with the law's own transform where it is
/// integrated, and the normal law's for a symmetrically truncated normal law (`MomentTests`). P-value: the smallest
/// bound times the number of k, axes, sums and signs (Bonferroni); 1 if no contrast is 3 standard deviations out.
/// Statistic: the deviation of the contrast in its standard deviations; 0 if none is that far out.
///
/// The resolution is granted as for the moments: the slack of the mean for each sum of z; the slack of the scale, plus
/// the effect of rounding on a sum of squares, for each sum of z^2.
/// Sources: Ahmed, Natarajan & Rao, Discrete cosine transform, IEEE Transactions on Computers C-23 (1974), 90-93;
/// Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.2 to 2.4 and 2.8.
enum ContrastTest {
    /// The largest k.
    static let components = 8

    /// The largest number of blocks of an axis.
    static let blockLimit = 64

    /// The least number of values: fewer show nothing.
    private static let leastCount = 64

    /// A deviation below this has a bound of nearly 1 after Bonferroni.
    private static let leastDeviation = 3.0

    /// Nil for few values, and for laws without known bounds or tails.
    static func result(_ sums: GridSums, law: some Distribution, resolution: Resolution) -> TestResult? {
        guard sums.rows.length * sums.rows.sums.count >= leastCount, law.tails == .gaussian || law.isBounded else {
            return nil
        }
        var (least, deviation, tails) = (TailProbability.one, 0.0, 0)
        for lines in [sums.rows, sums.columns] {
            let blocks = Blocks(lines)
            let contrasts = (1...min(components, blocks.count - 1)).map { blocks.weights($0) }
            // Both sums and both signs.
            tails += 4 * contrasts.count
            for found in [mean(blocks, contrasts, law, resolution), scale(blocks, contrasts, law, resolution)]
            where found.pValue < least {
                (least, deviation) = (found.pValue, found.deviation)
            }
        }
        return TestResult(
            .contrasts,
            tier: .rigorous,
            statistic: deviation,
            pValue: least.times(Double(tails)),
            method: law.tails == .gaussian
                ? "exact normal and Chernoff's bound, Bonferroni over \(tails) tails"
                : "Chernoff's and Bernstein's bounds, Bonferroni over \(tails) tails"
        )
    }

    // MARK: - Implementation

    private typealias Found = (deviation: Double, pValue: TailProbability)

    /// Neighbouring lines grouped into blocks.
    private struct Blocks {
        /// The number of values, the sums of z and of z^2, and the middle on 0...1.
        var counts: [Double] = []
        var sums: [Double] = []
        var squares: [Double] = []
        private var middles: [Double] = []

        var count: Int { counts.count }

        init(_ lines: GridSums.Lines) {
            let lineCount = lines.sums.count
            let blocks = min(blockLimit, lineCount)
            for block in 0..<blocks {
                let range = (block * lineCount / blocks)..<((block + 1) * lineCount / blocks)
                counts.append(Double(range.count * lines.length))
                sums.append(lines.sums[range].reduce(0, +))
                squares.append(lines.squares[range].reduce(0, +))
                middles.append(Double(range.lowerBound + range.upperBound) / Double(2 * lineCount))
            }
        }

        /// The weights a of component k.
        func weights(_ k: Int) -> [Double] {
            let waves = middles.map { cos(Double.pi * Double(k) * $0) }
            let mean = zip(waves, counts).reduce(0) { $0 + $1.0 * $1.1 } / counts.reduce(0, +)
            return waves.map { $0 - mean }
        }

        /// The sum of m a^2.
        func spread(_ weights: [Double]) -> Double { zip(weights, counts).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } }

        /// The sum of m |a|.
        func reach(_ weights: [Double]) -> Double { zip(weights, counts).reduce(0) { $0 + abs($1.0) * $1.1 } }
    }

    /// The contrast that is farthest out, with its weights' signs chosen to make it positive.
    private static func farthest(
        _ contrasts: [[Double]],
        _ value: ([Double]) -> Double,
        _ spread: ([Double]) -> Double
    ) -> (weights: [Double], deviation: Double)? {
        let found = contrasts.map { (weights: $0, deviation: value($0) / spread($0).squareRoot()) }
        guard let farthest = found.max(by: { abs($0.deviation) < abs($1.deviation) }) else { return nil }
        return farthest.deviation < 0 ? (farthest.weights.map { -$0 }, farthest.deviation) : farthest
    }

    private static func mean(
        _ blocks: Blocks,
        _ contrasts: [[Double]],
        _ law: some Distribution,
        _ resolution: Resolution
    ) -> Found {
        func value(_ weights: [Double]) -> Double { zip(weights, blocks.sums).reduce(0) { $0 + $1.0 * $1.1 } }
        guard let (weights, deviation) = farthest(contrasts, value, blocks.spread), abs(deviation) >= leastDeviation
        else { return (0, .one) }
        let spread = blocks.spread(weights)
        let granted = max(0, value(weights) - resolution.meanSlack(law) * blocks.reach(weights))
        let x = granted / spread.squareRoot()
        if law.tails == .gaussian { return (deviation, TailProbability(logarithm: GSL.logNormalSurvival(x))) }
        if law.tails.areSubGaussian { return (deviation, TailProbability(logarithm: -x * x / 2)) }
        let tail = MomentTests.bernsteinTail(
            distance: granted,
            count: 1,
            variance: spread,
            magnitude: law.largestStandardisedMagnitude * (weights.map { abs($0) }.max() ?? 0)
        )
        return (deviation, tail)
    }

    private static func scale(
        _ blocks: Blocks,
        _ contrasts: [[Double]],
        _ law: some Distribution,
        _ resolution: Resolution
    ) -> Found {
        func value(_ weights: [Double]) -> Double {
            zip(weights, zip(blocks.squares, blocks.counts)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
        }
        let variance = law.excessKurtosis + 2
        guard
            let (weights, deviation) = farthest(contrasts, value, { variance * blocks.spread($0) }),
            abs(deviation) >= leastDeviation
        else { return (0, .one) }
        var granted = -resolution.scaleSlack(law) * blocks.reach(weights)
        for (a, (square, count)) in zip(weights, zip(blocks.squares, blocks.counts)) {
            let drawn = resolution.drawnSquares(square, count: count)
            granted += a * ((a > 0 ? drawn.least : drawn.most) - count)
        }
        guard granted > 0 else { return (deviation, .one) }
        let (spread, largest) = (blocks.spread(weights), weights.map { abs($0) }.max() ?? 0)
        let start = granted / (variance * spread)
        /// Chernoff's bound if log E exp(t (z^2 - 1)) is K.
        func chernoff(
            limit: Double,
            _ k: (Double) -> (value: Double, slope: Double, curvature: Double)
        ) -> TailProbability {
            let logarithm = ExactTransform.least(near: start, limit: limit) { l in
                var sum = (value: -l * granted, slope: -granted, curvature: 0.0)
                for (a, count) in zip(weights, blocks.counts) {
                    let part = k(l * a)
                    sum.value += count * part.value
                    sum.slope += count * a * part.slope
                    sum.curvature += count * a * a * part.curvature
                }
                return sum
            }
            return TailProbability(logarithm: logarithm)
        }
        var bounds: [TailProbability] = []
        if law.tails == .gaussian || law.hasSquareBelowNormal {
            bounds.append(
                chernoff(limit: 0.499 / largest) { t in
                    (-t - log1p(-2 * t) / 2, 2 * t / (1 - 2 * t), 2 / ((1 - 2 * t) * (1 - 2 * t)))
                }
            )
        }
        if law.isBounded {
            let bound = law.largestStandardisedMagnitude
            bounds.append(
                MomentTests.bernsteinTail(
                    distance: granted,
                    count: 1,
                    variance: variance * spread,
                    magnitude: max(1, bound * bound - 1) * largest
                )
            )
            if bound <= KurtosisTest.clip, let quadrature = LawQuadrature(law, clip: bound) {
                let transform = quadrature.transform { $0 * $0 }
                bounds.append(chernoff(limit: 600 / (largest * transform.magnitude)) { transform.cumulants($0) })
            }
        }
        return (deviation, bounds.min() ?? .one)
    }
}
