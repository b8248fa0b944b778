internal import CMath
internal import Stats

/// Tests whether a sample is of a family with sharp bounds, whatever these are.
///
/// It takes a confidence box for the bounds, and a test that grants the differences between the laws in the box.
///
/// With a density of at least g / (high - low) next to either bound, rising inwards,
///
///     P(min - low > t) <= exp(-n g t / (high - low)),
///
/// and the same at the other end. So at t = ln(4 / level) / (n g) widths both bounds lie within t of the extremes
/// except with a probability of level / 2. The place u = cdf(x) of any law in this box differs by at most
///
///     epsilon = peak h / (max - min)
///
/// from that of the law at the box's centre, where h is half the box's width and peak the largest density times the
/// width: moving a bound moves every x by at most as much, and the places by the density times that. So the battery
/// against the centre, at the resolution epsilon, rejects a sample of any law in the box with probability at most
/// level / 2, and the family is rejected by mistake with at most the level (union bound). Nothing is estimated but the
/// box, so a fitted law is never tested as if it had been declared. The box has the size 1/n, so the price is small
/// beside 1/sqrt(n). For a tensor of 16 bits it is wider by the rounding of the extremes.
struct BoundedFamily {
    /// The least density next to the bounds, times the law's width.
    let edge: Double

    /// The largest density, times the law's width.
    let peak: Double

    /// Uniform.
    static let uniform = BoundedFamily(edge: 1, peak: 1)

    /// A normal law cut at two standard deviations: four times phi(2) and phi(0) over P(|Z| < 2), to 10 digits.
    static let truncatedNormal = BoundedFamily(edge: 4 * 0.056_564_674_1, peak: 4 * 0.417_959_550_2)

    /// The best estimate of the bounds: each as far beyond the extreme as values near it are apart on average, and
    /// opposite to one another where they may be. For people; nothing is tested against them.
    func estimate(_ profile: TensorProfile) -> (low: Double, high: Double) {
        let gap = (profile.maximum - profile.minimum) / (Double(max(2, profile.finite) - 1) * edge)
        guard abs(profile.minimum + profile.maximum) <= 4 * gap else {
            return (profile.minimum - gap, profile.maximum + gap)
        }
        // The nearer of two extremes is half as far from its bound.
        let limit = max(profile.maximum, -profile.minimum) + gap / 2
        return (-limit, limit)
    }

    /// The centre of the box for a sample, and the resolution at which a law there stands for the whole box; nil where
    /// the sample is too small to be rejected at the level.
    func box(
        _ profile: TensorProfile,
        level: Double,
        unitRoundoff: Double
    ) -> (low: Double, high: Double, resolution: Resolution)? {
        let range = profile.maximum - profile.minimum
        guard range > 0, range.isFinite else { return nil }
        let share = log(4 / level) / (Double(profile.finite) * edge)
        // The width is at most the range and t at both ends: t = share (range + 2 t).
        guard share < 0.25 else { return nil }
        let t = share * range / (1 - 2 * share)
        let rounding = 2 * unitRoundoff * max(abs(profile.minimum), abs(profile.maximum))
        let epsilon = peak * (t / 2 + rounding) / range + 0x1p-22
        guard epsilon < 0.5 else { return nil }
        return (profile.minimum - t / 2, profile.maximum + t / 2, Resolution(epsilon))
    }
}
