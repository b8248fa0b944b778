internal import Claims
internal import Stats

/// All tests that a hypothesis calls for, on any sample of its tensors: drawn here, read from a file, or held in
/// memory. Several tensors lie one after another.
struct HypothesisTest {
    let hypothesis: Hypothesis
    let resolution: Resolution

    /// The 16-bit type that the values were stored in; nil for wider ones.
    var format: SixteenBitFormat?

    /// The shape of a tensor in the order of its values.
    var storedShape: [Int]

    /// The most values that the tests of dependence read.
    var dependenceLimit = 1 << 22

    /// Cells that other samples of the law have computed.
    var cells: CellCache?

    /// Laws on lattices that other samples have computed.
    var lattices = LatticeLaws()

    /// About how many values of whole structured tensors are drawn.
    private var structuredLimit = 1 << 20

    /// - Parameters:
    ///   - hypothesis: what is tested.
    ///   - resolution: the resolution granted to the values.
    init(_ hypothesis: Hypothesis, resolution: Resolution) {
        (self.hypothesis, self.resolution) = (hypothesis, resolution)
        format = hypothesis.numberType.sixteenBitFormat
        storedShape = hypothesis.shape
    }

    /// Lets the limits grow with the sample of a case that is drawn again. Tests of dependence read at most 2^24
    /// values, which take 128 MiB.
    mutating func enlarge(by factor: Int) {
        structuredLimit *= factor
        dependenceLimit = min(dependenceLimit * factor, max(dependenceLimit, 1 << 24))
    }

    /// Tests independent draws of one law, or structured tensors as a whole.
    func outcome<Sample: SampleSource>(of sample: Sample) throws -> Battery.Outcome {
        if hypothesis.law.isStructured { return try structured(sample) }
        var outcome = try entries(of: sample)
        outcome.append(try dependence(of: sample, at: outcome.resolution))
        return outcome
    }

    /// The tests of single values, of independent draws of one law.
    func entries<Sample: SampleSource>(of sample: Sample) throws -> Battery.Outcome {
        try Battery(resolution: resolution, cache: cells)
            .run(on: sample, against: hypothesis.distribution.stored(in: format))
    }

    /// The tests of dependence between draws of one law.
    ///
    /// - Parameter resolution: the resolution that the other tests granted the sample.
    func dependence<Sample: SampleSource>(of sample: Sample, at resolution: Resolution) throws -> [TestResult] {
        try DependenceBattery(resolution: resolution, limit: dependenceLimit).run(
            on: sample,
            rowLength: rowLength,
            tensorLength: tensorLength,
            against: hypothesis.distribution.stored(in: format)
        )
    }

    /// The test among those of dependence that looks at each value by itself.
    func levels<Sample: SampleSource>(of sample: Sample, at resolution: Resolution) throws -> [TestResult] {
        try DependenceBattery(resolution: resolution, limit: dependenceLimit)
            .levels(on: sample, against: hypothesis.distribution.stored(in: format))
    }

    /// Tests 16-bit values against every law that the claim admits for them, and keeps the law that speaks for the
    /// sample.
    ///
    /// That is the law whose least p-value over its weight is largest. A sample that follows none of them is rejected
    /// by that law, too. The tests of dependence, which cost most, only lower the least p-value; so the laws are taken
    /// in the order of their other tests' results, until no further one can be best.
    ///
    /// - Returns: the outcome, its law, and the largest distance between the law's cdf and that of another admitted
    ///   one.
    func outcome(of sample: LatticeSample) throws -> (outcome: Battery.Outcome, lattice: LatticeLaw, spread: Double) {
        let admitted = try admittedLattices()
        return try outcome(of: sample.counts, admitted) { dependence(of: sample, under: admitted[$0]) }
    }

    /// The laws that the claim admits for 16-bit values, without duplicates.
    func admittedLattices() throws -> [LatticeLaw] {
        guard let format else { throw Unfit(reason: "no lattice of \(hypothesis.numberType) is known") }
        var admitted: [LatticeLaw] = []
        for rounding in hypothesis.roundings {
            let lattice = lattices.law(hypothesis.law, hypothesis.distribution, format, rounding)
            // If no bound lies near a value, most roundings are the same.
            if !admitted.contains(where: { $0.isSame(as: lattice) }) { admitted.append(lattice) }
        }
        return admitted
    }

    /// The tests of dependence of 16-bit values under one of the admitted laws.
    func dependence(of sample: LatticeSample, under lattice: LatticeLaw) -> [TestResult] {
        DependenceBattery(resolution: resolution, limit: dependenceLimit).run(
            on: sample.leading,
            rowLength: rowLength,
            tensorLength: tensorLength,
            against: lattice
        )
    }

