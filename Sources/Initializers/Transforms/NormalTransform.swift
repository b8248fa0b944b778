/// A normal law, truncated or not, as the numbers that its transform reads.
///
/// With `v` in (-1, 1) from the element's word, `q = middle + half * v` is the parent's cdf minus 1/2, and the value is
/// `mean + standardDeviation * quantile(1/2 + q)`, clamped to the values that the scalar type has inside the bounds. If
/// `|q| > NormalQuantile.centreLimit`, `q` is too coarse. The tail probability is then formed from the nearer end,
/// `tail + u * mass`, where `u` is the distance of the word from that end as a fraction of all words. A normal law that
/// is not truncated has `middle = 0`, `half = 1/2`, no tails beyond its bounds, and mass 1.
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

    /// The cdf minus 1/2 at `v`.
    @inline(__always)
    func centredProbability(_ v: Double) -> Double {
        middle + half * v
    }

    /// The value at `v`, if `inTail` is false.
    @inline(__always)
    func centralValue(_ v: Double) -> Double {
        scaled(NormalQuantile.centre(centredProbability(v)))
    }

    /// Whether the value at `v` comes from `tailValue(isUpper:_:)`.
    @inline(__always)
    func inTail(_ v: Double) -> Bool {
        centredProbability(v).magnitude > NormalQuantile.centreLimit
    }

    /// Whether any `v` reaches the tails: the centred probability is greatest at the ends.
    var reachesTails: Bool { inTail(-1) || inTail(1) }

    /// The value of the word at distance `u` from the upper or the lower end, as a fraction of all words.
    func tailValue(isUpper: Bool, _ u: Double) -> Double {
        let z = NormalQuantile.tail((isUpper ? upperTail : lowerTail) + u * mass)
        return scaled(isUpper ? z : -z)
    }

    @inline(__always)
    private func scaled(_ z: Double) -> Double {
        clamped(mean + standardDeviation * z, lowest, highest)
    }
}
