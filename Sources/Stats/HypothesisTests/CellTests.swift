/// Tests of the counts in cells of nearly equal probability: Pearson's chi-square, and exact binomial tails.
enum CellTests {
    /// The counts of cells and the cells' probabilities.
    struct Table {
        var observed: [UInt64]
        var probability: [Double]

        /// Counts and probabilities, cell by cell.
        init(observed: [UInt64], probability: [Double]) {
            self.observed = observed
            self.probability = probability
        }

        /// Adds to the last cell, or begins another.
        mutating func add(_ count: UInt64, _ mass: Double, toLast: Bool) {
            if toLast {
                observed[observed.count - 1] += count
                probability[probability.count - 1] += mass
            } else {
                observed.append(count)
                probability.append(mass)
            }
        }

        /// Merges neighbouring cells of a summary as evenly as their edges allow. Probability is divided into `wanted`
        /// equal parts, and a cell belongs to the part that contains its middle. Parts without cells are left out.
        init<Scalar>(_ summary: SampleSummary<Scalar>, cells wanted: Int) {
            let fine = summary.cells
            guard wanted < fine.count else {
                // The summary's own counts, shared rather than copied: 10^10 values have 2^19 cells.
                observed = summary.counts
                probability = [Double](repeating: 0, count: fine.count)
                for j in probability.indices { probability[j] = fine.probability(j) }
                return
            }
            observed = [UInt64](repeating: 0, count: wanted)
            probability = [Double](repeating: 0, count: wanted)
            var start = 0.0
            for j in 0..<fine.count {
                let end = j < fine.edges.count ? fine.cdf[j] : 1
                let part = min(wanted - 1, Int(max(0, (start + end) / 2 * Double(wanted))))
                observed[part] += summary.counts[j]
                probability[part] += fine.probability(j)
                start = end
            }
            // Edges lie at values, so a law with one very probable value leaves some parts empty.
            let isFilled = zip(observed, probability).map { $0 > 0 || $1 > 0 }
            observed = zip(observed, isFilled).filter(\.1).map(\.0)
            probability = zip(probability, isFilled).filter(\.1).map(\.0)
        }
    }

    /// The number of cells for Pearson's chi-square: the largest power of two not above 2 n^(2/5), at least 8, at most
    /// 4,096.
    ///
    /// Source: Mann & Wald (1942), Annals of Mathematical Statistics 13, 306-317, with the constant 2 of D'Agostino &
    /// Stephens, Goodness-of-Fit Techniques (1986), section 3.2.4.
    static func chiSquareCellCount(forSampleOf n: Double) -> Int {
        var cells = 8
        // 2 cells <= 2 n^(2/5), in whole powers: cells^5 <= n^2.
        while cells < 4096, Double(cells) * Double(cells) * Double(cells) * Double(cells) * Double(cells) <= n * n {
            cells *= 2
        }
        return cells
    }

    /// Pearson's chi-square, X^2 = sum (O - E)^2 / E; nil below 5 expected values per cell.
    ///
    /// A cell's probability may be off by the resolution epsilon, which makes X^2 noncentral with parameter at most n
    /// sum epsilon^2 / p; this is subtracted before the p-value is formed. Asymptotic, hence a diagnostic.
    static func chiSquare<Scalar>(_ summary: SampleSummary<Scalar>, resolution: Resolution) -> TestResult? {
        let n = Double(summary.numberCount)
        return chiSquare(Table(summary, cells: chiSquareCellCount(forSampleOf: n)), of: n, resolution: resolution)
    }

