internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

/// A law that calibration draws from by the package's initializer, with what need not be made again for every sample.
struct CalibratedLaw: Sendable {
    /// The claim, which names the law and the type of the values.
    let claim: Claim

    /// The law that the claim states, whatever the shape.
    let law: ClaimedLaw

    /// The law as a distribution.
    let distribution: any Distribution

    /// The law on the lattice of the values' type, where that has 16 bits.
    let lattice: LatticeLaw?

    /// - Throws: `ClaimError` for a claim that cannot be read, and `DistributionError` for a law that is none.
    init(_ claim: String) throws {
        self.claim = try Claim(claim)
        law = try self.claim.law(of: [1, 1])
        let distribution = try law.distribution()
        self.distribution = distribution
        let rounding = SixteenBitRounding.own.lattice(for: law)
        lattice = self.claim.drawnType.sixteenBitFormat.map {
            LatticeLaw(distribution, format: $0, rounding: rounding)
        }
    }

    /// The claims: each family of laws in single precision and on both lattices of 16 bits, and each far from 0 in single
    /// precision, whose spacing is a hundredth of the standard deviation there.
    static let standardClaims =
        ["uniform(low=-0.05, high=0.05", "normal(stddev=0.02", "truncated_normal(stddev=0.1"]
        .flatMap { claim in ["", ", dtype='bfloat16'", ", dtype='float16'"].map { "\(claim)\($0))" } }
        + ["uniform(low=1, high=1.00003)", "normal(mean=1, stddev=1e-5)", "truncated_normal(mean=1, stddev=1e-5)"]

    /// Whether the law lies so far from 0 that the values' own rounding shows.
    var isFarFromZero: Bool { abs(distribution.mean) > 1e4 * distribution.standardDeviation }

    /// All tests of one sample, as a case of a run has them.
    ///
    /// - Parameters:
    ///   - shape: of the one tensor that is drawn.
    ///   - key: what is drawn.
    ///   - neighbour: another sample of the run.
    func outcome(shape: [Int], key: Key, neighbour: Neighbour?) throws -> Battery.Outcome {
        let tests = CaseTests(law: law, distribution: distribution, shape: shape, resolution: .own)
        let count = try elementCount(of: shape)
        if let lattice {
            let sample = try LatticeSample.drawn(claim, format: lattice.format, shape: shape, count: count, key: key)
            return tests.outcome(of: sample, against: lattice)
        }
        let sample = try DrawnSample(.claim(claim), shape: shape, count: count, key: key)
        return try tests.outcome(of: sample, neighbour: neighbour)
    }

    /// The tests of single values, on values that are rounded to the claim's type.
    func battery(on values: [Double]) throws -> Battery.Outcome {
        guard let lattice else {
            return try Battery(resolution: .own).run(on: ArraySample(values.map { Float($0) }), against: distribution)
        }
        var counts = PatternCounts()
        let patterns = values.map { lattice.format.nearest($0) }
        counts.add(patterns.span)
        return LatticeBattery(resolution: .own).run(counts, against: lattice)
    }

    /// What is known of a test's p-values under this law.
    func character(_ test: TestKind) -> NullCharacter {
        let character = NullCharacter(test, of: distribution, isLattice: lattice != nil)
        // What the rounding is granted makes a bound of what would be exact.
        return character == .exact && isFarFromZero ? .bound : character
    }
}
