internal import CMath

/// Does a row or column stand out by its mean or its scale, and do the means spread as independent means do?
///
/// There are c values in each of r lines. With S the sum of z and Q the sum of z^2 over a line, the test has three
/// parts:
///
/// 1. the line with the largest |S|:  normal law: S / sqrt(c) ~ N(0, 1); bounded law: Bernstein's bound;
/// 2. the lines with the largest and the smallest Q:  normal law: Q ~ chi-square(c); bounded law: the bound of
///    `MomentTests`;
/// 3. the total T = sum of S^2 / c over the lines:  normal law: T ~ chi-square(r), both tails; laws that are strictly
///    sub-Gaussian: P(T >= x) <= exp(-(x - r) / 2) (x / r)^(r/2) for x >= r.
///
/// P-value: in parts 1 and 2 the smallest tail times 2 r, in part 3 the smallest tail times its number of tails; then
/// the smallest of the parts times their number (Bonferroni). Any other law: the central limit theorem for parts 1 and
/// 2, as a diagnostic.
/// Statistic: the deviation of the part with the smallest p-value in its standard deviations: S / sqrt(c),
/// (Q - c) / sqrt(c (E z^4 - 1)), or (T - r) / sqrt(2 r).
///
/// The resolution is granted as for the moments of the sample: the slack d of the mean for each line's mean, so
/// sqrt(r c) d for sqrt(T); the slack of the scale, plus the effect of rounding on a sum of squares, for each line's
/// mean square.
///
/// Part 3 for sub-Gaussian laws: if E exp(t z) <= exp(t^2/2) for all t, a standard normal g independent of z gives
/// E exp(lambda S^2 / (2 c)) = E exp(sqrt(lambda / c) g S) <= E exp(lambda g^2 / 2) = (1 - lambda)^(-1/2), and the
/// bound is Chernoff's at lambda = 1 - r/x. Each law says whether it meets the condition (`Distribution.tails`).
/// Source: Boucheron, Lugosi & Massart, Concentration Inequalities (2013), sections 2.2 and 2.8.
enum LineTest {
    /// A part: the deviation of its farthest line, and how likely that is.
    private typealias Part = (deviation: Double, pValue: TailProbability)

    static func result(
        _ test: TestKind,
        _ lines: GridSums.Lines,
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult {
        var parts = [
            farthestMean(lines, law, slack: resolution.meanSlack(law)),
            farthestScale(lines, law, resolution),
        ]
        total(lines, law, resolution).map { parts.append($0) }
        let least = parts.min { $0.pValue < $1.pValue }
        let method =
            law.tails == .gaussian
            ? "exact normal and chi-square"
            : law.isBounded ? "Bernstein's and Chernoff's bounds" : "central limit theorem"
        return TestResult(
            test,
            tier: law.tails == .gaussian || law.isBounded ? .rigorous : .diagnostic,
            statistic: least?.deviation ?? 0,
            pValue: (least?.pValue ?? .one).times(Double(parts.count)),
            method: method + ", Bonferroni over \(lines.sums.count) lines and \(parts.count) parts"
        )
    }

    // MARK: - Implementation

    private static func farthestMean(_ lines: GridSums.Lines, _ law: some Distribution, slack: Double) -> Part {
        let c = Double(lines.length)
        let farthest = lines.sums.max { abs($0) < abs($1) } ?? 0
        let distance = max(0, abs(farthest / c) - slack)
        let tail = MomentTests.tail(
            distance: distance,
            count: c,
            variance: 1,
            magnitude: law.isBounded ? law.largestStandardisedMagnitude : nil
        )
        return (farthest / c.squareRoot(), tail.times(Double(2 * lines.sums.count)))
    }

    private static func farthestScale(
        _ lines: GridSums.Lines,
        _ law: some Distribution,
        _ resolution: Resolution
    ) -> Part {
        let slack = resolution.scaleSlack(law)
        let c = Double(lines.length)
        let variance = law.excessKurtosis + 2
        let (smallest, largest) = (lines.squares.min() ?? c, lines.squares.max() ?? c)
        let low = resolution.drawnSquares(smallest, count: c).most
        let high = resolution.drawnSquares(largest, count: c).least
        let (lower, upper): (TailProbability, TailProbability)
        if law.tails == .gaussian, let null = try? ChiSquare(degreesOfFreedom: c) {
            lower = slack < 1 ? null.cdf(low / (1 - slack)) : .one
            upper = null.survival(high / (1 + slack))
        } else {
            upper = MomentTests.scaleTail(max(0, high / c - 1 - slack), isLower: false, count: c, law: law)
            lower = MomentTests.scaleTail(max(0, 1 - low / c - slack), isLower: true, count: c, law: law)
        }
        let farthest = lower < upper ? smallest : largest
        return (
            (farthest - c) / (c * variance).squareRoot(), min(lower, upper).times(Double(2 * lines.squares.count))
        )
    }

    private static func total(_ lines: GridSums.Lines, _ law: some Distribution, _ resolution: Resolution) -> Part? {
        let r = Double(lines.sums.count)
        let c = Double(lines.length)
        let total = lines.sums.reduce(0) { $0 + $1 * $1 } / c
        let deviation = (total - r) / (2 * r).squareRoot()
        let shift = (r * c).squareRoot() * resolution.meanSlack(law)
        let scaleSlack = resolution.scaleSlack(law)
        let root = max(0, total.squareRoot() - shift)
        let high = root * root / (1 + scaleSlack)
        if law.tails == .gaussian, let null = try? ChiSquare(degreesOfFreedom: r) {
            let low = (total.squareRoot() + shift) * (total.squareRoot() + shift) / (1 - scaleSlack)
            let lower = scaleSlack < 1 ? null.cdf(low) : .one
            return (deviation, min(null.survival(high), lower).times(2))
        }
        guard law.tails.areSubGaussian else { return nil }
        let logarithm = high > r ? (r * log(high / r) - (high - r)) / 2 : 0
        return (deviation, TailProbability(logarithm: logarithm))
    }
}
