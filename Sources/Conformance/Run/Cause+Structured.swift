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
            if outcome.impossible > 0 {
                return outcome[.support]?.method == KernelBattery.offCentreMethod ? .offCentre : .notOrthonormal
            }
            let signs: [TestKind] = [.signs, .determinant]
            let isUnfair = signs.contains { result.adjusted[$0].map { $0.value < 1e-3 } ?? false }
            return isUnfair ? .unfairSigns : .notHaar
        case .constant, .uniform, .normal, .truncatedNormal:
            return nil
        }
    }

    private static func isSmallest(_ test: TestKind, in result: Finding) -> Bool {
        guard let p = result.adjusted[test] else { return false }
        return result.adjusted.values.allSatisfy { !($0 < p) }
    }
}
