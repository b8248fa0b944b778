/// Tests of matrices with k zeros put at random places of every line, and other entries drawn independently from a
/// continuous law. All tests are rigorous. A line is a column or a row.
///
/// - support: p = 0 for lines with fewer than k zeros, and for values that the law of the other entries cannot have. A
///   line may have more zeros, because a draw may itself be 0. PyTorch's single-precision normal_ draws an exact 0 with
///   probability 2^-24, so the zeros beyond k of a line, over all lines, are at most Binomial(drawn, 2^-20). In 16 bits
///   they are at most Binomial(drawn, q + 2^-20), where q is the probability that a draw is rounded to 0. The p-value
///   is the upper tail.
/// - positions: the number of zeros at each of the n places of a line, over all lines. The lines are independent and
///   every set of k places is equally likely, so each number is exactly Binomial(lines, k/n): the smallest tail, times
///   twice the number of places (Bonferroni). It is not known which zeros were drawn, so the upper tail is taken as if
///   all of them were at the place, the lower tail as if none were.
/// - all others: the batteries for independent draws, on the nonzero entries, line after line. Given the zeros these
///   are independent draws from the law, so the tests are as rigorous as for any other sample. In 16 bits the zeros
///   beyond k count as draws.
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

    /// Whether columns or rows have the fixed number of zeros.
    public let line: Line

    /// The fixed number of zeros in a line.
    public let zeros: Int

    /// The resolution granted to the other entries.
    public let resolution: Resolution

    /// The law of the other entries on the lattice of the values' type, if the type has 16 bits.
    public let lattice: LatticeLaw?

    /// The largest probability of an exact zero granted to draws of 32 bits or more.
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
    ///   - rest: the claimed law of the nonzero entries.
    ///   - mean: the claimed mean of all entries, which the outcome's variance is about.
    /// - Throws: `SampleError.empty` for a source with less than one matrix, and what the source throws.
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
                // The nonzero values have the lattice's law to within the probability of 0.
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

    /// Number of places in a line.
    private var length: Int { line == .column ? rows : columns }

    private struct Reading<Scalar> {
        /// The nonzero entries, line after line.
        var others: [Scalar] = []
        /// Zeros at each place of a line.
        var zerosAt: [UInt64]
        var lines = 0
        /// Lines with too few zeros.
        var wrongLines: UInt64 = 0
        /// Zeros beyond the fixed number, over all lines.
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

    /// Statistic: (O - E) / sqrt(E (1 - p)) of the least likely count; 0 if no count can vary.
    private func positions<Scalar>(_ found: Reading<Scalar>) -> TestResult {
        let p = Double(zeros) / Double(length)
        // The drawn zeros are subtracted from a count above the expected number, but not below that number.
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
