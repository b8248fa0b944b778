/// The excess of z^2 and z^4 over their values at the clip, summed over the values beyond it. The kurtosis test uses it
/// to form powers of clipped values.
struct ClippedSums: Hashable, Sendable {
    /// The magnitude at which z is clipped.
    static let clip = 4.5

    private(set) var second = 0.0
    private(set) var fourth = 0.0

    init() {}

    init(second: Double, fourth: Double) { (self.second, self.fourth) = (second, fourth) }

    mutating func add(_ z: Double) {
        let clip = Self.clip
        guard abs(z) > clip else { return }
        second += z * z - clip * clip
        fourth += z * z * (z * z) - clip * clip * (clip * clip)
    }

    mutating func merge(_ other: ClippedSums) {
        second += other.second
        fourth += other.fourth
    }
}
