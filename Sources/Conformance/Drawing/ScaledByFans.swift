internal import Claims
internal import Initializers

/// A law of variance scale / n whose fans do not come from a layout.
struct ScaledByFans: EntrywiseInitializer {
    let key: Key
    let scale: Double
    let mode: VarianceScaling.Mode
    let distribution: VarianceScaling.Distribution
    let fans: @Sendable ([Int]) -> Fans?

    func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        guard let fans = fans(shape) else { throw .tooFewAxes(shape: shape, minimum: 1) }
        let n = mode.denominator(fans)
        let deviation = (scale / n).squareRoot()
        switch distribution {
        case .uniform:
            let limit = (3 * scale / n).squareRoot()
            return .uniform(low: -limit, high: limit)
        case .untruncatedNormal: return .normal(mean: 0, standardDeviation: deviation)
        case .truncatedNormal:
            let parent = deviation / ClaimedLaw.truncatedVarianceFactor.squareRoot()
            return .truncatedNormal(mean: 0, standardDeviation: parent, low: -2, high: 2)
        }
    }
}
