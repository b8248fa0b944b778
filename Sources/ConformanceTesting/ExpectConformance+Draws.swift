public import Claims
public import Conformance
public import Initializers
public import Testing

/// The number of values that an expectation draws by default: 2^18, enough to notice an error of the standard deviation
/// of about 1 %.
public let standardExpectedSampleCount = 1 << 18

/// Expects that an initializer draws what a claim states, and records an issue if it does not. It calls the initializer
/// for one tensor after another, each under its own seed, and tests all of them together.
///
///     expectConformance(to: "torch.nn.init.xavier_uniform_", shape: [256, 784]) { seed in
///         Layer(inputs: 784, outputs: 256, seed: seed).weights
///     }
///
/// The seeds are `seed`, `seed + 1`, ...; at least two tensors are drawn, however large they are. An initializer that
/// draws the same tensor for neighbouring seeds is found, whatever it draws at random, unless a tensor has only a few
/// values. So is one whose tensors are correlated place by place although the entries are claimed to be independent.
/// For this, the first two tensors are compared if the weights have 32 bits or more; and if there are five tensors
/// among the first 2^22 values, each of these is compared with the next. Nothing is random, so the verdict is the same
/// every time, as long as the draws are.
///
/// - Parameters:
///   - claim: the call, in the framework's own words, or a `Claim`.
///   - shape: the shape of each tensor in the layout of that framework.
///   - samples: the least number of values to draw. Whole tensors are drawn, two or more, and held in memory.
///   - seed: the seed of the first tensor.
///   - fans: fan-in and fan-out, if the shape does not tell.
///   - falseAlarmBudget: the chance that a correct initializer is rejected, above 0 and below 1.
///   - resolving: the relative error of the standard deviation that must be noticed with probability 0.999. It has no
///     effect on orthogonal and delta-orthogonal weights.
///   - sourceLocation: where the issue is recorded.
///   - draw: the weights of one tensor, row-major.
/// - Returns: what was found, and what would have been noticed.
/// - Throws: what `draw` throws.
@discardableResult
public func expectConformance<Scalar: WeightScalar>(
    to claim: some ExpectedClaim,
    shape: [Int],
    samples: Int = standardExpectedSampleCount,
    seed: UInt64 = 1,
    fans: ClaimedFans? = nil,
    falseAlarmBudget: Double = ConformanceRun.standardAlpha,
    resolving: Double = ConformanceRun.standardResolvableScale,
    sourceLocation: SourceLocation = #_sourceLocation,
    drawing draw: (_ seed: UInt64) throws -> [Scalar]
) rethrows -> ConformanceFinding {
    try ConformanceExpectation(
        claim,
        shape: shape,
        fans: fans,
        falseAlarmBudget: falseAlarmBudget,
        resolving: resolving,
        sourceLocation: sourceLocation
    ).check(samples: samples, seed: seed, drawing: draw)
}
