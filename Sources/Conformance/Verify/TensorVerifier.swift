internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Tests one tensor of a file against a claim.
struct TensorVerifier {
    let claim: Claim
    let fans: ClaimedFans?

    /// The shape of the tensor that this one is a part of, which has the fans unless these are stated; nil for a whole one.
    var wholeShape: [Int]?

    /// Laws on lattices that are known already.
    var lattices = LatticeLaws()

    /// Cells that are known already.
    var cells = CellCache()

    /// Values of a tensor that the tests of dependence read, at most: of independent draws, two tensors at a time stay within
    /// 64 MiB.
    static let dependenceLimit = 1 << 20

    /// The largest structured tensor: its laws are tested on all values in memory.
    static let structuredLimit = 1 << 26

    /// Values of a tensor that are read into memory, at most: as many as a chunk has.
    private static let memoryLimit = 1 << 16

    /// Why a claim cannot be tested on a tensor.
    struct Unfit: Error {
        let reason: String
    }

    /// What the tests of one tensor leave: the result without its verdict; for laws whose values may not well be equal, the
    /// largest mass of one value under the claim, and the hashes that tell copies.
    struct Tested {
        let result: CaseResult
        let copies: (largestMass: Double, hashes: TensorDigest.Hashes)?

        /// The law that speaks for 16-bit values, and how far others that the claim admits lie from it.
        var lattice: (rounding: LatticeLaw.Rounding, spread: Double)?
    }

    /// Whether the claim allows a shape without values.
    func allowsEmpty(_ shape: [Int]) -> Bool {
        let shape = claim.scheme.shapeRule != nil ? shape : wholeShape ?? shape
        // An axis without places may have any number of them.
        return fans != nil
            || (1...64).contains { size in (try? claim.law(of: shape.map { $0 == 0 ? size : $0 })) != nil }
    }

    /// Tests a tensor.
    ///
    /// - Parameters:
    ///   - reader: the tensor.
    ///   - lengths: the lengths of the tensors that it is compared with, each once, in increasing order.
    func test(_ reader: TensorReader, comparedWith lengths: [Int] = []) throws -> Tested {
        let shape = reader.info.shape
        if fans == nil, !reader.info.hasShape, claim.scheme.dependsOnShape {
            throw Unfit(reason: "the file has no shape, and \(claim.scheme.name) depends on it: state the fans")
        }
        let fans = try fans ?? wholeFans()
        let law = try fans.map { fans throws(ClaimError) in try claim.law(fans: fans) } ?? claim.law(of: shape)
        let distribution = try law.distribution()
        let type = reader.numberType
        if type.isExact, distribution.variance > 0, !law.isDeterministic {
            throw Unfit(reason: "the values are \(type), and \(claim.text) is a law of real numbers")
        }
        let format = type.sixteenBitFormat
        let largestMass: Double
        var outcome: Battery.Outcome
        var lattice: (rounding: LatticeLaw.Rounding, spread: Double)?
        let isDrawn = distribution.variance > 0 && !law.isStructured
        let firstAxis = storedShape(reader.info).first ?? 1
        let digest = isDrawn ? TensorDigest(count: reader.count, sliceCount: firstAxis, lengths: lengths) : nil
        if let format, isDrawn {
            // The lattice battery looks at all values in the order of the file; rows are the file's.
            let tests = tests(law, distribution, storedShape(reader.info), format)
            let sample = try LatticeSample(reader, digest: digest)
            let best = tests.bestOutcome(of: sample, lattices: lattices)
            guard let best else { throw Unfit(reason: "no rounding is known") }
            (outcome, largestMass) = (best.outcome, best.lattice.largestAtom)
            outcome.histogram = nil
            lattice = (best.lattice.rounding, best.spread)
        } else if type == .float64 || type.isExact {
            let sample = FileSample<Double>(reader: reader, digest: digest)
            outcome = try continuous(sample, law, distribution, format)
            largestMass = outcome.resolution.largestMass
        } else {
            let sample = FileSample<Float>(reader: reader, digest: digest)
            outcome = try continuous(sample, law, distribution, format)
            largestMass = outcome.resolution.largestMass
        }
        let result = CaseResult(
            claim: claim.text,
            scheme: claim.scheme.name,
            numberType: type,
            shape: shape,
            count: reader.count,
            fans: try fans ?? claim.fans(of: shape),
            law: law,
            distribution: distribution,
            outcome: outcome,
            reason: nil
        )
        return Tested(result: result, copies: digest.map { (largestMass, $0.hashes) }, lattice: lattice)
    }

    // MARK: - Implementation

    /// The fans of the tensor that this one is a part of; nil for a whole tensor, and for a claim about the shape itself.
    private func wholeFans() throws(ClaimError) -> ClaimedFans? {
        guard let wholeShape, let rule = claim.scheme.fanRule else { return nil }
        return try rule.fans(of: wholeShape)
    }

    private func continuous<Scalar: FileScalar>(
        _ sample: FileSample<Scalar>,
        _ law: ClaimedLaw,
        _ distribution: any Distribution,
        _ format: SixteenBitFormat?
    ) throws -> Battery.Outcome {
        let info = sample.reader.info
        if law.isStructured {
            guard info.count <= Self.structuredLimit else {
                throw Unfit(reason: "\(info.count) values; structured tensors are tested up to \(Self.structuredLimit)")
            }
            return try tests(law, distribution, info.shape, format).outcome(of: sample.rowMajor())
        }
        let tests = tests(law, distribution.stored(in: format), storedShape(info), format)
        // Read once, and not once for each pass.
        return try info.count <= Self.memoryLimit ? tests.outcome(of: sample.inMemory()) : tests.outcome(of: sample)
    }

    private func tests(
        _ law: ClaimedLaw,
        _ distribution: any Distribution,
        _ shape: [Int],
        _ format: SixteenBitFormat?
    ) -> CaseTests {
        CaseTests(
            law: law,
            distribution: distribution,
            shape: shape,
            resolution: .framework,
            format: format,
            roundings: format == nil ? [] : claim.latticeRoundings(for: law),
            dependenceLimit: Self.dependenceLimit,
            cells: cells
        )
    }

    /// The shape of the values as they lie in the file.
    private func storedShape(_ info: TensorInfo) -> [Int] { info.isFortranOrder ? info.shape.reversed() : info.shape }
}
