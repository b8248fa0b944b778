internal import CMath

/// Do the columns and rows of orthogonal matrices lean towards the vector of ones?
///
/// The projection of a column onto the unit vector with equal entries has the law of an entry, `HaarEntry`, and so does
/// that of a row: rotating all columns or rows does not change Haar's law. If the decomposed matrix has entries of
/// nonzero mean, such as uniform entries on [0, 1), the decomposition puts that mean into its first column, or row.
///
/// With c the projections, n the larger side and k the smaller side:
///
/// - for the first column, and for the first row: the two-sided p-value of each matrix, combined by Fisher's method
///   over the matrices, which are independent; each of the two has a hundredth of the test's level.
/// - for all others: the largest over all matrices (Bonferroni), separately for columns and rows.
/// - if k < n, the sum of squares over the k orthonormal vectors: the squared projection of a fixed unit vector onto a
///   random subspace, Beta(k/2, (n - k)/2), two-sided, combined by Fisher's method. For square matrices it is 1.
///
/// The displacement that rounding may have caused is subtracted from each projection, and sqrt(k) times as much from
/// the root of the sum.
///
/// Source: Eaton, Group Invariance Applications in Statistics (1989), chapter 7; Fisher, Statistical Methods for
/// Research Workers (1932).
struct ProjectionsTest {
    /// The share of the test's level for the first column, and for the first row.
    static let firstShare = 0.01

    let count: Int
    let length: Int
    private let displacement: Double
    private let law: HaarEntry?
    private let squaresLaw: BetaTails

    private var matrices = 0
    /// The sums of -log p over the matrices: first vector, first entries, sum of squares.
    private var first = 0.0
    private var firstEntries = 0.0
    private var sumOfSquares = 0.0
    /// The largest projections of the other vectors, and of the other entries.
    private var largest = 0.0
    private var largestEntries = 0.0
    /// The sums across the vectors of one matrix.
    private var across: [Double]

    init(count: Int, length: Int, rounding: FrameRounding) {
        (self.count, self.length, displacement) = (count, length, rounding.displacement)
        across = [Double](repeating: 0, count: length)
        law = try? HaarEntry(dimension: length)
        squaresLaw = BetaTails(a: Double(count) / 2, b: Double(length - count) / 2)
    }

    /// Adds a frame: its vectors, one after the other, times the gain.
    mutating func add(_ vectors: [Double], gain: Double) {
        guard law != nil else { return }
        matrices += 1
        for r in 0..<length { across[r] = 0 }
        var squares = 0.0
        for c in 0..<count {
            var along = 0.0
            for r in 0..<length {
                let x = vectors[c * length + r] / gain
                along += x
                across[r] += x
            }
            along = abs(along) / Double(length).squareRoot()
            squares += along * along
            if c == 0 { first -= logTail(along) } else { largest = max(largest, along) }
        }
        for r in 0..<length {
            let projection = abs(across[r]) / Double(count).squareRoot()
            if r == 0 { firstEntries -= logTail(projection) } else { largestEntries = max(largestEntries, projection) }
        }
        if count < length { sumOfSquares -= logTailOfSum(squares) }
    }

    /// The result; nil for vectors of one entry. Statistic: the largest projection other than those of the first column
    /// and row, in units of the gain.
    var result: TestResult? {
        guard matrices > 0 else { return nil }
        var parts: [(p: TailProbability, share: Double)] = [
            (fisher(first), Self.firstShare), (fisher(firstEntries), Self.firstShare),
        ]
        var others = [bonferroni(largestEntries, of: length - 1)]
        if count > 1 { others.append(bonferroni(largest, of: count - 1)) }
        if count < length { others.append(fisher(sumOfSquares)) }
        parts += others.map { ($0, (1 - 2 * Self.firstShare) / Double(others.count)) }
        return TestResult(
            .projections,
            tier: .rigorous,
            statistic: max(largest, largestEntries),
            pValue: parts.map { $0.p.times(1 / $0.share) }.min() ?? .one,
            method: "exact law of a projection; Fisher's method and Bonferroni"
        )
    }

    // MARK: - Implementation

    private func logTail(_ projection: Double) -> Double {
        guard let law else { return 0 }
        return min(0, log(2) + law.logSurvival(max(0, projection - displacement)))
    }

    private func bonferroni(_ projection: Double, of places: Int) -> TailProbability {
        TailProbability(logarithm: logTail(projection)).times(Double(places * matrices))
    }

    private func logTailOfSum(_ squares: Double) -> Double {
        let shift = displacement * Double(count).squareRoot()
        let least = max(0, squares.squareRoot() - shift)
        let most = min(1, squares.squareRoot() + shift)
        let tail = min(squaresLaw.survival(min(1, least * least)), squaresLaw.cdf(most * most))
        return min(0, log(2 * tail))
    }

    private func fisher(_ sum: Double) -> TailProbability {
        TailProbability(logarithm: PValueCombination.logFisher(halfStatistic: sum, count: matrices))
    }
}
