internal import CMath

/// The resolution epsilon, in probability, up to which a sample is claimed to follow a law.
///
/// Honest float32 uniforms live on grids of 2^-23 or 2^-24 (JAX, TensorFlow, PyTorch), and at 10^8 draws a test of the
/// continuous law rejects them. So every rigorous test allows its statistic to change by as much as epsilon can change
/// it. The cdf may be off by epsilon everywhere (the Kolmogorov-Smirnov distance, the tails), a cell's probability may
/// be off by epsilon, and the moments by the effect of moving the mass epsilon into the tails. If each place u = cdf(x)
/// were off by up to epsilon, a cell between two edges could change by 2 epsilon; that much is not granted.
///
/// Far from 0 the values' own type is coarser than that, so the effect of rounding is granted too: for the cdf the
/// largest probability of one value; for each value, and so for the moments, half the spacing of the type there.
public struct Resolution: Hashable, Codable, Sendable {
    /// The slack in probability.
    public let epsilon: Double

    /// How far a stored value may lie from the drawn one, in standard deviations of the claim; 0 unless the law lies so
    /// far from 0 that `epsilon` does not cover it.
    public let rounding: Double

    /// The slack in probability of the draws before rounding. The moments are granted this and `rounding`.
    private let drawnEpsilon: Double

    /// The slack `epsilon`, in 0..<1.
    public init(_ epsilon: Double) {
        self.init(epsilon, drawn: epsilon, rounding: 0)
    }

    private init(_ epsilon: Double, drawn: Double, rounding: Double) {
        precondition(epsilon >= 0 && epsilon < 1, "resolution \(epsilon) is not in 0..<1")
        (self.epsilon, drawnEpsilon, self.rounding) = (epsilon, drawn, rounding)
    }

    /// Whether the numbers are in the ranges that the initializers guarantee.
    package var isPossible: Bool { 0..<1 ~= epsilon && 0..<1 ~= drawnEpsilon && rounding >= 0 && rounding.isFinite }

    /// 2^-22: samples that others drew in float32 or wider.
    public static let framework = Resolution(0x1p-22)

    /// 2^-31: draws made from at least 32 random bits.
    public static let own = Resolution(0x1p-31)

    /// This resolution, or that of the values' own type where the type is coarser than float32 is near 0.
    ///
    /// A law whose mean is thousands of standard deviations from 0 has few values to lie on: in float32, N(1, 1e-6) has
    /// atoms of 0.05. A stored value lies up to a distance d from its draw, and an atom is the probability of a spacing
    /// s. At each edge of a cell rounding moves at most d / s atoms, so the cell gains or loses up to 2 d / s atoms.
    /// Below 2^-22 that is the float32 grid that every resolution here covers already, and nothing more is granted.
    ///
    /// - Parameters:
    ///   - largestAtom: the largest probability of a representable value.
    ///   - rounding: how far a stored value may lie from the drawn one, and the spacing of stored values.
    ///   - law: the claim.
    func widened(
        toAtom largestAtom: Double,
        rounding: (distance: Double, spacing: Double),
        under law: some Distribution
    ) -> Resolution {
        guard largestAtom > max(epsilon, 0x1p-22) else { return self }
        return Resolution(
            min(Self.coarsest, 2 * rounding.distance / rounding.spacing * largestAtom),
            drawn: drawnEpsilon,
            rounding: rounding.distance / law.standardDeviation
        )
    }

    /// The wider of two resolutions in each respect, for values that were granted one or the other.
    package func widened(to other: Resolution) -> Resolution {
        Resolution(
            max(epsilon, other.epsilon),
            drawn: max(drawnEpsilon, other.drawnEpsilon),
            rounding: max(rounding, other.rounding)
        )
    }

    /// The resolution granted to the values before rounding.
    var beforeRounding: Resolution { Resolution(drawnEpsilon) }

    /// The resolution at which most of a law's mass lies on one value. The stored values then say nothing about the
    /// law, and only impossible values are tested for.
    package static let coarsest = 0.5

    /// The largest probability granted to a single value: max(2^-20, 4 epsilon).
    ///
    /// If the sample's cdf follows that of a continuous law to within epsilon, no value has more than 2 epsilon.
    /// Rounding to float32 gives no value more than 2^-22, as long as the resolution is widened to the values' type.
    public var largestMass: Double { min(1, max(0x1p-20, 4 * epsilon)) }

    /// The least and the largest sum of z^2 over the values as drawn, given the sum over `count` stored values, z in
    /// standard deviations. Each z is off by at most `rounding`, so by the triangle inequality the root of the sum is
    /// off by at most sqrt(count) times that. A factor would not do: if all values lie on the mean itself, the sum is
    /// 0.
    func drawnSquares(_ sum: Double, count: Double) -> (least: Double, most: Double) {
        guard rounding > 0 else { return (sum, sum) }
        let (root, shift) = (sum.squareRoot(), count.squareRoot() * rounding)
        let least = max(0, root - shift)
        return (least * least, (root + shift) * (root + shift))
    }

    /// The largest change of the sample's mean of z, standardised under `law`, when each u moves by epsilon and each
    /// value by `rounding`.
    ///
    /// Shifting every u upwards replaces the lowest mass epsilon by the highest: 2 phi(z_epsilon) for a normal law,
    /// epsilon times the width of the support for a bounded one.
    func meanSlack(_ law: some Distribution) -> Double {
        let epsilon = drawnEpsilon
        guard epsilon > 0 else { return rounding }
        if law.tails == .gaussian { return 2 * StandardNormal.density(GSL.normalQuantile(epsilon)) + rounding }
        guard law.isBounded else { return rounding }
        return epsilon * (law.support.upperBound - law.support.lowerBound) / law.standardDeviation + rounding
    }

    /// The largest change of E z^2 when each u moves by epsilon, z standardised under `law`. `drawnSquares` covers the
    /// effect of rounding.
    ///
    /// The mass epsilon of each tail counts twice: with z_epsilon the upper epsilon-quantile, the integral of z^2 over
    /// it is z_epsilon phi(z_epsilon) + epsilon for a normal law, and at most epsilon max z^2 for a bounded one.
    func scaleSlack(_ law: some Distribution) -> Double {
        let epsilon = drawnEpsilon
        guard epsilon > 0 else { return 0 }
        if law.tails == .gaussian {
            let z = -GSL.normalQuantile(epsilon)
            return 2 * (z * StandardNormal.density(z) + epsilon)
        }
        guard law.isBounded else { return 0 }
        let bound = law.largestStandardisedMagnitude
        return 2 * epsilon * bound * bound
    }
}
