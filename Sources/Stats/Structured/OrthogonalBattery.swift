internal import CMath

/// Tests of matrices that are claimed to be Haar-distributed orthogonal, times a gain. All tests are rigorous.
///
/// - support: max |Q^T Q - gain^2 I| (Q Q^T if there are fewer rows than columns) divided by a bound; p = 0 above 1,
///   otherwise 1. With n the larger side and u the unit roundoff, 2^-24 for Float, rounding each entry once changes an
///   inner product by at most 2 u; a decomposition in Float adds more. The bound is (4 n + 16) u gain^2 below n = 16,
///   and 4.5 (sqrt n + 4) u gain^2 from there on. This is nearly twice the largest residual of LAPACK's
///   single-precision QR, or more, measured on 10^5 to 4 10^5 normal matrices of each size with PyTorch 2.15
///   (Scripts/generate/qr-residuals.py): 11.3 u at n = 2, 14.8 at 3, 16.9 at 15, 17.4 at 16, 20.0 at 64. Also exact
///   zeros, in the leading half of the columns: with h half the least positive number of the type, an entry is rounded
///   to 0 with probability at most 2 h/gain sqrt((n - 1)/(2 pi)), by the density of `HaarEntry` at 0. The zeros have
///   the tail of Binomial(entries, that + 2^-20), which allows for a generator's own zeros and for the entries not
///   being quite independent.
/// - directions: each column among the directions that the columns before it leave; see `DirectionsTest`.
/// - frames: the first rows of matrices that are not square; see `FramesTest`.
/// - projections: columns and rows projected onto the vector of ones; see `ProjectionsTest`.
/// - signs: the number of positive pivots, see `HouseholderPivots`, of the columns, or of the rows if there are fewer.
///   Changing the sign of columns does not change Haar's law but changes their pivots' signs, so these are independent
///   fair coins and their number is exactly Binomial(m, 1/2). A QR decomposition without fixed signs has negative
///   pivots throughout. The signs on the diagonal are fair coins too but show this less: a fifth of them are positive.
///
/// Across the matrices, which are independent, if there are at least two:
///
/// - repeats: the number of matrices that equal an earlier one bit for bit; see `repeatTest`.
///
/// And if there are at least eight:
///
/// - mean: the mean of the diagonal, which is the trace divided by the diagonal's length. The signs make the diagonal's
///   entries uncorrelated, so with s the smaller side and n the larger one the trace has mean 0, variance gain^2 s/n
///   and magnitude at most gain s: Bernstein's inequality.
/// - determinant: the number of square matrices with a positive determinant, exactly Binomial(m, 1/2), since changing a
///   column's sign changes the determinant's. That sign is the product of the pivots' signs. As the determinant is
///   gain^n or -gain^n, this tests that its mean is 0.
/// - kolmogorovSmirnov, scale: one entry of each matrix, cycling through the places, against `HaarEntry`: the exact
///   null distribution, and Bernstein's inequality for the second moment.
///
/// Source: F. Mezzadri, How to generate random matrices from the classical compact groups, Notices of the AMS 54
/// (2007), 592-604; M. Eaton, Group Invariance Applications in Statistics (1989), chapter 7.
public struct OrthogonalBattery: Sendable {
    /// Rows of a matrix, after flattening.
    public let rows: Int

    /// Columns of a matrix, after flattening.
    public let columns: Int

    /// The factor of the orthogonal matrix.
    public let gain: Double

    /// The unit roundoff u of the type the entries were stored in.
    public let unitRoundoff: Double

    /// The least positive number of that type.
    public let leastPositive: Double

    /// The tests across matrices need at least this many.
    public static let fewestMatrices = 8

    /// The support test's method if the columns are orthogonal and of one length that is not the gain.
    public static let otherGainMethod = "exact to rounding; orthogonal, of another gain"

    /// A battery for matrices of this form.
    ///
    /// - Parameters:
    ///   - rows: rows of a matrix.
    ///   - columns: columns of a matrix.
    ///   - gain: the factor of the orthogonal matrix.
    ///   - unitRoundoff: the unit roundoff of the type the entries were stored in; Float's by default.
    ///   - leastPositive: the least positive number of that type; Float's by default.
    public init(
        rows: Int,
        columns: Int,
        gain: Double,
        unitRoundoff: Double = 0x1p-24,
        leastPositive: Double = 0x1p-149
    ) {
        self.rows = rows
        self.columns = columns
        self.gain = gain
        self.unitRoundoff = unitRoundoff
        self.leastPositive = leastPositive
    }

