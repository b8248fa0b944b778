package import Claims
package import Initializers

/// One draw of one case that a run asks for.
package struct CaseRequest: Sendable {
    /// What is claimed.
    package let claim: Claim

    /// The shape of each tensor.
    package let shape: [Int]

    /// Values to draw, about.
    package let count: Int

    /// Which draw of the case: 0 for the first.
    package let stage: Int

    /// Where its randomness comes from.
    package let key: Key

    /// Another case of the same draw, to be independent of.
    let neighbour: Neighbour?

    /// The requests of a plan in the order of its cases.
    ///
    /// - Parameters:
    ///   - plan: what is drawn.
    ///   - root: where every key comes from.
    ///   - stage: which draw; further ones have four times the values of the one before, and keys of their own.
    static func all(of plan: Plan, root: Key, stage: Int = 0) -> [CaseRequest] {
        let root = stage == 0 ? root : root.folding("stage").folding(stage)
        let (count, overflow) = plan.sampleCount.multipliedReportingOverflow(by: Escalation.growth(to: stage))
        func key(_ claim: Claim, _ shape: [Int]) -> Key {
            root.folding(claim.text).folding(ConformanceRun.name(shape))
        }
        return plan.claims.enumerated().flatMap { index, claim in
            plan.shapes(of: claim).map { shape in
                // The nearest case before this one, around the end, that it can be compared with.
                let others = plan.claims[..<index].reversed() + plan.claims[(index + 1)...].reversed()
                return CaseRequest(
                    claim: claim,
                    shape: shape,
                    count: overflow ? .max : count,
                    stage: stage,
                    key: key(claim, shape),
                    neighbour: others.lazy.compactMap { Neighbour($0, shape: shape, key: key($0, shape)) }.first
                )
            }
        }
    }

    /// Draws by the package's initializer and tests against the claim.
    package func run() throws -> CaseResult {
        try CaseRunner(claim: claim, shape: shape, neighbour: neighbour, stage: stage).run(count: count, key: key)
    }
}
