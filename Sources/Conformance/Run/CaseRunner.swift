internal import Initializers
internal import Stats

/// Runs the battery on one claim at one shape.
struct CaseRunner {
    let claim: Claim
    let shape: [Int]

    /// Draws `count` values by the claim's initializer and tests them against the claim's law.
    func run(count: Int, key: Key) throws -> CaseResult {
        try run(count: count) { _ throws(ClaimError) in
            try DrawnSample(.claim(claim), shape: shape, count: count, key: key)
        }
    }

    /// Tests the sample that `sample` makes against the claim's law.
    func run(
        count: Int,
        sample: (ClaimedFans?) throws(ClaimError) -> DrawnSample
    ) throws -> CaseResult {
        let fans: ClaimedFans?
        let law: ClaimedLaw
        do {
            fans = try claim.fans(of: shape)
            law = try claim.law(of: shape)
        } catch .noFans(let rule, _) {
            return result(fans: nil, law: nil, reason: "no fans: \(rule.summary)")
        }
        let distribution = try law.distribution()
        let outcome = try Battery(resolution: .own).run(on: sample(fans), against: distribution)
        return result(count: count, fans: fans, law: law, distribution: distribution, outcome: outcome)
    }

    /// A case that was not drawn, with the reason.
    func notApplicable(_ reason: String) -> CaseResult {
        result(fans: nil, law: nil, reason: reason)
    }

    // MARK: - Implementation

    private func result(
        count: Int = 0,
        fans: ClaimedFans?,
        law: ClaimedLaw?,
        distribution: (any Distribution)? = nil,
        outcome: Battery.Outcome? = nil,
        reason: String? = nil
    ) -> CaseResult {
        CaseResult(
            claim: claim.text,
            scheme: claim.scheme.name,
            shape: shape,
            count: count,
            fans: fans,
            law: law,
            distribution: distribution,
            outcome: outcome,
            reason: reason
        )
    }
}