    /// Reads the source, row-major matrix after matrix, and runs every test that their number allows.
    ///
    /// Complexity: O(rows columns min(rows, columns)) for each matrix; one matrix in memory.
    ///
    /// - Throws: `SampleError.empty` for a source with less than one matrix, and what the source throws.
    @specialized(where Source == HeldSample<Float>)
    public func run<Source: SampleSource>(on source: Source) throws -> Battery.Outcome {
        let size = rows * columns
        guard size > 0, source.count >= size else { throw SampleError.empty }
        let matrices = source.count / size
        var tally = OrthogonalTally(rows: rows, columns: columns, gain: gain, rounding: rounding)
        var buffer = [Source.Scalar](zeros: size)
        var entries: [Source.Scalar] = []
        var repeats = RepeatedMatrices<Source.Scalar>()
        for matrix in 0..<matrices {
            var span = buffer.mutableSpan
            try source.read(matrix * size..<(matrix + 1) * size, into: &span)
            tally.add(buffer.asDoubles)
            entries.append(buffer[matrix % size])
            try repeats.add(buffer, of: source)
        }
        let bound = residualBound * unitRoundoff * gain * gain
        // Written so that a NaN residual fails.
        let isOrthogonal = tally.residual <= bound
        let n = Double(matrices * size)
        var results = [
            TestResult(
                .support,
                tier: .rigorous,
                statistic: tally.residual / bound,
                pValue: isOrthogonal ? zeros(tally, matrices: matrices) : .zero,
                method: !isOrthogonal && tally.isOrthogonal(within: residualBound * unitRoundoff)
                    ? Self.otherGainMethod : "exact to rounding; binomial bound on exact zeros"
            ), coins(.signs, positive: tally.positive, of: matrices * min(rows, columns)),
        ]
        if isOrthogonal {
            results += [tally.directions.result, tally.frames.result, tally.projections.result].compactMap { $0 }
        }
        if matrices > 1 { results.append(repeatTest(repeats.count, of: matrices)) }
        var distance: KolmogorovSmirnovStatistic?
        if matrices >= Self.fewestMatrices {
            let law = try HaarEntry(dimension: max(rows, columns), gain: gain)
            let found = try HaarEntryTests.run(entries, against: law, unitRoundoff: unitRoundoff)
            distance = found.distance
            results += found.results
            results.append(mean(tally, matrices: matrices))
            if rows == columns {
                results.append(coins(.determinant, positive: tally.positiveDeterminants, of: matrices))
            }
        }
        return Battery.Outcome(
            results: results.inOrder,
            count: UInt64(matrices * size),
            distance: distance,
            minimum: tally.minimum,
            maximum: tally.maximum,
            extremeCount: 0,
            mean: tally.sum / n,
            variance: tally.squares / n,
            excessKurtosis: .nan,
            impossible: isOrthogonal ? 0 : 1,
            resolution: Resolution(0)
        )
    }

    // MARK: - Implementation

    /// The largest |Q^T Q - I| that rounding may leave, in units of the roundoff.
    var residualBound: Double { Self.decompositionError(max(rows, columns)) }

    /// How far from orthonormal a single-precision decomposition may leave vectors of this length, in units of its
    /// roundoff.
    static func decompositionError(_ length: Int) -> Double {
        let n = Double(length)
        return n < 16 ? 4 * n + 16 : 4.5 * (n.squareRoot() + 4)
    }

    /// The rounding granted to the vectors.
    var rounding: FrameRounding {
        FrameRounding(
            count: min(rows, columns),
            length: max(rows, columns),
            gain: gain,
            unitRoundoff: unitRoundoff,
            leastPositive: leastPositive
        )
    }

    /// The upper tail of the number of exact zeros.
    private func zeros(_ tally: OrthogonalTally, matrices: Int) -> TailProbability {
        let n = Double(max(rows, columns))
        guard n > 1 else { return .one }
        let rounded = leastPositive / abs(gain) * ((n - 1) / (2 * .pi)).squareRoot()
        let zeros = try? Binomial(
            trials: Double(matrices * tally.zeroVectors) * n,
            probability: min(1, rounded + SparseBattery.zeroProbability)
        )
        return zeros?.survival(atLeast: Double(tally.zeros)) ?? .one
    }

    /// Two given matrices are equal with probability at most q^m. The first m = n - 2 coordinates of a vector uniform
    /// on the unit sphere in n dimensions have a density of at most (n/(2 pi))^(m/2), and the values that a
    /// decomposition and a rounding turn into one number lie within a width of 2 u
    /// (1 + the bound on the residual over u) in each coordinate. P-value: that times the number of pairs (union bound)
    /// if there is a repeat.
    private func repeatTest(_ repeats: Int, of matrices: Int) -> TestResult {
        let n = Double(max(rows, columns))
        let largest = (n / (2 * .pi)).squareRoot() * 2 * unitRoundoff * (1 + residualBound)
        let pairs = Double(matrices) * Double(matrices - 1) / 2
        return TestResult(
            .repeats,
            tier: .rigorous,
            statistic: Double(repeats),
            pValue: repeats == 0
                ? .one : TailProbability(logarithm: min(0, log(pairs) + max(0, n - 2) * log(min(1, largest)))),
            method: "union bound over pairs of matrices"
        )
    }

    /// The number of heads of fair coins. Statistic: their share.
    private func coins(_ test: TestKind, positive: Int, of trials: Int) -> TestResult {
        let fair = try? Binomial(trials: Double(trials), probability: 0.5)
        let tail = fair.map { min($0.survival(atLeast: Double(positive)), $0.cdf(Double(positive))) } ?? .one
        return TestResult(
            test,
            tier: .rigorous,
            statistic: Double(positive) / Double(trials),
            pValue: tail.times(2),
            method: "exact binomial"
        )
    }

    /// Statistic: the mean of the diagonals' entries in units of their standard deviation, gain / sqrt(n).
    private func mean(_ tally: OrthogonalTally, matrices: Int) -> TestResult {
        let (short, long) = (Double(min(rows, columns)), Double(max(rows, columns)))
        let mean = tally.diagonal * long.squareRoot() / (gain * short * Double(matrices))
        // Each entry was rounded by at most the unit roundoff times the gain.
        let distance = abs(mean) - unitRoundoff * long.squareRoot()
        return TestResult(
            .mean,
            tier: .rigorous,
            statistic: mean,
            pValue: MomentTests.bernsteinTail(
                distance: distance.isNaN ? .infinity : max(0, distance),
                count: Double(matrices),
                variance: 1 / short,
                magnitude: long.squareRoot()
            ).times(2),
            method: "Bernstein's bound of the trace"
        )
    }
}
