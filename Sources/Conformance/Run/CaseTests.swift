internal import Claims
internal import Stats

/// All tests that a claimed law calls for, on any sample of its tensors: drawn here or read from a file.
struct CaseTests {
    let law: ClaimedLaw
    let distribution: any Distribution
    let shape: [Int]
    let resolution: Resolution

    /// The 16-bit type that the values were stored in; nil for wider ones.
    var format: SixteenBitFormat?

    /// The roundings to that type which the claim admits.
    var roundings: [LatticeLaw.Rounding]

    /// Values that the tests of dependence read, at most.
    var dependenceLimit: Int

    /// Cells that other samples of the law have left.
    private let cells: CellCache?

    /// Values that are drawn of whole structured tensors, about.
    private var structuredLimit = 1 << 20

    /// Tests of a law at a shape.
    init(
        law: ClaimedLaw,
        distribution: any Distribution,
        shape: [Int],
        resolution: Resolution,
        format: SixteenBitFormat? = nil,
        roundings: [LatticeLaw.Rounding] = [.nearestEven],
        dependenceLimit: Int = 1 << 22,
        cells: CellCache? = nil
    ) {
        self.cells = cells
        self.law = law
        self.distribution = distribution
        self.shape = shape
        self.resolution = resolution
        self.format = format
        self.roundings = roundings
        self.dependenceLimit = dependenceLimit
    }

    /// Lets the limits grow with the sample of a case that is drawn again; tests of dependence read 2^24 values, at most,
    /// which are 128 MiB.
    mutating func enlarge(to stage: Int) {
        let factor = Escalation.growth(to: stage)
        structuredLimit *= factor
        dependenceLimit = min(dependenceLimit * factor, max(dependenceLimit, 1 << 24))
    }

    /// Tests independent draws of one law, or structured tensors as a whole; several tensors lie one after the other.
    func outcome<Sample: SampleSource>(of sample: Sample, neighbour: Neighbour? = nil) throws -> Battery.Outcome {
        if law.isStructured { return try structured(sample) }
        func outcome(_ distribution: some Distribution) throws -> Battery.Outcome {
            var outcome = try Battery(resolution: resolution, cache: cells).run(on: sample, against: distribution)
            let dependence = DependenceBattery(resolution: outcome.resolution, limit: dependenceLimit)
            outcome.append(
                try dependence.run(
                    on: sample,
                    rowLength: rowLength,
                    tensorLength: tensorLength,
                    against: distribution
                )
            )
            if let drawn = sample as? DrawnSample, outcome.resolution.epsilon < Resolution.coarsest,
                let result = try neighbour?.correlation(
                    with: drawn,
                    under: distribution,
                    resolution: outcome.resolution
                )
            {
                outcome.append([result])
            }
            return outcome
        }
        return try outcome(distribution)
    }

    /// Tests 16-bit draws against the law on their lattice.
    func outcome(of sample: LatticeSample, against lattice: LatticeLaw) -> Battery.Outcome {
        var outcome = LatticeBattery(resolution: resolution).run(sample.counts, against: lattice)
        outcome.append(dependence(of: sample, against: lattice))
        return outcome
    }

    /// The tests of dependence of 16-bit draws under the law on their lattice.
    func dependence(of sample: LatticeSample, against lattice: LatticeLaw) -> [TestResult] {
        DependenceBattery(resolution: resolution, limit: dependenceLimit)
            .run(on: sample.leading, rowLength: rowLength, tensorLength: tensorLength, against: lattice)
    }

    /// The number of values to draw where `count` are asked for: whole tensors, up to a limit, of a structured law that is
    /// drawn, since the work and the memory grow with their size.
    func suitableCount(_ count: Int) throws -> Int {
        guard law.isStructured, law.pattern() == nil else { return count }
        let size = try elementCount(of: shape)
        return max(size, min(count, structuredLimit) / size * size)
    }

    // MARK: - Implementation

    /// The tensors lie one after the other, so a row of a vector's sample is a tensor.
    private var rowLength: Int { shape.last ?? 1 }
    private var tensorLength: Int { shape.reduce(1, *) }

    private func structured<Sample: SampleSource>(_ sample: Sample) throws -> Battery.Outcome {
        if let pattern = law.pattern() {
            // What a framework stores of a gain is the nearest number of the type.
            let format = format
            let stored: @Sendable (Int) -> Double = { format?.rounded(pattern($0)) ?? pattern($0) }
            let battery = PatternBattery(period: try elementCount(of: shape), value: stored)
            return try battery.run(on: sample, about: distribution.mean)
        }
        switch law {
        case .orthogonal(let gain, let rows, let columns):
            return try orthogonal(rows, columns, gain).run(on: sample)
        case .deltaOrthogonal(let gain, let shape):
            // jax/_src/nn/initializers.py, delta_orthogonal: the centre of an axis of size k is (k - 1) // 2.
            let kernel = shape.dropLast(2)
            return try KernelBattery(
                matrices: orthogonal(shape[kernel.count], shape[kernel.count + 1], gain),
                places: ClaimedLaw.places(kernel),
                centre: ClaimedLaw.centre(kernel.map { ($0, ($0 - 1) / 2) })
            ).run(on: sample)
        case .sparse(let sparse):
            let rest = try sparse.rest()
            let lattices: [LatticeLaw?] =
                format.map { format in roundings.map { LatticeLaw(rest, format: format, rounding: $0) } } ?? [nil]
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
            // The law that speaks for the sample, as `bestOutcome` has it.
            guard let best = outcomes.max(by: { $0.leastAdjusted(among: 1) < $1.leastAdjusted(among: 1) }) else {
                throw SampleError.empty
            }
            return best
        case .constant, .uniform, .normal, .truncatedNormal, .identity, .dirac, .forgetGate:
            return try Battery(resolution: resolution).run(on: sample, against: distribution)
        }
    }

    private func orthogonal(_ rows: Int, _ columns: Int, _ gain: Double) -> OrthogonalBattery {
        OrthogonalBattery(rows: rows, columns: columns, gain: gain, unitRoundoff: format?.unitRoundoff ?? 0x1p-24)
    }
}
