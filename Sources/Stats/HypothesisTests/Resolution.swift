#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The resolution epsilon, in probability, up to which a sample is claimed to follow a law.
///
/// Honest float32 uniforms live on grids of 2^-23 or 2^-24 (JAX, TensorFlow, PyTorch), and at 10^8 draws a test of the
/// continuous law rejects them. So every rigorous test grants its own statistic what epsilon can do to it: the cdf may be
/// off by epsilon everywhere (the distance of Kolmogorov-Smirnov, the tails), a cell's probability may be off by epsilon,
/// and the moments by what the mass epsilon can carry when it is moved into the tails. A sample each of whose places
/// u = cdf(x) is off by up to epsilon could change a cell between two edges by 2 epsilon; that much is not granted.
public struct Resolution: Hashable, Sendable {
    /// The slack in probability.
    public let epsilon: Double

    /// The slack `epsilon`, in 0..<1.
    public init(_ epsilon: Double) {
        precondition(epsilon >= 0 && epsilon < 1, "resolution \(epsilon) is not in 0..<1")
        self.epsilon = epsilon
    }

    /// 2^-22: samples that others drew in float32 or wider.
    public static let framework = Resolution(0x1p-22)

    /// 2^-31: draws made from at least 32 random bits.
    public static let own = Resolution(0x1p-31)

    /// This resolution, or that of the values' own type where it is coarser than float32 is about 0.
    ///
    /// Rounding to nearest moves the cdf by at most the largest probability of one representable value. A law whose mean
    /// is thousands of standard deviations from 0 has few values to lie on: in float32, N(1, 1e-6) has atoms of 0.05. Below
    /// 2^-22 that is the float32 grid which every resolution here is meant for, and nothing more is granted.
    ///
    /// - Parameter largestAtom: the largest probability of a representable value.
    func widened(toAtom largestAtom: Double) -> Resolution {
        largestAtom > max(epsilon, 0x1p-22) ? Resolution(min(Self.coarsest, largestAtom)) : self
    }

    /// Where most of a law's mass lies on one value: what is stored tells nothing of the law, and only what cannot occur is
    /// tested.
    package static let coarsest = 0.5

    /// The largest probability of a single value that is granted: max(2^-20, 4 epsilon).
    ///
    /// Under a continuous law whose cdf the sample's own follows to within epsilon no value has more than 2 epsilon, and
    /// rounding to float32 gives none more than 2^-22 as long as the resolution is widened to the values' type.
    public var largestMass: Double { min(1, max(0x1p-20, 4 * epsilon)) }

    /// The largest change of E z that moving each u by epsilon can bring, z standardised under `law`.
    ///
    /// Shifting every u upwards replaces the lowest mass epsilon by the highest: 2 phi(z_epsilon) for a normal law,
    /// epsilon times the width of the support for a bounded one.
    func meanSlack(_ law: some Distribution) -> Double {
        guard epsilon > 0 else { return 0 }
        if law is Normal { return 2 * StandardNormal.density(GSL.normalQuantile(epsilon)) }
        guard law.isBounded else { return 0 }
        return epsilon * (law.support.upperBound - law.support.lowerBound) / law.standardDeviation
    }

    /// The largest change of E z^2 that moving each u by epsilon can bring, z standardised under `law`.
    ///
    /// The mass epsilon of each tail counts twice: with z_epsilon the upper epsilon-quantile, the integral of z^2 over it
    /// is z_epsilon phi(z_epsilon) + epsilon for a normal law, and at most epsilon max z^2 for a bounded one.
    func scaleSlack(_ law: some Distribution) -> Double {
        guard epsilon > 0 else { return 0 }
        if law is Normal {
            let z = -GSL.normalQuantile(epsilon)
            return 2 * (z * StandardNormal.density(z) + epsilon)
        }
        guard law.isBounded else { return 0 }
        let bound = law.largestStandardisedMagnitude
        return 2 * epsilon * bound * bound
    }
}

extension Distribution {
    /// max |x - mean| / standardDeviation over the support.
    var largestStandardisedMagnitude: Double {
        max(support.upperBound - mean, mean - support.lowerBound) / standardDeviation
    }
}
