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

    /// The result without its verdict, and the largest mass of one value under the claim; nil for laws whose values
    /// may well be equal.
    func test(_ reader: TensorReader) throws -> (result: CaseResult, largestMass: Double?) {
        let shape = reader.info.shape
        guard reader.count > 0 else { throw Unfit(reason: "the tensor has no values") }
        if fans != nil, claim.scheme.fanRule?.isStructured ?? false {
            throw Unfit(reason: "fans are stated, and the claim is about the shape itself")
        }
        let law = try fans.map { fans throws(ClaimError) in try claim.law(fans: fans) } ?? claim.law(of: shape)
        let distribution = try law.distribution()
        let format = reader.info.type.flatMap { SixteenBitFormat(rawValue: $0.rawValue) }
        var largestMass: Double?
        let outcome: Battery.Outcome
        let isDrawn = distribution.variance > 0 && !law.isStructured
        if let format, isDrawn {
            // The lattice battery looks at all values in the order of the file; rows are the file's.
            let tests = tests(law, distribution, storedShape(reader.info), format)
            let sample = try LatticeSample(reader)
            let best = tests.bestOutcome(of: sample, under: claim)
            guard let best else { throw Unfit(reason: "no rounding is known") }
            (outcome, largestMass) = (best.outcome, best.largestMass)
        } else if reader.info.type == .float64 {
            outcome = try continuous(FileSample<Double>(reader: reader), law, distribution, format)
            if isDrawn { largestMass = outcome.resolution.largestMass }
        } else {
            outcome = try continuous(FileSample<Float>(reader: reader), law, distribution, format)
            if isDrawn { largestMass = outcome.resolution.largestMass }
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
        return (result, largestMass)
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
