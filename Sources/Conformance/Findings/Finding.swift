public import Claims
public import NumberTypes
public import Stats
internal import WeightFiles

/// A hypothesis about a tensor, what the tests found, and the verdict.
public struct Finding: Sendable {
    /// What was claimed, resolved at the tensor's shape and type; nil where the scheme has no law for them.
    public let hypothesis: Hypothesis?

    /// The claim as it was written.
    public let claim: String

    /// The name of the claim's scheme.
    public let scheme: String

    /// The type of the weights.
    public let numberType: NumberType

    /// The shape of each tensor.
    public let shape: [Int]

    /// Number of values, over all tensors; 0 where the scheme has no law for the shape. If the case was drawn again,
    /// that of the last draw.
    public internal(set) var count: Int

    /// What the tests found; if the case was drawn again, in the last draw.
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

    /// What would have been noticed; nil for deterministic laws and where there is no law. For orthogonal matrices the
    /// distance is that of the directions' places; see `Sensitivity.init(of:matrices:level:)`.
    public internal(set) var sensitivity: Sensitivity?

    /// How it compares with the stream that is said to have drawn it; nil if none was named.
    public internal(set) var stream: StreamComparison?

    /// The seed of a tensor that repeats another one's values or stream; nil if none was found or looked for.
    public internal(set) var seed: SeedMatch?

    /// The level of the case, its share of the run's; nil where nothing was decided.
    var level: Double?

    /// What deviating values are instead, if that can be told: what says most first.
    public internal(set) var diagnosis: [Diagnosis] = []

    /// Reads the values once more for the diagnosis, where no file holds them; if asked for, only whole tensors of
    /// draws.
    var source: (@Sendable (_ isWhole: Bool) throws -> TensorReader)?

    /// A hypothesis with the results of its tests.
    init(_ hypothesis: Hypothesis, count: Int, outcome: Battery.Outcome, digest: StreamDigest? = nil) {
        self.hypothesis = hypothesis
        (claim, scheme) = (hypothesis.text, hypothesis.scheme)
        (numberType, shape) = (hypothesis.numberType, hypothesis.shape)
        (self.count, self.outcome, self.digest) = (count, outcome, digest)
        reason = nil
    }

    /// A claim that was not tested.
    init(untested claim: Claim, shape: [Int], reason: String) {
        hypothesis = nil
        (self.claim, scheme) = (claim.text, claim.scheme.name)
        (numberType, self.shape, count) = (claim.drawnType, shape, 0)
        self.reason = reason
    }

    /// The fans, where the law depends on them.
    public var fans: ClaimedFans? { hypothesis?.fans }

    /// The law that was claimed, with its closed-form moments; nil where the scheme has none for the shape.
    public var law: ClaimedLaw? { hypothesis?.law }

    /// The law as a distribution.
    public var distribution: (any Distribution)? { hypothesis?.distribution }

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
