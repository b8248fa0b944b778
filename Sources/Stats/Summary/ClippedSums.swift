/// What z^2 and z^4 have beyond their values at the clip of `KurtosisTest`, summed over the values beyond it.
struct ClippedSums: Hashable, Sendable {
    private(set) var second = 0.0
    private(set) var fourth = 0.0

    mutating func add(_ z: Double) {
        let clip = KurtosisTest.clip
        guard abs(z) > clip else { return }
        second += z * z - clip * clip
        fourth += z * z * (z * z) - clip * clip * (clip * clip)
    }

    mutating func merge(_ other: ClippedSums) {
        second += other.second
        fourth += other.fourth
    }
}
