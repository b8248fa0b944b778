public import Claims
public import NumberTypes
public import Stats

/// One claim at one shape: what was claimed, what was drawn, what the tests found, and the verdict.
public struct CaseResult: Sendable {
    /// The claim as it was written.
    public let claim: String

    /// The name of the claim's scheme.
    public let scheme: String

    /// The type of the weights.
    public let numberType: NumberType

    /// The shape of each tensor.
    public let shape: [Int]

    /// Number of values, over all tensors; 0 where the scheme has no law for the shape. Of the last draw, where the case
    /// was drawn again.
    public internal(set) var count: Int

    /// The fans, where the law depends on them.
    public let fans: ClaimedFans?

    /// The law that was claimed, with its closed-form moments; nil where the scheme has none for the shape.
    public let law: ClaimedLaw?

    /// The law as a distribution.
    public let distribution: (any Distribution)?

    /// What the tests found; of the last draw, where the case was drawn again.
    public internal(set) var outcome: Battery.Outcome?

    /// Why there is no law for the shape.
    public let reason: String?

    /// The digest of the first values that were drawn; nil where nothing was drawn here.
    public internal(set) var digest: StreamDigest?

    /// Every draw of a case that was drawn again, the first one included; empty where one draw decided.
    public internal(set) var stages: [CaseStage] = []

    /// Adjusted p-values of the rigorous tests.
    public internal(set) var adjusted = AdjustedPValues()

    /// The verdict.
    public internal(set) var verdict: Verdict = .notApplicable

    /// What would have been noticed; nil for deterministic laws, for orthogonal matrices, whose entries depend on one
    /// another, and where there is no law.
    public internal(set) var sensitivity: Sensitivity?

    /// The likely cause of a deviation, where it is recognisable.
    public internal(set) var cause: String?

    /// Number of values over all draws.
    public var drawCount: Int { stages.isEmpty ? count : stages.reduce(0) { $0 + $1.count } }

    /// The number of the last draw: 0 where one draw decided.
    var lastStage: Int { max(0, stages.count - 1) }

    /// Adds the results of further tests.
    package mutating func append(_ results: [TestResult]) {
        outcome?.append(results)
    }

    /// The tests whose adjusted p-value is at most `level`, in the battery's order.
    public func deviating(at level: Double) -> [TestKind] {
        // Written so that a p-value that is not a number never passes.
        let tests = adjusted.filter { !($0.pValue.value > level) }.map(\.test)
        return tests.isEmpty ? [] : TestKind.allCases.filter { tests.contains($0) }
    }
}