    /// Pearson's chi-square of a table whose cells hold all n values.
    static func chiSquare(_ table: Table, of n: Double, resolution: Resolution) -> TestResult? {
        guard table.probability.allSatisfy({ $0 * n >= 5 }), table.observed.count > 1 else { return nil }
        var statistic = 0.0
        var slack = 0.0
        for (observed, probability) in zip(table.observed, table.probability) {
            let expected = n * probability
            statistic += (Double(observed) - expected) * (Double(observed) - expected) / expected
            slack += n * resolution.epsilon * resolution.epsilon / probability
        }
        let degreesOfFreedom = table.observed.count - 1
        guard let null = try? ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)) else { return nil }
        return TestResult(
            .chiSquare,
            tier: .diagnostic,
            statistic: statistic,
            pValue: null.survival(statistic - slack),
            degreesOfFreedom: degreesOfFreedom,
            method: "asymptotic chi-square"
        )
    }

    /// The least likely cell count, by its exact binomial tail, at two resolutions: 64 cells for broad deviations, and
    /// all cells of the summary for atoms and gaps (a grid with fewer values than cells leaves some empty).
    ///
    /// Statistic: that cell's (O - E) / sqrt(E (1 - p)). P-value: the smallest tail times twice the number of cells,
    /// times 2 for the two resolutions (Bonferroni). Each tail is taken with the cell's probability moved by epsilon
    /// towards the count.
    static func binomial<Scalar>(_ summary: SampleSummary<Scalar>, resolution: Resolution) -> TestResult {
        let n = Double(summary.numberCount)
        return binomial(
            [Table(summary, cells: 64), Table(summary, cells: summary.cells.count)],
            of: n,
            resolution: resolution
        )
    }

    /// The least likely cell count of several tables, by its exact binomial tail: the smallest tail times twice the
    /// number of its table's cells, times the number of tables (Bonferroni).
    ///
    /// The order of the tails is almost that of the deviations, so only the `extremes` cells that deviate most on each
    /// side are examined. The bound holds whichever cells these are.
    static func binomial(
        _ tables: [Table],
        of n: Double,
        resolution: Resolution,
        extremes: Int = 4
    ) -> TestResult {
        let least = tables.map { leastLikely($0, of: n, epsilon: resolution.epsilon, extremes: extremes) }.min {
            $0.pValue < $1.pValue
        }
        return TestResult(
            .cells,
            tier: .rigorous,
            statistic: least?.deviation ?? 0,
            pValue: (least?.pValue ?? .one).times(Double(max(1, tables.count))),
            method:
                "exact binomial, Bonferroni over \(tables.map { "\($0.observed.count)" }.joined(separator: " and ")) cells"
        )
    }

    /// The cell with the least likely count: its (O - E) / sqrt(E (1 - p)), and its binomial tail times twice the
    /// number of cells. Each tail is taken with the cell's probability moved by epsilon towards the count.
    static func leastLikely(
        _ table: Table,
        of n: Double,
        epsilon: Double,
        extremes: Int = 4
    ) -> (deviation: Double, pValue: TailProbability) {
        var lowest: [(deviation: Double, cell: Int)] = []
        var highest: [(deviation: Double, cell: Int)] = []
        for (j, (observed, p)) in zip(table.observed, table.probability).enumerated() {
            let expected = n * p
            let deviation = (Double(observed) - expected) / (expected * (1 - p)).squareRoot()
            insert(deviation, j, into: &lowest, atMost: extremes) { $0 < $1 }
            insert(deviation, j, into: &highest, atMost: extremes) { $0 > $1 }
        }
        var least = TailProbability.one
        var deviation = 0.0
        for (found, j) in (lowest + highest).sorted(by: { $0.cell < $1.cell }) {
            let tail = binomialTail(
                Double(table.observed[j]),
                of: n,
                probability: table.probability[j],
                epsilon: epsilon
            )
            if tail < least {
                least = tail
                deviation = found
            }
        }
        return (deviation, least.times(Double(2 * table.observed.count)))
    }

    /// Keeps the `limit` foremost deviations in order.
    @inline(__always)
    private static func insert(
        _ deviation: Double,
        _ cell: Int,
        into kept: inout [(deviation: Double, cell: Int)],
        atMost limit: Int,
        _ isBefore: (Double, Double) -> Bool
    ) {
        // Rarely passed: of B cells in random order about limit (1 + ln(B / limit)) get in.
        guard kept.count < limit || kept.last.map({ isBefore(deviation, $0.deviation) }) ?? false else { return }
        let place = kept.firstIndex { isBefore(deviation, $0.deviation) } ?? kept.count
        kept.insert((deviation, cell), at: place)
        if kept.count > limit { kept.removeLast() }
    }

    private static func binomialTail(
        _ observed: Double,
        of n: Double,
        probability p: Double,
        epsilon: Double
    ) -> TailProbability {
        if observed > n * p {
            return (try? Binomial(trials: n, probability: min(1, p + epsilon)).survival(atLeast: observed)) ?? .one
        }
        return (try? Binomial(trials: n, probability: max(0, p - epsilon)).cdf(observed)) ?? .one
    }
}
