/// The rule of a law that is scaled by fans: an entry's variance is scale / n, n a fan or a mean of both.
///
/// Read off the law at several fans, so that claims of different names can be compared.
package struct ScalingRule: Hashable, Sendable {
    /// What n is, by the name that Keras and JAX give it.
    package enum Mode: String, CaseIterable, Sendable {
        case fanIn = "fan_in"
        case fanOut = "fan_out"
        case average = "fan_avg"
        case geometricAverage = "fan_geo_avg"
    }

    /// The law's form about 0; a truncated normal is cut at two standard deviations of its parent.
    package enum Family: Sendable {
        case uniform, normal, truncatedNormal
    }

    /// The variance times n; of a truncated law its own variance, not its parent's.
    package let scale: Double

    /// What n is.
    package let mode: Mode

    /// The law's form.
    package let family: Family

    /// The rule that a claim follows; nil where its law is not scaled so.
    package init?(_ claim: Claim) {
        guard let rule = claim.scheme.fanRule, !rule.isStructured else { return nil }
        let readings = Self.probes.compactMap { fans in
            (try? claim.law(fans: fans)).flatMap(Self.reading).map { (fans: fans, law: $0) }
        }
        guard readings.count == Self.probes.count, let first = readings.first, first.law.variance > 0 else {
            return nil
        }
        for mode in Mode.allCases {
            let scales = readings.map { $0.law.variance * mode.fan($0.fans) }
            // Each variance is a few rounded operations from the parameters.
            if scales.allSatisfy({ abs($0 / scales[0] - 1) < 1e-12 }) {
                (scale, self.mode, family) = (scales[0], mode, first.law.family)
                return
            }
        }
        return nil
    }

    /// Whether the rule has this scale and mode, up to rounding.
    package func has(_ scale: Double, _ mode: Mode) -> Bool {
        mode == self.mode && abs(self.scale / scale - 1) < 1e-12
    }

    /// Var Z given |Z| < 2 for a standard normal Z: the variance of a truncated law over its parent's.
    package static let truncatedVarianceFactor = ClaimedLaw.truncatedVarianceFactor

    // MARK: - Implementation

    /// Fans at which no two modes agree up to one factor.
    private static let probes = [(7.0, 11.0), (13, 5), (3, 17)].map { ClaimedFans(fanIn: $0.0, fanOut: $0.1) }

    private static func reading(_ law: ClaimedLaw) -> (family: Family, variance: Double)? {
        switch law {
        case .uniform(let low, let high) where low == -high: (.uniform, high * high / 3)
        case .normal(0, let deviation): (.normal, deviation * deviation)
        case .truncatedNormal(0, let deviation, -2, 2):
            (.truncatedNormal, deviation * deviation * truncatedVarianceFactor)
        default: nil
        }
    }
}

extension ScalingRule.Mode {
    fileprivate func fan(_ fans: ClaimedFans) -> Double {
        switch self {
        case .fanIn: fans.fanIn
        case .fanOut: fans.fanOut
        case .average: fans.average
        case .geometricAverage: (fans.fanIn * fans.fanOut).squareRoot()
        }
    }
}
