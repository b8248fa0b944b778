/// The law of z = (X - mean) / standardDeviation, clipped, at the nodes of a quadrature rule, for expectations of
/// smooth functions of z.
///
/// The places u = cdf(x) are divided into panels with ten Gauss-Legendre points each. Towards either end, each panel is
/// half as wide as the one before. The quantile's singularity is three half-widths from a panel's middle, so the rule's
/// error is about 5.8^-20. Everything beyond the clip, or within 2^-34 of an end, is one node.
struct LawQuadrature {
    private(set) var z: [Double] = []
    private(set) var weights: [Double] = []

    private static let rule = GaussLegendre(count: 10)

    /// - Parameters:
    ///   - law: a law with a smooth quantile: normal, uniform or truncated normal. Nil for any other.
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
