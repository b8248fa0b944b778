/// A normal law, whole or truncated, as the numbers that its transform reads.
///
/// With `v` in (-1, 1) from the element's word, `q = middle + half * v` is the parent's cdf less 1/2, and the value is
/// `mean + standardDeviation * quantile(1/2 + q)`, clamped to what the scalar type holds inside the bounds. Where
/// `|q| > NormalQuantile.centreLimit`, `q` is too coarse; there the tail probability is formed from the nearer end,
/// `tail + u * mass`, `u` being the distance of the word from that end as a fraction of all words. A normal law that is
/// not truncated has `middle = 0`, `half = 1/2`, no tails beyond its bounds, and mass 1.
struct NormalTransform: Sendable {
    let mean: Double
    let standardDeviation: Double
    let middle: Double
    let half: Double
    /// The parent's probability below the lower bound and above the upper one.
    let lowerTail: Double
    let upperTail: Double
    /// The parent's probability between the bounds.
    let mass: Double
    /// The least and the greatest value of the scalar type inside the bounds.
    let lowest: Double
    let highest: Double

    /// The cdf less 1/2 at `v`.
    @inline(__always)
    func centredProbability(_ v: Double) -> Double {
        middle + half * v
    }

    /// The value at `v`, where `inTail` is false.
    @inline(__always)
    func centralValue(_ v: Double) -> Double {
        scaled(NormalQuantile.centre(centredProbability(v)))
    }

    /// Whether the value at `v` is to come from `tailValue(isUpper:_:)`.
    @inline(__always)
    func inTail(_ v: Double) -> Bool {
        centredProbability(v).magnitude > NormalQuantile.centreLimit
    }

    /// Whether any `v` reaches the tails: the centred probability is greatest at the ends.
    var reachesTails: Bool { inTail(-1) || inTail(1) }

    /// The value whose word is at the fraction `u` of all words from the upper or the lower end.
    func tailValue(isUpper: Bool, _ u: Double) -> Double {
        let z = NormalQuantile.tail((isUpper ? upperTail : lowerTail) + u * mass)
        return scaled(isUpper ? z : -z)
    }

    @inline(__always)
    private func scaled(_ z: Double) -> Double {
        clamped(mean + standardDeviation * z, lowest, highest)
    }
}
