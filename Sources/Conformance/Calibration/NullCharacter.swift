internal import Stats

/// What is known of a test's p-values where the claim holds.
public enum NullCharacter: String, CaseIterable, Hashable, Sendable {
    /// Uniform on 0...1: the null distribution is exact and continuous.
    case exact

    /// At or below a level no more often than the level allows, and often less: exact tails of counts, which are
    /// discrete.
    case discrete

    /// At or below a level no more often than the level allows: bounds, unions and Bonferroni corrections.
    case bound

    /// Uniform in the limit of large samples: a diagnostic, which decides nothing.
    case asymptotic

    /// - Parameters:
    ///   - test: a test of the battery.
    ///   - law: the claim.
    ///   - isLattice: whether the values are of 16 bits.
    init(_ test: TestKind, of law: some Distribution, isLattice: Bool) {
        switch test {
        case .kolmogorovSmirnov, .tooGoodFit: self = isLattice ? .bound : .exact
        case .scale, .mean: self = law.tails == .gaussian && !isLattice ? .exact : .bound
        case .support, .cells, .tails, .signs, .determinant, .positions: self = .discrete
        case .extremes, .serial, .tensors, .copies, .trailingZeros, .rows, .columns, .triples, .repeats, .levels,
            .contrasts, .relations, .kurtosis, .streams, .directions, .frames, .projections:
            self = .bound
        case .chiSquare, .andersonDarling: self = .asymptotic
        }
    }
}
