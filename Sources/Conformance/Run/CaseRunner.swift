internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

/// Runs the battery on one claim at one shape.
struct CaseRunner {
    let claim: Claim
    let shape: [Int]

    /// Another case of the run, of the same shape, to be independent of.
    var neighbour: Neighbour?

    /// How often the case was drawn before; each stage asks for four times as many values as the one before it.
    var stage = 0

    /// Draws `count` values by the claim's initializer and tests them against the claim's law.
    func run(count: Int, key: Key) throws -> CaseResult {
        try run(count: count) { count in
            try DrawnSample(.claim(claim), shape: shape, count: count, key: key)
        } patterns: { format in
            try LatticeSample.drawn(claim, format: format, shape: shape, count: count, key: key)
        }
    }

    /// Tests the sample that `sample` makes, of about `count` values, against the claim's law; where the claim's type has
    /// 16 bits, the patterns that `patterns` counts.
    func run(
        count: Int,
        sample: (Int) throws -> DrawnSample,
        patterns: (SixteenBitFormat) throws -> LatticeSample
    ) throws -> CaseResult {
        if let reason = reasonAgainstShape() { return notApplicable(reason) }
        let law = try claim.law(of: shape)
        guard type == .float32 || type.sixteenBitFormat != nil else {
            return notApplicable("cases are drawn in float32 and in 16 bits, not in \(type)")
        }
        if law.isStructured, type != .float32 {
            return notApplicable("structured tensors are tested in float32")
        }
        let distribution = try law.distribution()
        var tests = CaseTests(law: law, distribution: distribution, shape: shape, resolution: .own)
        tests.enlarge(to: stage)
        let outcome: Battery.Outcome
        let digest: StreamDigest
        if let format = type.sixteenBitFormat, distribution.variance > 0 {
            let lattice = LatticeLaw(distribution, format: format, rounding: SixteenBitRounding.own.lattice(for: law))
            let drawn = try patterns(format)
            digest = StreamDigest(drawn)
            outcome = tests.outcome(of: drawn, against: lattice)
        } else {
            let drawn = try sample(try tests.suitableCount(count))
            digest = try StreamDigest(drawn)
            outcome = try tests.outcome(of: drawn, neighbour: neighbour)
        }
        return result(
            count: Int(clamping: outcome.count),
            fans: try claim.fans(of: shape),
            law: law,
            distribution: distribution,
            outcome: outcome,
            digest: digest
        )
    }

    /// A case that was not drawn, with the reason.
    func notApplicable(_ reason: String) -> CaseResult {
        result(fans: nil, law: nil, reason: reason)
    }

    // MARK: - Implementation

    private var type: NumberType { claim.drawnType }

    /// Why the rule has no fans for the shape; nil where it has some, or where the shape itself is at fault.
    private func reasonAgainstShape() -> String? {
        do {
            _ = try claim.law(of: shape)
            return nil
        } catch {
            return switch error {
            case .noFans(let rule, _): "no fans: \(rule.summary)"
            case .unfitShape(let rule, _): "shape does not fit: \(rule.summary)"
            default: nil
            }
        }
    }

    private func result(
        count: Int = 0,
        fans: ClaimedFans?,
        law: ClaimedLaw?,
        distribution: (any Distribution)? = nil,
        outcome: Battery.Outcome? = nil,
        digest: StreamDigest? = nil,
        reason: String? = nil
    ) -> CaseResult {
        CaseResult(
            claim: claim.text,
            scheme: claim.scheme.name,
            numberType: type,
            shape: shape,
            count: count,
            fans: fans,
            law: law,
            distribution: distribution,
            outcome: outcome,
            reason: reason,
            digest: digest
        )
    }
}
