import Initializers

/// Finds which stream has given words, and where, by inverting Philox's rounds.
struct InverseStream {
    /// A key whose stream has the words.
    let key: Key

    /// The number of their block.
    let blockIndex: UInt64

    /// The place of a block of words, in a stream where the element index is below 2^62.
    init(of block: SIMD4<UInt32>) {
        var candidate: UInt32 = 0
        while true {
            let cipher = SIMD2(0x1234_5678 &+ candidate, 0x9ABC_DEF0)
            let counter = Self.counter(of: block, cipher: cipher)
            let index = UInt64(counter.y) << 32 | UInt64(counter.x)
            if index < 1 << 60 {
                key = Key(block: SIMD4(lowHalf: cipher, highHalf: counter.highHalf))
                blockIndex = index
                return
            }
            candidate += 1
        }
    }

    /// The counter whose block under the cipher words is `block`.
    ///
    /// A round multiplies words 0 and 2 and puts the products' lower halves into words 3 and 1. An odd factor has an
    /// inverse modulo 2^32, which recovers the words and with them the upper halves.
    static func counter(of block: SIMD4<UInt32>, cipher: SIMD2<UInt32>) -> SIMD4<UInt32> {
        let factor0: UInt32 = 0xD251_1F53
        let factor1: UInt32 = 0xCD9E_8D57
        var words = block
        for round in (0..<10).reversed() {
            let key0 = cipher.x &+ UInt32(round) &* 0x9E37_79B9
            let key1 = cipher.y &+ UInt32(round) &* 0xBB67_AE85
            let x = words.w &* inverse(factor0)
            let z = words.y &* inverse(factor1)
            let upper0 = UInt32(truncatingIfNeeded: (UInt64(factor0) * UInt64(x)) >> 32)
            let upper1 = UInt32(truncatingIfNeeded: (UInt64(factor1) * UInt64(z)) >> 32)
            words = SIMD4(x, words.x ^ upper1 ^ key0, z, words.z ^ upper0 ^ key1)
        }
        return words
    }

    /// Newton's iteration: each step doubles the number of correct bits. The odd number itself has three.
    private static func inverse(_ odd: UInt32) -> UInt32 {
        var result = odd
        for _ in 0..<4 { result = result &* (2 &- odd &* result) }
        return result
    }
}
