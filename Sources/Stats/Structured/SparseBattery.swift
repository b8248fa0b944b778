/// Tests of matrices with exactly k zeros in every line, at random places, whose other entries are independent draws of
/// a law without atoms at 0; all of them are rigorous. A line is a column, or a row.
///
/// - support: the number of lines that do not have exactly k zeros, beside what the law of the other entries cannot
///   have; p = 0 if there is any, else 1. A draw is rounded to 0 with a probability below 2^-100.
/// - positions: the number of zeros at each of the n places of a line, over all lines. The lines are independent and
///   every set of k places is equally likely, so that each is Binomial(lines, k/n), exactly: the smallest tail, times
///   twice the number of places (Bonferroni).
/// - all others: the batteries of independent draws, on the entries that are not 0, line after line. Given the zeros
///   these are independent draws of the law, so the tests are as rigorous as for any other sample.
///
/// Source: J. Martens, Deep learning via Hessian-free optimization, ICML 2010, section 5.
public struct SparseBattery: Sendable {
    /// Where the number of zeros is fixed.
    public enum Line: Hashable, Sendable {
        /// In every column.
        case column
        /// In every row.
        case row
    }

    /// Rows of a matrix.
    public let rows: Int

    /// Columns of a matrix.
    public let columns: Int

    /// What has the fixed number of zeros.
    public let line: Line

    /// That number.
    public let zeros: Int

    /// What the other entries are granted.
    public let resolution: Resolution

    /// A battery for matrices of this form.
    public init(rows: Int, columns: Int, line: Line, zeros: Int, resolution: Resolution) {
        self.rows = rows
        self.columns = columns
        self.line = line
        self.zeros = zeros
        self.resolution = resolution
    }

    /// Reads the source once, row-major matrix after matrix, into memory.
    ///
    /// - Parameters:
    ///   - source: the sample.
    ///   - rest: the claimed law of the entries that are not 0.
    ///   - mean: the claimed mean of all entries, which the outcome's variance is about.
    /// - Throws: `SampleError.empty` for a source of less than one matrix, and what the source throws.
    public func run<Source: SampleSource>(
        on source: Source,
        rest: some Distribution,
        about mean: Double
    ) throws -> Battery.Outcome {
        let found = try read(source, about: mean)
        var results = [positions(found)]
        var distance: KolmogorovSmirnovStatistic?
        var granted = resolution
        var histogram: SampleHistogram?
        var impossible = found.wrongLines
        var minimum = found.isAnyZero ? 0.0 : .infinity
        var maximum = found.isAnyZero ? 0.0 : -.infinity
        if !found.others.isEmpty {
            let others = ArraySample(found.others)
            let inner = try Battery(resolution: resolution).run(on: others, against: rest)
            distance = inner.distance
            granted = inner.resolution
            histogram = inner.histogram
            impossible += inner.impossible
            minimum = min(minimum, inner.minimum)
            maximum = max(maximum, inner.maximum)
            results += inner.results.filter { $0.test != .support }
            let drawn = max(1, length - zeros)
            results += try DependenceBattery(resolution: granted).run(
                on: others,
                rowLength: drawn,
                tensorLength: drawn * (rows * columns / length),
                against: rest
            )
        }
        results.append(
            TestResult(
                .support,
                tier: .rigorous,
                statistic: Double(impossible),
                pValue: impossible == 0 ? .one : .zero,
                method: "exact"
            )
        )
        let n = Double(found.finite)
        return Battery.Outcome(
            results: results.inOrder,
            count: UInt64(found.count),
            distance: distance,
            minimum: minimum,
            maximum: maximum,
            extremeCount: 0,
            mean: found.sum / n,
            variance: found.squares / n,
            excessKurtosis: .nan,
            impossible: impossible,
            resolution: granted,
            histogram: histogram,
            notFinite: UInt64(found.count - found.finite)
        )
    }

    // MARK: - Implementation

    /// Number of places of a line.
    private var length: Int { line == .column ? rows : columns }

    private struct Reading<Scalar> {
        /// The entries that are not 0, line after line.
        var others: [Scalar] = []
        /// Zeros at each place of a line.
        var zerosAt: [UInt64]
        var lines = 0
        var wrongLines: UInt64 = 0
        var count = 0
        var finite = 0
        var sum = 0.0
        var squares = 0.0

        var isAnyZero: Bool { zerosAt.contains { $0 > 0 } }
    }

    private func read<Source: SampleSource>(_ source: Source, about mean: Double) throws -> Reading<Source.Scalar> {
        let size = rows * columns
        guard size > 0, source.count >= size else { throw SampleError.empty }
        var reading = Reading<Source.Scalar>(zerosAt: [UInt64](repeating: 0, count: length))
        var buffer = [Source.Scalar](zeros: size)
        for matrix in 0..<source.count / size {
            var span = buffer.mutableSpan
            try source.read(matrix * size..<(matrix + 1) * size, into: &span)
            add(buffer.span, about: mean, to: &reading)
        }
        return reading
    }

    /// Reads one matrix.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private func add<Scalar: SampleScalar>(
        _ matrix: borrowing Span<Scalar>,
        about mean: Double,
        to reading: inout Reading<Scalar>
    ) {
        let (lineStep, placeStep) = line == .column ? (1, columns) : (columns, 1)
        for index in 0..<matrix.count / length {
            var found = 0
            for place in 0..<length {
                let x = matrix[index * lineStep + place * placeStep]
                if x == 0 {
                    found += 1
                    reading.zerosAt[place] += 1
                } else {
                    reading.others.append(x)
                }
                guard x.isFinite else { continue }
                reading.finite += 1
                reading.sum += x.asDouble
                reading.squares += (x.asDouble - mean) * (x.asDouble - mean)
            }
            if found != zeros { reading.wrongLines += 1 }
        }
        reading.lines += matrix.count / length
        reading.count += matrix.count
    }

    /// Statistic: the least likely count's (O - E) / sqrt(E (1 - p)), 0 where no count can vary.
    private func positions<Scalar>(_ found: Reading<Scalar>) -> TestResult {
        let p = Double(zeros) / Double(length)
        let table = CellTests.Table(
            observed: found.zerosAt,
            probability: [Double](repeating: p, count: length)
        )
        let isCertain = zeros == 0 || zeros == length
        let least = isCertain ? (0, .one) : CellTests.leastLikely(table, of: Double(found.lines), epsilon: 0)
        return TestResult(
            .positions,
            tier: .rigorous,
            statistic: least.deviation,
            pValue: least.pValue,
            method: "exact binomial, Bonferroni over \(length) places"
        )
    }
}
