/// All tests of one sample against one claim.
public struct Battery: Sendable {
    /// The resolution granted to the sample.
    public let resolution: Resolution

    /// Cells kept from other samples.
    private let cache: CellCache?

    /// A battery at the given resolution.
    public init(resolution: Resolution) {
        self.init(resolution: resolution, cache: nil)
    }

    /// A battery for one of many samples: it reuses their cells and makes no histogram.
    package init(resolution: Resolution, cache: CellCache?) {
        (self.resolution, self.cache) = (resolution, cache)
    }

    /// The rigorous tests and their shares of a case's level; they sum to 1 and are fixed before any data.
    public static let weights: [(test: TestKind, weight: Double)] = [
        (.support, 0.005), (.kolmogorovSmirnov, 0.25), (.scale, 0.28), (.mean, 0.14), (.cells, 0.11), (.extremes, 0.06),
        (.tails, 0.02), (.tooGoodFit, 0.015), (.serial, 0.025), (.tensors, 0.002), (.copies, 0.002),
        (.trailingZeros, 0.001), (.rows, 0.0125), (.columns, 0.0125),
        (.positions, 0.005), (.triples, 0.01), (.repeats, 0.01), (.signs, 0.0025), (.determinant, 0.0025),
        (.levels, 0.005), (.contrasts, 0.008), (.relations, 0.005), (.kurtosis, 0.007), (.streams, 0.002),
        (.directions, 0.004), (.frames, 0.002), (.projections, 0.002),
    ]

    /// The share of a rigorous test in a case's level.
    public static func weight(_ test: TestKind) -> Double {
        weights.first { $0.test == test }?.weight ?? 0
    }

    /// The outcome of all tests.
    public struct Outcome: Codable, Sendable {
        /// One result for each test that the sample allows, rigorous tests first.
        public private(set) var results: [TestResult]

        /// Number of values of any kind.
        public let count: UInt64

        /// The exact Kolmogorov-Smirnov distances; nil for a point mass or if no value is a number.
        public let distance: KolmogorovSmirnovStatistic?

        /// The smallest finite value; infinity if there is none.
        public let minimum: Double

        /// The largest finite value; -infinity if there is none.
        public let maximum: Double

        /// Number of values equal to the smallest or the largest.
        public let extremeCount: UInt64

        /// Mean of the finite values; NaN if there is none.
        public let mean: Double

        /// Mean of (x - mean)^2, with the claimed mean, over the finite values; NaN if there is none.
        public let variance: Double

        /// Mean of z^4 of the finite values divided by the squared mean of z^2, minus 3.
        public let excessKurtosis: Double

        /// Number of values that cannot occur: NaN, infinite, or outside the support.
        public private(set) var impossible: UInt64

        /// The resolution granted to the sample.
        public let resolution: Resolution

        /// The sample in about 64 intervals; nil unless the entries are draws from one law with a variance.
        public package(set) var histogram: SampleHistogram?

        /// Number of values that are NaN or infinite.
        public internal(set) var notFinite: UInt64 = 0

        /// Adds the results of further tests of the same sample.
        public mutating func append(_ further: [TestResult]) {
            // Reserve no spare room: a checkpoint may have a hundred thousand outcomes.
            var all: [TestResult] = []
            all.reserveCapacity(results.count + further.count)
            all += results
            all += further
            results = all
        }

        /// Counts further values that cannot occur and were checked outside the sample.
        ///
        /// - Parameters:
        ///   - wrong: their number; nothing happens for 0.
        ///   - method: how they were found.
        public mutating func add(impossible wrong: UInt64, method: String) {
            guard wrong > 0 else { return }
            impossible += wrong
            let support = TestResult(
                .support,
                tier: .rigorous,
                statistic: Double(impossible),
                pValue: .zero,
                method: method
            )
            results = (results.filter { $0.test != .support } + [support]).inOrder
        }

        /// The same outcome, with the lower bounds of those p-values that are known only by bounds.
        package var atLeast: Outcome {
            var least = self
            least.results = results.map(\.atLeast)
            return least
        }

        /// The result of one test.
        public subscript(_ test: TestKind) -> TestResult? { results.first { $0.test == test } }
    }

    /// Reads the source at least twice and runs every test.
    ///
    /// - Throws: `SampleError.empty` for a source without values, `SampleError.changed` if two readings differ,
    ///   `DistributionError` for a law whose cdf decreases or is not a probability, and what the source throws.
    // Specialized because a checkpoint may have a hundred thousand small tensors, which are tested in memory.
    @specialized(where Source == ArraySample<Float>, Law == Normal)
    @specialized(where Source == ArraySample<Float>, Law == Uniform)
    @specialized(where Source == ArraySample<Float>, Law == TruncatedNormal)
    public func run<Source: SampleSource, Law: Distribution>(on source: Source, against law: Law) throws -> Outcome {
        guard source.count > 0 else { throw SampleError.empty }
        if let constant = law.pointValue { return try exact(source, constant) }
        let prepared: Prepared<Source.Scalar> = try prepared(forSampleOf: source.count, under: law)
        let resolution =
            try isSinglePrecision(source)
            ? widened(prepared.cells, under: law, toType: Float.self) : prepared.resolution
        let summary = try SampleSummary(of: source, cells: prepared.cells, law: law)
        return try conclude(summary, law, resolution) {
            let statistic = try KolmogorovSmirnovStatistic(of: source, summary: summary, law: law)
            return (statistic, statistic)
        }
    }

