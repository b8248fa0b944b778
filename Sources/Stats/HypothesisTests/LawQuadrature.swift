/// A law of z = (X - mean) / standardDeviation at the nodes of a quadrature rule: expectations of smooth functions of z, which
/// is clipped.
///
/// The places u = cdf(x) are cut into panels, each half as wide as the one before towards either end, with ten Gauss-Legendre
/// points each: with the quantile's singularity three half-widths from a panel's middle the rule is wrong by about 5.8^-20.
/// What lies beyond the clip, or within 2^-34 of an end, is one node.
struct LawQuadrature {
    private(set) var z: [Double] = []
    private(set) var weights: [Double] = []

    private static let rule = GaussLegendre(count: 10)

    /// - Parameters:
    ///   - law: a law whose quantile is smooth: normal, uniform or a truncated normal; nil for any other.
    ///   - clip: the largest |z|.
    init?(_ law: some Distribution, clip: Double) {
        guard law.variance > 0, law.truncatedNormal != nil || law.partialMoment(0, below: 0) != nil else { return nil }
        let (mean, deviation) = (law.mean, law.standardDeviation)
        for isUpper in [false, true] {
            func standardised(_ x: Double) -> Double { min(clip, max(-clip, (x - mean) / deviation)) }
            let end = isUpper ? law.survival(mean + clip * deviation) : law.cdf(mean - clip * deviation)
            var high = 0.5
            while high > max(end, 0x1p-34) {
                let low = max(end, high / 2)
                let (centre, half) = ((high + low) / 2, (high - low) / 2)
                for node in Self.rule.nodes {
                    for u in [centre - half * node.abscissa, centre + half * node.abscissa] {
                        z.append(standardised(isUpper ? law.quantile(upperTail: u) : law.quantile(u)))
                        weights.append(half * node.weight)
                    }
                }
                high = low
            }
            z.append(standardised(isUpper ? law.support.upperBound : law.support.lowerBound))
            weights.append(high)
        }
    }

    /// The transform of a function of z.
    func transform(_ function: (Double) -> Double) -> ExactTransform {
        ExactTransform(values: z.map(function), weights: weights)
    }
}
