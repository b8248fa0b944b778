/// The rule of a law scaled by fans, with its numbers: an entry's variance is gain^2 scale / n, where n is a fan or a
/// mean of both.
package struct ScalingRule: Hashable, Sendable {
    /// What n is.
    package enum Mode: CaseIterable, Sendable {
        case fanIn, fanOut, average, geometricAverage

        /// n.
        package func fan(_ fans: ClaimedFans) -> Double {
            switch self {
            case .fanIn: fans.fanIn
            case .fanOut: fans.fanOut
            case .average: fans.average
            case .geometricAverage: (fans.fanIn * fans.fanOut).squareRoot()
            }
        }
    }

    /// The law's form about 0.
    package enum Family: Hashable, Sendable {
        case uniform, normal

        /// Cut at two standard deviations of its parent, whose variance is the stated one times a factor; nil for the
        /// exact factor, which makes the stated variance the law's own.
        case truncatedNormal(parentFactor: Double?)
    }

    /// n times the stated variance, over the squared gain.
    package let scale: Double

    /// The gain.
    package let gain: Double

    /// What n is.
    package let mode: Mode

    /// The law's form.
    package let family: Family

    /// The law at fans.
    func law(_ fans: ClaimedFans) -> ClaimedLaw {
        let n = mode.fan(fans)
        let variance = gain * gain * (scale / n)
        switch family {
        // 1/sqrt(n), to the last bit as the layers' documentation writes it.
        case .uniform where 3 * scale == 1: return .symmetric(gain / n.squareRoot())
        case .uniform: return .symmetric(gain * (3 * scale / n).squareRoot())
        case .normal: return .normal(variance: variance)
        case .truncatedNormal(nil): return .rescaledTruncatedNormal(variance: variance)
        case .truncatedNormal(let factor?): return .truncatedNormal(parentVariance: factor * variance)
        }
    }

    /// n times the law's own variance.
    package var ownScale: Double {
        let stated = gain * gain * scale
        guard case .truncatedNormal(let factor?) = family else { return stated }
        return stated * factor * ClaimedLaw.truncatedVarianceFactor
    }

    /// Whether n times the law's variance is this number, up to rounding, for this n.
    package func has(_ scale: Double, _ mode: Mode) -> Bool {
        mode == self.mode && abs(ownScale / scale - 1) < 1e-12
    }
}
