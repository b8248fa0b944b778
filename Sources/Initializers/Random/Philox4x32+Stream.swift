extension Philox4x32 {
    /// Blocks that one pass of the vector loop makes.
    static let lanes = 4

    /// Writes the blocks `firstBlock ..< firstBlock + count` of a key's stream, four words each, one after the other.
    ///
    /// - Parameters:
    ///   - words: room for `4 * count` words, `count` rounded up to a multiple of `lanes`.
    ///   - count: the number of blocks.
    static func fillStream(_ words: UnsafeMutablePointer<UInt32>, firstBlock: UInt64, count: Int, key: Key) {
        typealias Lanes = SIMD4<UInt64>
        // Each 32-bit word lives in a 64-bit lane, whose upper half holds rubbish: the 32 x 32 -> 64 bit multiplication
        // reads lower halves only, exclusive or does not mix halves, and the store drops the upper ones. So a product
        // needs no unpacking.
        let low = Lanes(repeating: 0xFFFF_FFFF)
        let factor0 = Lanes(repeating: UInt64(multiplier0))
        let factor1 = Lanes(repeating: UInt64(multiplier1))
        let high2 = Lanes(repeating: UInt64(key.counterHigh.x))
        let high3 = Lanes(repeating: UInt64(key.counterHigh.y))
        var done = 0
        while done < count {
            let index = Lanes(repeating: firstBlock &+ UInt64(truncatingIfNeeded: done)) &+ Lanes(0, 1, 2, 3)
            var x = index
            var y = index &>> 32
            var z = high2
            var w = high3
            var key0 = key.cipher.x
            var key1 = key.cipher.y
            for _ in 0..<rounds {
                let product0 = factor0 &* (x & low)
                let product1 = factor1 &* (z & low)
                x = (product1 &>> 32) ^ y ^ Lanes(repeating: UInt64(key0))
                z = (product0 &>> 32) ^ w ^ Lanes(repeating: UInt64(key1))
                y = product1
                w = product0
                key0 &+= weyl0
                key1 &+= weyl1
            }
            let destination = words + 4 &* done
            for lane in 0..<lanes {
                destination[4 &* lane] = UInt32(truncatingIfNeeded: x[lane])
                destination[4 &* lane &+ 1] = UInt32(truncatingIfNeeded: y[lane])
                destination[4 &* lane &+ 2] = UInt32(truncatingIfNeeded: z[lane])
                destination[4 &* lane &+ 3] = UInt32(truncatingIfNeeded: w[lane])
            }
            done &+= lanes
        }
    }
}
