internal import Stats
internal import WeightFiles

/// Tests one tensor of a file against a claim.
struct TensorVerifier {
    let claim: Claim
    let fans: ClaimedFans?

    /// Values of a tensor that the tests of dependence read, at most: of independent draws, two tensors at a time stay within
    /// 64 MiB.
    static let dependenceLimit = 1 << 20

    /// The largest structured tensor: its laws are tested on all values in memory.
    static let structuredLimit = 1 << 26

    /// Why a claim cannot be tested on a tensor.
    struct Unfit: Error {
        let reason: String
    }

    /// What the tests of one tensor leave: the result without its verdict; for laws whose values may not well be equal, the
    /// largest mass of one value under the claim, and the digest that tells copies.
    struct Tested {
        let result: CaseResult
        let copies: (largestMass: Double, digest: TensorDigest)?
    }

    /// Tests a tensor.
    ///
    /// - Parameters:
    ///   - reader: the tensor.
    ///   - lengths: the lengths of the tensors that it is compared with.
    func test(_ reader: TensorReader, comparedWith lengths: Set<Int> = []) throws -> Tested {
        let shape = reader.info.shape
        guard reader.count > 0 else { throw Unfit(reason: "the tensor has no values") }
        if fans != nil, claim.scheme.fanRule?.isStructured ?? false {
            throw Unfit(reason: "fans are stated, and the claim is about the shape itself")
        }
        if fans == nil, !reader.info.hasShape, claim.scheme.fanRule != nil {
            throw Unfit(reason: "the file has no shape, and \(claim.scheme.name) depends on it: state the fans")
        }
        let law = try fans.map { fans throws(ClaimError) in try claim.law(fans: fans) } ?? claim.law(of: shape)
        let distribution = try law.distribution()
        let format = reader.info.type.flatMap { SixteenBitFormat(rawValue: $0.rawValue) }
        let largestMass: Double
        let outcome: Battery.Outcome
        let isDrawn = distribution.variance > 0 && !law.isStructured
        let firstAxis = storedShape(reader.info).first ?? 1
        let digest = isDrawn ? TensorDigest(count: reader.count, sliceCount: firstAxis, lengths: lengths) : nil
        if let format, isDrawn {
            // The lattice battery looks at all values in the order of the file; rows are the file's.
            let tests = tests(law, distribution, storedShape(reader.info), format)
            let sample = try LatticeSample(reader, digest: digest)
            let best = tests.bestOutcome(of: sample, under: claim)
            guard let best else { throw Unfit(reason: "no rounding is known") }
            (outcome, largestMass) = (best.outcome, best.largestMass)
        } else if reader.info.type == .float64 {
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
            scalarType: ScalarType(rawValue: reader.info.type?.rawValue ?? "") ?? .float32,
            shape: shape,
            count: reader.count,
            fans: try fans ?? claim.fans(of: shape),
            law: law,
            distribution: distribution,
            outcome: outcome,
            reason: nil
        )
        return Tested(result: result, copies: digest.map { (largestMass, $0) })
    }

    // MARK: - Implementation

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
            if format != nil, case .sparse = law {
                throw Unfit(reason: "sparse tensors are tested in float32 and wider")
            }
            return try tests(law, distribution, info.shape, format).outcome(of: sample.rowMajor())
        }
        return try tests(law, distribution.stored(in: format), storedShape(info), format).outcome(of: sample)
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
            dependenceLimit: Self.dependenceLimit
        )
    }

    /// The shape of the values as they lie in the file.
    private func storedShape(_ info: TensorInfo) -> [Int] { info.isFortranOrder ? info.shape.reversed() : info.shape }
}
