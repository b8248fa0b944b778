internal import Claims
package import Initializers
internal import Stats

/// A mistake that well-known code has made, planted on purpose: the verifier must find it.
public struct PlantedDefect: Sendable {
    /// A short name, unique among the defects.
    public let name: String

    /// What is wrong with the draws.
    public let summary: String

    /// The claim that the draws are tested against.
    public let claim: String

    /// The claim whose draws are passed off as this one's, and what is done to them; nil where a law is drawn.
    let substitute: (claim: String, alteration: Alteration?)?

    /// What is drawn instead; nil at fans where the mistake changes nothing.
    let draw: @Sendable (ClaimedFans) -> (law: WeightLaw, alteration: Alteration?)?

    /// The claim of another tensor, sound in itself, that is drawn under the same key.
    let twin: String?

    init(
        _ name: String,
        _ summary: String,
        claim: String,
        twin: String? = nil,
        draw: @escaping @Sendable (ClaimedFans) -> (law: WeightLaw, alteration: Alteration?)?
    ) {
        self.name = name
        self.summary = summary
        self.claim = claim
        self.twin = twin
        self.draw = draw
        substitute = nil
    }

    init(
        _ name: String,
        _ summary: String,
        claim: String,
        drawing drawnClaim: String,
        altered alteration: Alteration? = nil
    ) {
        self.name = name
        self.summary = summary
        self.claim = claim
        twin = nil
        substitute = (drawnClaim, alteration)
        draw = { _ in nil }
    }

    /// Draws of one law that are passed off as a claim's, whatever the fans.
    package init(drawing law: WeightLaw, claim: String) {
        self.init("another law", "draws of another law", claim: claim) { _ in (law, nil) }
    }

    /// Draws with the mistake and tests against the claim.
    ///
    /// - Parameters:
    ///   - shape: the shape of each tensor.
    ///   - count: about how many values to draw.
    ///   - key: the source of their randomness.
    ///   - holdsDraws: whether the finding holds the draws for its diagnosis, unless they are many, rather than drawing
    ///     again.
    package func run(shape: [Int], count: Int, key: Key, holdsDraws: Bool = false) throws -> Finding {
        let twin = try twin.map { try Claim($0) }.flatMap { Neighbour($0, shape: shape, key: key) }
        let claim = try Claim(claim)
        var request = CaseRequest(claim: claim, shape: shape, count: count, stage: 0, key: key, neighbour: twin)
        request.holdsDraws = holdsDraws
        if let substitute {
            let other = try Claim(substitute.claim)
            return try run(request, .claim(other), substitute.alteration) { format in
                try LatticeSample.drawn(other, format: format, shape: shape, count: count, key: key)
            }
        }
        let fans = try? claim.fans(of: shape)
        guard let drawn = draw(fans ?? ClaimedFans(fanIn: 1, fanOut: 1)) else {
            return request.untested("no effect: fan-in equals fan-out")
        }
        if let alteration = drawn.alteration, alteration.firstIndex >= count {
            return request.untested("no effect: the sample ends before the first planted value")
        }
        if let obstacle = drawn.alteration?.obstacle(at: shape) { return request.untested("no effect: \(obstacle)") }
        return try run(request, .law(drawn.law), drawn.alteration) { format in
            let base = try DrawnSample(.law(drawn.law), shape: shape, count: count, key: key)
            guard let alteration = drawn.alteration else { return try LatticeSample.rounded(base, to: format) }
            let altered = AlteredSample(base: base, alteration: alteration)
            return try LatticeSample.rounded(altered, to: format)
        }
    }

    // MARK: - Implementation

    private func run(
        _ request: CaseRequest,
        _ draw: DrawnSample.Draw,
        _ alteration: Alteration?,
        patterns: @escaping @Sendable (SixteenBitFormat) throws -> LatticeSample
    ) throws -> Finding {
        func base(_ count: Int) throws -> DrawnSample {
            try DrawnSample(draw, shape: request.shape, count: count, key: request.key)
        }
        guard let alteration else { return try request.run(sample: base, patterns: patterns) }
        return try request.run(
            sample: { AlteredSample(base: try base($0), alteration: alteration) },
            patterns: patterns
        )
    }
}

/// A planted defect at one shape, and what the battery made of it.
public struct DefectResult: Sendable {
    /// What was planted.
    public let defect: PlantedDefect

    /// The case against the claim.
    public let result: Finding

    /// Whether it was found; true where it changes nothing.
    public var isCaught: Bool { result.verdict == .deviates || result.verdict == .notApplicable }
}
