internal import Initializers
internal import Stats

/// Runs the battery on one claim at one shape.
struct CaseRunner {
    let claim: Claim
    let shape: [Int]

    /// Draws `count` values by the claim's initializer and tests them against the claim's law.
    func run(count: Int, key: Key) throws -> CaseResult {
        try run(count: count) { count in
            try DrawnSample(.claim(claim), shape: shape, count: count, key: key)
        }
    }

    /// Tests the sample that `sample` makes, of about `count` values, against the claim's law.
    func run(count: Int, sample: (Int) throws -> DrawnSample) throws -> CaseResult {
        if let rule = claim.scheme.fanRule, let reason = reasonAgainst(rule) { return notApplicable(reason) }
        let law = try claim.law(of: shape)
        let distribution = try law.distribution()
        let outcome = try outcome(of: law, distribution, count: count, sample: sample)
        return result(
            count: Int(clamping: outcome.count),
            fans: try claim.fans(of: shape),
            law: law,
            distribution: distribution,
            outcome: outcome
        )
    }

    /// A case that was not drawn, with the reason.
    func notApplicable(_ reason: String) -> CaseResult {
        result(fans: nil, law: nil, reason: reason)
    }

    // MARK: - Implementation

    /// Why the rule has no fans for the shape; nil where it has some, or where the shape itself is at fault.
    private func reasonAgainst(_ rule: FanRule) -> String? {
        do {
            _ = try rule.fans(of: shape)
            return nil
        } catch {
            guard case .noFans = error else { return nil }
            return "no fans: \(rule.summary)"
        }
    }

    private func outcome(
        of law: ClaimedLaw,
        _ distribution: any Distribution,
        count: Int,
        sample: (Int) throws -> DrawnSample
    ) throws -> Battery.Outcome {
        guard case .orthogonal(let gain, let rows, let columns) = law else {
            let drawn = try sample(count)
            var outcome = try Battery(resolution: .own).run(on: drawn, against: distribution)
            // Tensors lie one after the other, so a row of a vector's sample is a tensor.
            let dependence = DependenceBattery(resolution: .own)
            outcome.append(try dependence.run(on: drawn, rowLength: drawn.rowLength, against: distribution))
            return outcome
        }
        // Whole matrices, up to 2^20 entries: the work grows as the number of entries times the smaller side.
        let size = rows * columns
        let whole = max(size, min(count, 1 << 20) / size * size)
        return try OrthogonalBattery(rows: rows, columns: columns, gain: gain).run(on: sample(whole))
    }

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
