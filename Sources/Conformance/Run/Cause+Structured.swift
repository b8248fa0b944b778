internal import Claims
internal import Stats

extension Cause {
    /// The likely cause of the deviation of a structured tensor; nil where it is to be looked for in the moments.
    static func structured(_ result: Finding, _ law: ClaimedLaw, _ outcome: Battery.Outcome) -> String? {
        switch law {
        case .identity, .dirac, .forgetGate:
            let isOne = outcome.impossible == 1
            return "\(outcome.impossible) \(isOne ? "value differs" : "values differ") from the claimed pattern"
        case .sparse(let sparse):
            if outcome.impossible > 0 {
                let line = sparse.line == .column ? "columns" : "rows"
                return "\(outcome.impossible) \(line) without exactly \(sparse.zeros) zeros, or impossible values"
            }
            return isSmallest(.positions, in: result) ? "the zeros do not lie at random places" : nil
        case .orthogonal, .deltaOrthogonal:
            if outcome.impossible > 0 {
                let isOffCentre = outcome[.support]?.method.contains("centre") ?? false
                return isOffCentre ? "values off the kernel's centre are not 0" : "the columns are not orthonormal"
            }
            let signs: [TestKind] = [.signs, .determinant]
            let isUnfair = signs.contains { result.adjusted[$0].map { $0.value < 1e-3 } ?? false }
            return isUnfair ? "the signs are not fair: QR whose signs were not fixed" : "not Haar's law"
        case .constant, .uniform, .normal, .truncatedNormal:
            return nil
        }
    }

    private static func isSmallest(_ test: TestKind, in result: Finding) -> Bool {
        guard let p = result.adjusted[test] else { return false }
        return result.adjusted.values.allSatisfy { !($0 < p) }
    }
}
