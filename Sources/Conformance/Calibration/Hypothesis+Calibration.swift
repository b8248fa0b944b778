internal import Claims
internal import NumberTypes
internal import Stats

extension Hypothesis {
    /// The laws that calibration draws from. Each family in single precision and on both 16-bit lattices; each family
    /// far from 0 in single precision, where its spacing is a hundredth of the standard deviation; and the laws that
    /// are drawn as a matrix. Only the last depend on the shape.
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
        // Granting the rounding turns an exact p-value into a bound.
        return character == .exact && isFarFromZero ? .bound : character
    }
}
