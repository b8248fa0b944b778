internal import Claims
internal import NumberTypes
internal import Stats

extension Hypothesis {
    /// What calibration draws from: each family of laws in single precision and on both lattices of 16 bits, and each far from
    /// 0 in single precision, whose spacing is a hundredth of the standard deviation there; and what is drawn as a matrix.
    /// None depends on the shape but by that.
    static func calibrated() throws -> [Hypothesis] {
        let claims =
            ["uniform(low=-0.05, high=0.05", "normal(stddev=0.02", "truncated_normal(stddev=0.1"]
            .flatMap { claim in ["", ", dtype='bfloat16'", ", dtype='float16'"].map { "\(claim)\($0))" } }
            + ["uniform(low=1, high=1.00003)", "normal(mean=1, stddev=1e-5)", "truncated_normal(mean=1, stddev=1e-5)"]
            + ["orthogonal", "sparse(sparsity=0.5)"]
        return try claims.map { text in
            let claim = try Claim(text)
            return try Hypothesis(claim, shape: [5, 2], numberType: claim.drawnType, isOwn: true)
        }
    }

    /// Whether the law lies so far from 0 that the values' own rounding shows.
    var isFarFromZero: Bool { abs(distribution.mean) > 1e4 * distribution.standardDeviation }

    /// The law on the lattice of 16-bit values; nil for wider ones.
    var ownLattice: LatticeLaw? {
        guard let format = numberType.sixteenBitFormat, let rounding = roundings.first else { return nil }
        return LatticeLaw(distribution, format: format, rounding: rounding)
    }

    /// What is known of a test's p-values under this law.
    func character(_ test: TestKind) -> NullCharacter {
        let character = NullCharacter(test, of: distribution, isLattice: numberType.sixteenBitFormat != nil)
        // What the rounding is granted makes a bound of what would be exact.
        return character == .exact && isFarFromZero ? .bound : character
    }
}
