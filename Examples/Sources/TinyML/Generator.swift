/// SplitMix64 (Steele, Lea & Flood 2014), seeded.
struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Uniform on [0, 1), with 24 bits, which is what a Float holds.
    mutating func uniform() -> Float {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Float((z ^ (z >> 31)) >> 40) * 0x1p-24
    }
}
