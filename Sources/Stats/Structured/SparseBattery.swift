/// Tests of matrices with k zeros put into every line, at random places, whose other entries are independent draws of a
/// continuous law; all of them are rigorous. A line is a column, or a row.
///
/// - support: lines with fewer than k zeros, and what the law of the other entries cannot have, have p = 0. A line may have
///   more: a draw may itself be 0. PyTorch's single-precision normal_ draws an exact 0 with probability 2^-24, so the zeros
///   beyond k of a line, over all lines, are at most Binomial(drawn, 2^-20), and in 16 bits Binomial(drawn, q + 2^-20), q the
///   probability that a draw is rounded to 0: its upper tail.
/// - positions: the number of zeros at each of the n places of a line, over all lines. The lines are independent and
///   every set of k places is equally likely, so that each is Binomial(lines, k/n), exactly: the smallest tail, times
///   twice the number of places (Bonferroni). Which zeros were drawn is not known: the upper tail is taken as if all of them
///   were at the place, the lower one as if none was.
/// - all others: the batteries of independent draws, on the entries that are not 0, line after line. Given the zeros
///   these are independent draws of the law, so the tests are as rigorous as for any other sample. In 16 bits the zeros
///   beyond k count among the draws.
///
/// Source: J. Martens, Deep learning via Hessian-free optimization, ICML 2010, section 5.
public struct SparseBattery: Sendable {
    /// Where the number of zeros is fixed.
    public enum Line: Hashable, Codable, Sendable {
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

    /// The law of the other entries on the lattice of the values' type, where that has 16 bits.
    public let lattice: LatticeLaw?

    /// The largest probability of an exact zero that draws of 32 bits or more are granted.
    public static let zeroProbability = 0x1p-20

    /// A battery for matrices of this form.
    public init(
        rows: Int,
        columns: Int,
        line: Line,
        zeros: Int,
        resolution: Resolution,
        lattice: LatticeLaw? = nil
    ) {
        self.rows = rows
        self.columns = columns
        self.line = line
        self.zeros = zeros
        self.resolution = resolution
        self.lattice = lattice
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
        let zeroProbability = (lattice?.probability(of: 0) ?? 0) + Self.zeroProbability
        let drawn = found.lines * (length - zeros)
        let surplus = try Binomial(trials: Double(max(1, drawn)), probability: min(1, zeroProbability))
        let surplusTail = surplus.survival(atLeast: Double(found.surplusZeros))
        var results = [positions(found)]
        var distance: KolmogorovSmirnovStatistic?
        var granted = resolution
        var histogram: SampleHistogram?
        var impossible = found.wrongLines
        var minimum = found.isAnyZero ? 0.0 : .infinity
        var maximum = found.isAnyZero ? 0.0 : -.infinity
        if !found.others.isEmpty {
            let others = ArraySample(found.others)
            let patterns = lattice.map { lattice in found.others.map { lattice.format.nearest($0.asDouble) } } ?? []
            let inner: Battery.Outcome
            if let lattice {
                var counts = PatternCounts()
                counts.add(patterns.span)
                counts.add(zeros: found.surplusZeros)
                inner = LatticeBattery(resolution: resolution).run(counts, against: lattice)
            } else {
                inner = try Battery(resolution: resolution).run(on: others, against: rest)
            }
            distance = inner.distance
            granted = inner.resolution
            histogram = inner.histogram
            impossible += inner.impossible
            minimum = min(minimum, inner.minimum)
            maximum = max(maximum, inner.maximum)
            results += inner.results.filter { $0.test != .support }
            let rowLength = max(1, length - zeros)
            let tensorLength = rowLength * (rows * columns / length)
            if let lattice {
                // The values that are not 0 have the lattice's law to within the probability of 0.
                let epsilon = min(Resolution.coarsest, granted.epsilon + lattice.probability(of: 0))
                results += DependenceBattery(resolution: Resolution(epsilon)).run(
                    on: patterns,
                    rowLength: rowLength,
                    tensorLength: tensorLength,
                    against: lattice
                )
            } else {
                results += try DependenceBattery(resolution: granted).run(
                    on: others,
                    rowLength: rowLength,
                    tensorLength: tensorLength,
                    against: rest
                )
            }
        }
        results.append(
            TestResult(
                .support,
                tier: .rigorous,
                statistic: Double(impossible + found.surplusZeros),
                pValue: impossible == 0 ? surplusTail : .zero,
                method: "exact; binomial bound on zeros that were drawn"
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
        /// Lines with too few zeros.
        var wrongLines: UInt64 = 0
        /// Zeros beyond those that were put there, over all lines.
        var surplusZeros: UInt64 = 0
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
            if found < zeros { reading.wrongLines += 1 } else { reading.surplusZeros += UInt64(found - zeros) }
        }
        reading.lines += matrix.count / length
        reading.count += matrix.count
    }

    /// Statistic: the least likely count's (O - E) / sqrt(E (1 - p)), 0 where no count can vary.
    private func positions<Scalar>(_ found: Reading<Scalar>) -> TestResult {
        let p = Double(zeros) / Double(length)
        // A count above what is expected is taken without the zeros that were drawn, though not below that.
        let expected = UInt64((Double(found.lines) * p).rounded())
        let table = CellTests.Table(
            observed: found.zerosAt.map { count in
                count <= expected ? count : max(expected, count - min(count, found.surplusZeros))
            },
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