    /// Reads some segments of a source whose other segments are read elsewhere.
    ///
    /// - Returns: the segments' summary to store and, for segments that begin the source, the resolution granted to it.
    /// - Throws: as `run`.
    package func store<Source: SampleSource>(
        _ segments: Range<Int>,
        of source: Source,
        against law: some Distribution
    ) throws -> (stored: StoredSegments, resolution: Resolution?) {
        let prepared: Prepared<Source.Scalar> = try prepared(forSampleOf: source.count, under: law)
        let read = try SampleSummary.segments(segments, of: source, cells: prepared.cells, law: law)
        guard segments.lowerBound == 0 else { return (StoredSegments(read, segments, isSinglePrecision: nil), nil) }
        let isSinglePrecision = try isSinglePrecision(source)
        let stored = StoredSegments(read, segments, isSinglePrecision: isSinglePrecision)
        let widened = isSinglePrecision ? widened(prepared.cells, under: law, toType: Float.self) : nil
        return (stored, widened ?? prepared.resolution)
    }

    /// The tests of a sample that was read in parts. The counts bound the Kolmogorov-Smirnov distance from both sides,
    /// so its p-value is an interval.
    ///
    /// - Parameters:
    ///   - parts: the parts of all segments, in order.
    ///   - count: number of values.
    ///   - type: of the values.
    ///   - law: the claim.
    /// - Throws: `StoredSegmentsError` if the parts cannot come from such a sample.
    package func run<Scalar: SampleScalar>(
        on parts: [StoredSegments],
        of count: Int,
        as type: Scalar.Type,
        against law: some Distribution
    ) throws -> Outcome {
        let prepared: Prepared<Scalar> = try prepared(forSampleOf: count, under: law)
        var summary = SampleSummary(cells: prepared.cells, law: law)
        var next = 0
        for part in parts {
            let values = min(count, part.upper * SampleSegments.size) - part.lower * SampleSegments.size
            guard part.lower == next, part.isPossible(for: values) else { throw StoredSegmentsError.impossible }
            summary.add(try part.segments(prepared.cells, law: law))
            next = part.upper
        }
        guard summary.count == UInt64(count) else { throw StoredSegmentsError.impossible }
        let resolution =
            parts.first?.isSinglePrecision ?? false
            ? widened(prepared.cells, under: law, toType: Float.self) : prepared.resolution
        return try conclude(summary, law, resolution) { KolmogorovSmirnovStatistic.bounds(summary) }
    }

    // MARK: - Implementation

    /// How far a computed cdf may fall from one edge to the next, because of its last bits.
    private static var roundingOfCDF: Double { 1e-12 }

    private typealias Prepared<Scalar: SampleScalar> = (cells: Cells<Scalar>, resolution: Resolution)

    private func prepared<Scalar: SampleScalar>(
        forSampleOf count: Int,
        under law: some Distribution
    ) throws(DistributionError) -> Prepared<Scalar> {
        func make() -> Prepared<Scalar> { prepare(forSampleOf: count, under: law) }
        let prepared = cache?.cells(forSampleOf: count, under: law, at: resolution, make: make) ?? make()
        try requireCDF(prepared.cells, of: law)
        return prepared
    }

