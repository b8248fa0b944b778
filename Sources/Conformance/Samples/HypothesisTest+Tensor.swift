internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

extension Hypothesis {
    /// A claim about a tensor in a file.
    ///
    /// - Parameters:
    ///   - claim: what is claimed.
    ///   - info: the tensor.
    ///   - fans: the fans, if they are stated.
    ///   - wholeShape: the shape of the tensor that this one is a part of. It determines the fans unless these are
    ///     stated.
    convenience init(_ claim: Claim, of info: TensorInfo, fans: ClaimedFans? = nil, wholeShape: [Int]? = nil) throws {
        if fans == nil, !info.hasShape, claim.dependsOnShape {
            throw Unfit(reason: "the file has no shape, and \(claim.scheme.name) depends on it: state the fans")
        }
        var fans = fans
        if fans == nil, let wholeShape, !claim.statesFans, let rule = claim.scheme.fanRule {
            fans = try rule.fans(of: wholeShape)
        }
        try self.init(claim, shape: info.shape, numberType: info.type ?? .float64, fans: fans)
    }
}

extension Claim {
    /// Whether the claim allows a shape without values.
    func allowsEmpty(_ shape: [Int], fans: ClaimedFans?, wholeShape: [Int]?) -> Bool {
        let shape = scheme.shapeRule != nil ? shape : wholeShape ?? shape
        // An axis of size 0 may stand for any size.
        return fans != nil || (1...64).contains { size in (try? law(of: shape.map { $0 == 0 ? size : $0 })) != nil }
    }
}

extension HypothesisTest {
    /// The most values of a tensor that the tests of dependence read. For independent draws, two tensors at a time stay
    /// within 64 MiB.
    private static let tensorDependenceLimit = 1 << 20

    /// The largest structured tensor: its laws are tested on all values in memory.
    static let tensorLimit = 1 << 26

    /// The most values of a tensor that are read into memory: as many as a chunk has.
    private static let memoryLimit = 1 << 16

    /// The test of a tensor of a file.
    init(_ hypothesis: Hypothesis, of info: TensorInfo) {
        self.init(hypothesis, resolution: .framework)
        if info.isFortranOrder { storedShape.reverse() }
        dependenceLimit = Self.tensorDependenceLimit
    }

    /// What the tests of a tensor return.
    typealias TensorOutcome = (
        outcome: Battery.Outcome,
        /// The law that speaks for 16-bit values.
        lattice: SpeakingLattice?,
        /// The largest mass of one value under the claim.
        largestMass: Double
    )

    /// Tests a tensor.
    ///
    /// - Parameters:
    ///   - reader: the tensor, or several, one after the other.
    ///   - digest: what is kept of its values beside their tests.
    func run(_ reader: TensorReader, digest: TensorDigest? = nil) throws -> TensorOutcome {
        if format != nil, hypothesis.isEntrywise {
            // All values in the order of the file; rows are the file's.
            var best = try outcome(of: LatticeSample(reader, digest: digest))
            best.outcome.histogram = nil
            let lattice = SpeakingLattice(rounding: best.lattice.rounding, spread: best.spread)
            return (best.outcome, lattice, best.lattice.largestAtom)
        }
        let type = reader.numberType
        let outcome =
            type == .float64 || type.isExact
            ? try continuous(FileSample<Double>(reader: reader, digest: digest))
            : try continuous(FileSample<Float>(reader: reader, digest: digest))
        return (outcome, nil, outcome.resolution.largestMass)
    }

    /// Counts of a tensor's values by intervals; nil if the law draws nothing, or is one of whole tensors.
    ///
    /// - Parameter rounding: how 16-bit values were rounded from the law.
    func histogram(_ reader: TensorReader, rounding: LatticeLaw.Rounding?) throws -> SampleHistogram? {
        guard hypothesis.isEntrywise else { return nil }
        if let format, let rounding {
            let lattice = lattices.law(hypothesis.law, hypothesis.distribution, format, rounding)
            let counts = try LatticeSample(reader, keepingOrder: false).counts
            return LatticeBattery(resolution: resolution).run(counts, against: lattice).histogram
        }
        let battery = Battery(resolution: resolution)
        return reader.numberType == .float64 || reader.numberType.isExact
            ? try battery.run(on: FileSample<Double>(reader: reader), against: hypothesis.distribution).histogram
            : try battery.run(on: FileSample<Float>(reader: reader), against: hypothesis.distribution).histogram
    }

    private func continuous<Scalar: FileScalar>(_ sample: FileSample<Scalar>) throws -> Battery.Outcome {
        if hypothesis.law.isStructured {
            guard sample.count <= Self.tensorLimit else {
                throw Unfit(reason: "\(sample.count) values; structured tensors are tested up to \(Self.tensorLimit)")
            }
            return try outcome(of: sample.rowMajor())
        }
        // Read once, instead of once for each pass.
        return try sample.count <= Self.memoryLimit ? outcome(of: sample.inMemory()) : outcome(of: sample)
    }
}
