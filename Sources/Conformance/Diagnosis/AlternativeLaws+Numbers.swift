internal import Claims
internal import Stats

/// Numbers that were misread, and other families of the claimed scale.
extension AlternativeLaws {
    func numbers() -> [Alternative] {
        let s = claimedDeviation
        let mean = hypothesis.distribution.mean
        let isCentred = abs(mean) < 1e-9 * s
        let rootThree = 3.0.squareRoot()
        // A change that is not scale-free needs a claim of its own, and a pool has none.
        let isPool = claim == nil
        func truncated(_ parent: Double, _ bound: Double = 2) -> ClaimedLaw {
            .truncatedNormal(parentMean: mean, parentStandardDeviation: parent, low: -bound, high: bound)
        }
        let rescaled = truncated(s / ClaimedLaw.truncatedVarianceFactor.squareRoot())
        let uniform = ClaimedLaw.uniform(low: mean - rootThree * s, high: mean + rootThree * s)
        func normal(_ deviation: Double) -> ClaimedLaw { .normal(mean: mean, standardDeviation: deviation) }
        var found: [Alternative] = []
        switch law {
        case .normal:
            found = [
                Alternative(uniform, .otherFamily), Alternative(rescaled, .truncated(at: 2)),
                Alternative(truncated(s), .notRescaled), Alternative(truncated(s, 3), .truncated(at: 3)),
                Alternative(.uniform(low: mean - s, high: mean + s), .deviationForLimit),
                Alternative(normal(rootThree * s), .limitForDeviation),
                Alternative(truncated(s, 1), .truncated(at: 1), tier: 2),
                // Beyond 40 standard deviations the density is 0 in a Double.
                Alternative(
                    .truncatedNormal(parentMean: mean, parentStandardDeviation: s, low: 0, high: 40),
                    .upperHalf
                ),
            ]
            if !isPool, isCentred {
                found += [
                    Alternative(normal(s * s), .varianceForDeviation),
                    Alternative(normal(s.squareRoot()), .deviationForVariance),
                ]
            }
            if !isPool, !isCentred {
                found.append(Alternative(.normal(mean: 0, standardDeviation: abs(mean)), .meanForDeviation))
            }
        case .truncatedNormal(_, let parent, let low, let high):
            found = [
                Alternative(normal(parent), .notTruncated), Alternative(normal(s), .notTruncated),
                Alternative(uniform, .otherFamily),
                Alternative(.uniform(low: mean - s, high: mean + s), .deviationForLimit),
                Alternative(truncated(parent, 3), .truncated(at: 3)),
            ]
            if low == -2, high == 2 {
                let isRescaled =
                    if case .truncatedNormal(nil)? = claim?.scalingRule?.family { true } else { false }
                found.append(
                    isRescaled
                        ? Alternative(truncated(s), .notRescaled)
                        : Alternative(
                            truncated(parent / ClaimedLaw.truncatedVarianceFactor.squareRoot()),
                            .rescaled
                        )
                )
            }
            if isCentred {
                found.append(
                    Alternative(
                        .truncatedNormal(parentMean: mean, parentStandardDeviation: parent, low: 0, high: high),
                        .upperHalf
                    )
                )
            }
            if !isPool, isCentred {
                found += [
                    Alternative(truncated(parent * parent), .varianceForDeviation),
                    Alternative(truncated(s * s), .varianceForDeviation),
                    Alternative(
                        truncated(s * s / ClaimedLaw.truncatedVarianceFactor.squareRoot()),
                        .varianceForDeviation
                    ),
                ]
            }
        case .uniform(let low, let high):
            let half = (high - low) / 2
            found = [
                Alternative(normal(s), .otherFamily), Alternative(rescaled, .otherFamily),
                Alternative(truncated(s), .otherFamily, .notRescaled),
                Alternative(normal(half), .limitForDeviation), Alternative(truncated(half), .limitForDeviation),
                Alternative(.uniform(low: mean - s, high: mean + s), .deviationForLimit),
                Alternative(.uniform(low: mean, high: high), .upperHalf),
                Alternative(.uniform(low: low - (high - low), high: high), .symmetric),
            ]
            if !isPool, isCentred {
                found.append(Alternative(.uniform(low: -half * half, high: half * half), .squaredLimit))
                found.append(Alternative(.uniform(low: -s * s, high: s * s), .varianceForDeviation, tier: 1))
                let limit = rootThree * s * s
                found.append(Alternative(.uniform(low: -limit, high: limit), .varianceForDeviation, tier: 1))
            }
        default: break
        }
        return found
    }
}