    /// The same from the counts of the values, and from the results of the tests of dependence under each of the
    /// admitted laws.
    func outcome(
        of counts: PatternCounts,
        _ admitted: [LatticeLaw],
        dependence: (Int) -> [TestResult]
    ) throws -> (outcome: Battery.Outcome, lattice: LatticeLaw, spread: Double) {
        let marginal = admitted.enumerated().map { place, lattice in
            let outcome = LatticeBattery(resolution: resolution).run(counts, against: lattice)
            return (place: place, lattice: lattice, outcome: outcome, least: outcome.leastAdjusted(among: 1))
        }
        var best: (lattice: LatticeLaw, outcome: Battery.Outcome, least: TailProbability)?
        // The sort is stable: among equals, the first that the claim admits.
        for candidate in marginal.sorted(by: { $1.least < $0.least }) {
            if let best, candidate.least <= best.least { break }
            var outcome = candidate.outcome
            outcome.append(dependence(candidate.place))
            let least = outcome.leastAdjusted(among: 1)
            if best.map({ $0.least < least }) ?? true { best = (candidate.lattice, outcome, least) }
        }
        guard let best else { throw Unfit(reason: "no rounding of \(hypothesis.text) is known") }
        return (best.outcome, best.lattice, admitted.map { $0.distance(from: best.lattice) }.max() ?? 0)
    }

    /// The number of values to draw if `count` are asked for.
    ///
    /// A structured law is drawn in whole tensors, up to a limit, since work and memory grow with their size. If every
    /// value of a tensor is known and the tensor is larger, a part of it will do.
    func suitableCount(_ count: Int) throws -> Int {
        guard hypothesis.law.isStructured else { return count }
        let size = try elementCount(of: hypothesis.shape)
        if hypothesis.law.pattern() != nil { return size > count ? count : count / size * size }
        return max(size, min(count, structuredLimit) / size * size)
    }

    // MARK: - Implementation

    /// The tensors lie one after the other, so a row of a vector's sample is a tensor.
    private var rowLength: Int { storedShape.last ?? 1 }
    private var tensorLength: Int { storedShape.reduce(1, *) }

    private func structured<Sample: SampleSource>(_ sample: Sample) throws -> Battery.Outcome {
        let (law, distribution) = (hypothesis.law, hypothesis.distribution)
        if let pattern = law.pattern() {
            // A framework stores a gain as the nearest number of the type.
            let format = format
            let stored: @Sendable (Double) -> Double = { format?.rounded($0) ?? $0 }
            let period = try elementCount(of: hypothesis.shape)
            let battery =
                law.patternError.map { error in
                    PatternBattery(
                        period: period,
                        from: { place in
                            let value = pattern(place)
                            return stored(value - error(value))
                        },
                        to: { place in
                            let value = pattern(place)
                            return stored(value + error(value))
                        }
                    )
                } ?? PatternBattery(period: period) { stored(pattern($0)) }
            return try battery.run(on: sample, about: distribution.mean)
        }
        switch law {
        case .orthogonal(let gain, let rows, let columns):
            return try OrthogonalBattery(rows: rows, columns: columns, gain: gain, format: format).run(on: sample)
        case .deltaOrthogonal(let gain, let shape):
            // jax/_src/nn/initializers.py, delta_orthogonal: the centre of an axis of size k is (k - 1) // 2.
            let kernel = shape.dropLast(2)
            let (rows, columns) = (shape[kernel.count], shape[kernel.count + 1])
            return try KernelBattery(
                matrices: OrthogonalBattery(rows: rows, columns: columns, gain: gain, format: format),
                places: ClaimedLaw.places(kernel),
                centre: ClaimedLaw.centre(kernel.map { ($0, ($0 - 1) / 2) })
            ).run(on: sample)
        case .sparse(let sparse):
            let rest = try sparse.rest()
            let lattices: [LatticeLaw?] =
                format.map { format in hypothesis.roundings.map { LatticeLaw(rest, format: format, rounding: $0) } }
                ?? [nil]
            let outcomes = try lattices.map { lattice in
                let battery = SparseBattery(
                    rows: sparse.rows,
                    columns: sparse.columns,
                    line: sparse.line,
                    zeros: sparse.zeros,
                    resolution: resolution,
                    lattice: lattice
                )
                return try battery.run(on: sample, rest: rest, about: distribution.mean)
            }
            // The law that speaks for the sample is chosen as for entries that are all drawn.
            guard let best = outcomes.max(by: { $0.leastAdjusted(among: 1) < $1.leastAdjusted(among: 1) }) else {
                throw SampleError.empty
            }
            return best
        case .constant, .uniform, .normal, .truncatedNormal, .transformedUniform, .identity, .dirac, .forgetGate,
            .logarithms:
            return try Battery(resolution: resolution).run(on: sample, against: distribution)
        }
    }
}

extension OrthogonalBattery {
    /// A battery for matrices that were stored in a 16-bit format, or in single precision or wider.
    init(rows: Int, columns: Int, gain: Double, format: SixteenBitFormat?) {
        self.init(
            rows: rows,
            columns: columns,
            gain: gain,
            unitRoundoff: format?.unitRoundoff ?? 0x1p-24,
            leastPositive: format?.leastPositive ?? 0x1p-149
        )
    }
}

/// Why a claim cannot be tested on a tensor.
package struct Unfit: Error, CustomStringConvertible {
    let reason: String

    package var description: String { reason }
}

extension Distribution {
    /// A framework stores a constant as the nearest number of the type; other laws stay as they are.
    fileprivate func stored(in format: SixteenBitFormat?) -> any Distribution {
        guard let pointValue, let format, let stored = try? PointMass(format.rounded(pointValue))
        else { return self }
        return stored
    }
}
