/// Philox4x32-10: a bijection of 128-bit counters, chosen by a 64-bit key, whose outputs behave like random words.
///
/// Salmon, Moraes, Dror, Shaw: *Parallel random numbers: as easy as 1, 2, 3*, SC 2011, section 3.3, DOI
/// 10.1145/2063384.2063405. It keeps nothing secret: it is not a cipher in that sense.
public enum Philox4x32 {
    /// The ten-round block of a counter.
    ///
    /// - Parameters:
    ///   - counter: four words, any values.
    ///   - key: two words, any values.
    /// - Returns: four words. With the same key, different counters give different blocks.
    /// - Complexity: O(1).
    public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var counter = counter
        var key = key
        for round in 0..<rounds {
            if round > 0 {
                key &+= SIMD2(weyl0, weyl1)
            }
            let product0 = UInt64(multiplier0) &* UInt64(counter.x)
            let product1 = UInt64(multiplier1) &* UInt64(counter.z)
            counter = SIMD4(
                UInt32(truncatingIfNeeded: product1 >> 32) ^ counter.y ^ key.x,
                UInt32(truncatingIfNeeded: product1),
                UInt32(truncatingIfNeeded: product0 >> 32) ^ counter.w ^ key.y,
                UInt32(truncatingIfNeeded: product0)
            )
        }
        return counter
    }

    // MARK: - Implementation

    // The paper's constants: two multipliers found by search; the golden ratio and sqrt(3) - 1, each in 32 bits.
    static let rounds = 10
    static let multiplier0: UInt32 = 0xD251_1F53
    static let multiplier1: UInt32 = 0xCD9E_8D57
    static let weyl0: UInt32 = 0x9E37_79B9
    static let weyl1: UInt32 = 0xBB67_AE85
}
