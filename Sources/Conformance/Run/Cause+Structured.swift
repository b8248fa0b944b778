internal import Claims
internal import Stats

extension Cause {
    /// The likely cause of the deviation of a structured tensor; nil where it is to be looked for in the moments.
    static func structured(_ result: Finding, _ law: ClaimedLaw, _ outcome: Battery.Outcome) -> Cause? {
        switch law {
        case .identity, .dirac, .forgetGate:
            return .otherPattern(outcome.impossible)
        case .sparse(let sparse):
            if outcome.impossible > 0 {
                return .otherZeros(outcome.impossible, line: sparse.line, zeros: sparse.zeros)
            }
            return isSmallest(.positions, in: result) ? .arrangedZeros : nil
        case .orthogonal, .deltaOrthogonal:
            if case .orthogonal(let gain, let rows, let columns) = law,
                outcome[.support]?.method == OrthogonalBattery.otherGainMethod
            {
                // The squares of all entries add up to gain^2 for each vector of the shorter side.
                return .otherGain((outcome.variance * Double(max(rows, columns))).squareRoot(), claimed: gain)
            }
            if outcome.impossible > 0 {
                return outcome[.support]?.method == KernelBattery.offCentreMethod ? .offCentre : .notOrthonormal
            }
            func isSmall(_ tests: [TestKind]) -> Bool {
                tests.contains { result.adjusted[$0].map { $0.value < 1e-3 } ?? false }
            }
            if isSmall([.frames]), outcome[.frames]?.method == FramesTest.stackedMethod { return .stackedBlocks }
            // LAPACK's pivots are negative, but for the last one of a square matrix; other matrices may have unfair signs
            // because they are no random ones.
            let isUnfair = isSmall([.signs, .determinant])
            return isUnfair && (isNegative(outcome, law) || !isSmall([.directions, .frames, .projections]))
                ? .unfairSigns : .notHaar
        case .constant, .uniform, .normal, .truncatedNormal:
            return nil
        }
    }

    /// Whether all pivots are negative, but for the last ones of square matrices.
    private static func isNegative(_ outcome: Battery.Outcome, _ law: ClaimedLaw) -> Bool {
        guard let share = outcome[.signs]?.statistic else { return false }
        let (rows, columns) =
            switch law {
            case .orthogonal(_, let rows, let columns): (rows, columns)
            case .deltaOrthogonal(_, let shape): (shape[shape.count - 2], shape[shape.count - 1])
            default: (0, 0)
            }
        return share * Double(min(rows, columns)) < (rows == columns ? 1.5 : 0.5)
    }

    private static func isSmallest(_ test: TestKind, in result: Finding) -> Bool {
        guard let p = result.adjusted[test] else { return false }
        return result.adjusted.values.allSatisfy { !($0 < p) }
    }
}
