public import Claims
public import Conformance
public import Initializers
public import Testing

/// Expects that the weights of one tensor are draws of what a claim states; records an issue if they are not.
///
///     @Test func `the first layer is drawn as Keras draws it`() throws {
///         expectConformance(of: try layer.weights, to: "keras.GlorotNormal", shape: [784, 256])
///     }
///
/// The tests of `glorot verify` decide. They are exact or bounded at every sample size, so correct weights are rejected
/// with probability `falseAlarmBudget` at most. Weights drawn under a fixed seed give the same verdict every time. The
/// issue's message has the row of the table, the likely cause and what would have been noticed. An issue is also
/// recorded if the claim cannot be read or does not fit the shape, or if the values are too few.
///
/// - Parameters:
///   - values: the weights, row-major: `Float`, `Double`, `Float16` or `BFloat16`. 16-bit weights are tested under the
///     rounding of the framework that the claim names.
///   - claim: the call that made them, in the framework's own words, such as
///     `"torch.nn.init.xavier_uniform_(gain=5/3)"`, or a `Claim` that has been read before.
///   - shape: the tensor's shape in the layout of that framework.
///   - fans: fan-in and fan-out, if the shape does not tell.
///   - falseAlarmBudget: the chance that correct weights are rejected, above 0 and below 1.
///   - resolving: the relative error of the standard deviation that must be noticed with probability 0.999; too few
///     values for that are an issue. It has no effect on orthogonal and delta-orthogonal weights, for which that error
///     is not known.
///   - sourceLocation: where the issue is recorded.
/// - Returns: what was found, and what would have been noticed.
/// - Complexity: O(n), and memory for the cells and, for tests of dependence, up to 2^22 values.
@discardableResult
public func expectConformance<Scalar: WeightScalar>(
    of values: [Scalar],
    to claim: some ExpectedClaim,
    shape: [Int],
    fans: ClaimedFans? = nil,
    falseAlarmBudget: Double = ConformanceRun.standardAlpha,
    resolving: Double = ConformanceRun.standardResolvableScale,
    sourceLocation: SourceLocation = #_sourceLocation
) -> ConformanceFinding {
    ConformanceExpectation(
        claim,
        shape: shape,
        fans: fans,
        falseAlarmBudget: falseAlarmBudget,
        resolving: resolving,
        sourceLocation: sourceLocation
    ).check(values)
}

/// Expects that this package's weights are draws of what a claim states.
///
/// As `expectConformance(of:to:shape:)`, with the shape of the weights.
@discardableResult
public func expectConformance<Scalar: WeightScalar>(
    of weights: Weights<Scalar>,
    to claim: some ExpectedClaim,
    fans: ClaimedFans? = nil,
    falseAlarmBudget: Double = ConformanceRun.standardAlpha,
    resolving: Double = ConformanceRun.standardResolvableScale,
    sourceLocation: SourceLocation = #_sourceLocation
) -> ConformanceFinding {
    expectConformance(
        of: weights.scalars,
        to: claim,
        shape: weights.shape,
        fans: fans,
        falseAlarmBudget: falseAlarmBudget,
        resolving: resolving,
        sourceLocation: sourceLocation
    )
}
