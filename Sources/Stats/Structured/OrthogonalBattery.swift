/// Tests of matrices that are claimed to be Haar-distributed orthogonal, times a gain.
///
/// - support: max |Q^T Q - gain^2 I| (Q Q^T where there are fewer rows than columns) over the bound 4 n u gain^2, n the
///   larger side and u = 2^-24 the unit roundoff of Float; p = 0 above 1, else 1. Rounding each entry once changes an
///   inner product by at most 2 u; a decomposition in Float adds an error that grows as n u.
/// - signs: the number of positive entries on the diagonal. Changing the sign of rows leaves Haar's law as it is, so the
///   signs are independent fair coins and their number is Binomial(m, 1/2), exactly. A QR decomposition whose signs are
///   not fixed has one sign almost throughout. Source: F. Mezzadri, How to generate random matrices from the classical
///   compact groups, Notices of the AMS 54 (2007), 592-604.
public struct OrthogonalBattery: Sendable {
    /// Rows of a matrix, after flattening.
    public let rows: Int

    /// Columns of a matrix, after flattening.
    public let columns: Int

    /// The factor of the orthogonal matrix.
    public let gain: Double

    /// A battery for matrices of this form.
    public init(rows: Int, columns: Int, gain: Double) {
        self.rows = rows
        self.columns = columns
        self.gain = gain
    }

    /// Reads the source, row-major matrix after matrix, and runs both tests.
    ///
    /// Complexity: O(rows columns min(rows, columns)) for each matrix; one matrix in memory.
    ///
    /// - Throws: `SampleError.empty` for a source of less than one matrix, and what the source throws.
    public func run<Source: SampleSource>(on source: Source) throws -> Battery.Outcome {
        let size = rows * columns
        guard source.count >= size else { throw SampleError.empty }
        let matrices = source.count / size
        var tally = Tally()
        var buffer = [Source.Scalar](repeating: 0, count: size)
        for matrix in 0..<matrices {
            var span = buffer.mutableSpan
            try source.read(matrix * size..<(matrix + 1) * size, into: &span)
            add(buffer.map { $0.asDouble }, to: &tally)
        }
        let unit = 0x1p-24
        let bound = 4 * Double(max(rows, columns)) * unit * gain * gain
        // Written so that a residual that is not a number fails.
        let isOrthogonal = tally.residual <= bound
        let n = Double(matrices * size)
        return Battery.Outcome(
            results: [
                TestResult(
                    .support,
                    tier: .rigorous,
                    statistic: tally.residual / bound,
                    pValue: isOrthogonal ? .one : .zero,
                    method: "exact to rounding"
                ), signs(tally, matrices: matrices),
            ],
            count: UInt64(matrices * size),
            distance: nil,
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

    private struct Tally {
        var residual = 0.0
        var positive = 0
        var minimum = Double.infinity
        var maximum = -Double.infinity
        var sum = 0.0
        var squares = 0.0
    }

    private func signs(_ tally: Tally, matrices: Int) -> TestResult {
        let trials = Double(matrices * min(rows, columns))
        let positive = Double(tally.positive)
        let fair = try? Binomial(trials: trials, probability: 0.5)
        let tail = fair.map { min($0.survival(atLeast: positive), $0.cdf(positive)) } ?? .one
        return TestResult(
            .signs,
            tier: .rigorous,
            statistic: positive / trials,
            pValue: tail.times(2),
            method: "exact binomial"
        )
    }

    private func add(_ matrix: [Double], to tally: inout Tally) {
        for x in matrix {
            tally.minimum = min(tally.minimum, x)
            tally.maximum = max(tally.maximum, x)
            tally.sum += x
            tally.squares += x * x
        }
        let isTall = rows >= columns
        let (count, length) = isTall ? (columns, rows) : (rows, columns)
        for i in 0..<count where matrix[i * columns + i] > 0 { tally.positive += 1 }
        // The vectors that should be orthonormal, each contiguous.
        var vectors = matrix
        if isTall {
            for r in 0..<rows {
                for c in 0..<columns { vectors[c * rows + r] = matrix[r * columns + c] }
            }
        }
        vectors.withUnsafeBufferPointer { v in
            for i in 0..<count {
                for j in 0...i {
                    var lanes = SIMD8<Double>()
                    var k = 0
                    while k + 8 <= length {
                        for lane in 0..<8 { lanes[lane] += v[i * length + k + lane] * v[j * length + k + lane] }
                        k += 8
                    }
                    var product = lanes.sum()
                    while k < length {
                        product += v[i * length + k] * v[j * length + k]
                        k += 1
                    }
                    let error = abs(product - (i == j ? gain * gain : 0))
                    tally.residual = error.isNaN ? .infinity : max(tally.residual, error)
                }
            }
        }
    }
}