    /// The tests of a summary.
    ///
    /// - Parameter distances: bounds on the Kolmogorov-Smirnov distances; both are the same if the distances are known.
    private func conclude<Scalar: SampleScalar>(
        _ summary: SampleSummary<Scalar>,
        _ law: some Distribution,
        _ resolution: Resolution,
        distances: () throws -> (least: KolmogorovSmirnovStatistic, largest: KolmogorovSmirnovStatistic)
    ) throws -> Outcome {
        var results = [SupportTest.result(summary)]
        var distance: KolmogorovSmirnovStatistic?
        // If rounding makes most values equal, where they lie under the law is the rounding's doing.
        let isResolved = resolution.epsilon < Resolution.coarsest
        if summary.numberCount > 0, isResolved {
            let (least, largest) = try distances()
            distance = least
            results.append(KolmogorovSmirnovTest.result(least, largest, resolution: resolution))
            results.append(KolmogorovSmirnovTest.tooGoodFit(least, largest, resolution: resolution))
            results.append(CellTests.binomial(summary, resolution: resolution))
            TailsTest.result(summary, resolution: resolution).map { results.append($0) }
            CellTests.chiSquare(summary, resolution: resolution).map { results.append($0) }
            results.append(AndersonDarlingTest.result(summary, law: law, resolution: resolution))
        }
        let sums = summary.powerSums
        let finite = summary.finiteCount
        if finite > 0, isResolved {
            results.append(MomentTests.scale(sums, count: finite, law: law, resolution: resolution))
            results.append(MomentTests.mean(sums, count: finite, law: law, resolution: resolution))
            ExtremesTest.result(summary, law: law, resolution: resolution).map { results.append($0) }
            KurtosisTest.result(summary, law: law, resolution: resolution).map { results.append($0) }
        }
        let n = Double(finite)
        return Outcome(
            results: results.inOrder,
            count: summary.count,
            distance: distance,
            minimum: summary.minimum.asDouble,
            maximum: summary.maximum.asDouble,
            extremeCount: summary.minimumCount + summary.maximumCount,
            mean: law.mean + law.standardDeviation * sums.first / n,
            variance: law.variance * sums.second / n,
            excessKurtosis: sums.fourth * n / (sums.second * sums.second) - 3,
            impossible: UInt64(results[0].statistic),
            resolution: resolution,
            histogram: cache == nil ? SampleHistogram(summary, law: law) : nil,
            notFinite: summary.count - finite
        )
    }

    private func prepare<Scalar: SampleScalar>(
        forSampleOf count: Int,
        under law: some Distribution
    ) -> Prepared<Scalar> {
        let cells = Cells<Scalar>(
            equiprobable: Cells<Scalar>.cellCount(forSampleOf: count),
            tail: TailsTest.expectedCount / Double(count),
            under: law
        )
        return (cells, widened(cells, under: law, toType: Scalar.self))
    }

    /// The resolution, or that of the type in which the values were drawn if it is coarser under the law.
    private func widened<Scalar: SampleScalar, Drawn: SampleScalar>(
        _ cells: Cells<Scalar>,
        under law: some Distribution,
        toType type: Drawn.Type
    ) -> Resolution {
        resolution.widened(
            toAtom: max(cells.largestAtom(of: type), type.centralAtom(under: law)),
            rounding: type.rounding(under: law),
            under: law
        )
    }

    /// Whether double-precision values were drawn in single precision and stored wider: the first 4,096 are all
    /// single-precision numbers. Only one in 2^29 doubles is.
    private func isSinglePrecision<Source: SampleSource>(_ source: Source) throws -> Bool {
        guard Source.Scalar.self == Double.self else { return false }
        let count = min(source.count, 4096)
        var beginning = [Source.Scalar](zeros: count)
        var span = beginning.mutableSpan
        try source.read(0..<count, into: &span)
        return beginning.allSatisfy { !$0.isFinite || Double(Float($0.asDouble)) == $0.asDouble }
    }

    /// Throws for a law whose cdf at the edges is not a probability, or decreases from one edge to the next.
    private func requireCDF<Scalar: SampleScalar>(
        _ cells: Cells<Scalar>,
        of law: some Distribution
    ) throws(DistributionError) {
        var last = 0.0
        for (i, p) in cells.cdf.enumerated() {
            // NaN fails the comparison too.
            guard p >= 0, p <= 1 else {
                throw .outside("\(type(of: law))", "cdf(\(cells.edges[i])) = \(p)", "a probability")
            }
            guard p >= last - Self.roundingOfCDF else {
                let expected = "a cdf that does not fall"
                throw .outside(
                    "\(type(of: law))",
                    "cdf(\(cells.edges[i])) = \(p) after cdf(\(cells.edges[i - 1])) = \(last)",
                    expected
                )
            }
            last = p
        }
    }

    /// Compares the sample with the constant of a deterministic law, value by value, rounded to the sample's type.
    private func exact<Source: SampleSource>(_ source: Source, _ constant: Double) throws -> Outcome {
        let expected = Source.Scalar(nearest: constant)
        let claimed = [Double](repeating: constant, count: min(Source.chunkSize, source.count))
        var tally = ExactTally(about: expected.asDouble)
        try source.forEachChunk { tally.add($0, from: claimed.span, to: claimed.span) }
        let (low, high) = (tally.minimum, tally.maximum)
        let n = Double(tally.finite)
        return Outcome(
            results: [tally.result],
            count: UInt64(source.count),
            distance: nil,
            minimum: low.value,
            maximum: high.value,
            extremeCount: low.value == high.value ? low.count : low.count + high.count,
            mean: expected.asDouble + tally.deviations.sum / n,
            variance: tally.deviations.squares / n,
            excessKurtosis: .nan,
            impossible: tally.wrong,
            resolution: resolution,
            notFinite: UInt64(source.count) - tally.finite
        )
    }
}
