/// A uniform law as the numbers that its transform reads: `value = middle + half * v`, `v` in (-1, 1).
struct UniformTransform: Sendable {
    let middle: Double
    let half: Double
    /// The least and the greatest value of the scalar type inside the interval.
    let lowest: Double
    let highest: Double

    /// The value at `v`, to be rounded once to the scalar type.
    @inline(__always)
    func value(_ v: Double) -> Double {
        // The bounds are values of the scalar type, so rounding cannot pass them.
        clamped(middle + half * v, lowest, highest)
    }
}

/// `value`, or the bound that it exceeds. Two selections, which processors have as minimum and maximum.
@inline(__always)
func clamped(_ value: Double, _ lowest: Double, _ highest: Double) -> Double {
    let raised = value < lowest ? lowest : value
    return raised > highest ? highest : raised
}
