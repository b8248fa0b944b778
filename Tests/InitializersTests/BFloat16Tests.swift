import Initializers
import Testing

@Suite struct BFloat16Tests {
    static let all = (0...UInt16.max).map { BFloat16(bitPattern: $0) }

    /// The nearest finite bfloat16 magnitude or infinity, by the definition rather than by bits. The two neighbours are
    /// found by bisection among all magnitudes, and the distances are compared exactly. Infinity counts as `2^128`, the
    /// value that the next exponent would have.
    private func reference(_ value: Double) -> UInt16 {
        if value.isNaN { return 0x7FC0 }
        let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
        let magnitude = value.magnitude
        func position(_ bits: UInt16) -> Double { bits == 0x7F80 ? 0x1p128 : Double(BFloat16(bitPattern: bits)) }
        if magnitude >= 0x1p128 { return sign | 0x7F80 }
        var low: UInt16 = 0
        var high: UInt16 = 0x7F80
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if position(middle) <= magnitude { low = middle } else { high = middle }
        }
        // Both differences are exact, by Sterbenz' lemma or by the doubles' finer grid, and so is their comparison.
        let below = magnitude - position(low)
        let above = position(high) - magnitude
        if below < above { return sign | low }
        if below > above { return sign | high }
        return sign | (low % 2 == 0 ? low : high)
    }

    @Test func `every bit pattern widens exactly and comes back`() {
        for value in Self.all {
            let single = Float(value)
            let quiet: UInt16 = value.isNaN ? value.bitPattern | 0x0040 : value.bitPattern
            let isExact =
                single.bitPattern == UInt32(value.bitPattern) << 16 && BFloat16(single).bitPattern == quiet
                && (-value).bitPattern == value.bitPattern ^ 0x8000
            let isClassified =
                value.isNaN == single.isNaN && value.isFinite == single.isFinite
                && value.isInfinite == single.isInfinite
            let comesBack =
                value.isNaN
                ? BFloat16(Double(value)).isNaN && value != value
                : BFloat16(Double(value)).bitPattern == value.bitPattern && value == value
                    && value.hashValue == BFloat16(single).hashValue
            #expect(isExact && isClassified && comesBack, "\(value.bitPattern)")
        }
    }

    @Test func `ties go to even and their neighbours to the nearer side, everywhere`() {
        for bits in UInt16(0)..<0x7F80 {
            let low = Double(BFloat16(bitPattern: bits))
            let high = bits == 0x7F7F ? 0x1p128 : Double(BFloat16(bitPattern: bits + 1))
            let tie = low + (high - low) / 2
            for sign in [1.0, -1] {
                let signBit: UInt16 = sign < 0 ? 0x8000 : 0
                let even = signBit | (bits % 2 == 0 ? bits : bits + 1)
                let single = Float(sign) * Float(tie)
                let rounded = [
                    BFloat16(sign * tie), BFloat16(single),
                    // One unit of double precision off a tie, where rounding to single precision first would make a
                    // tie.
                    BFloat16(sign * tie.nextDown), BFloat16(sign * tie.nextUp),
                    BFloat16(Float(sign) * Float(tie).nextDown), BFloat16(Float(sign) * Float(tie).nextUp),
                ]
                let (low, high) = (signBit | bits, signBit | (bits + 1))
                guard rounded.map(\.bitPattern) == [even, even, low, high, low, high] else {
                    Issue.record("\(tie): \(rounded)")
                    return
                }
            }
        }
    }

    @Test func `rounding by way of single precision is another function, which the tests would notice`() {
        let value = (1 + 0x1p-8).nextUp
        #expect(BFloat16(Float(value)) == 1)
        #expect(BFloat16(value) == BFloat16(1).nextUp)
    }

    @Test func `scattered numbers round as the definition says`() {
        var state: UInt64 = 2026
        for i in 0..<200_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Every fourth value is anywhere among the doubles; the others have an exponent near those of bfloat16.
            var value = Double(bitPattern: state)
            if i % 4 != 0 {
                let exponent = 1023 - 160 + (state >> 33) % 300
                value = Double(bitPattern: state & 0x800F_FFFF_FFFF_FFFF | exponent << 52)
            }
            let expected = reference(value)
            let single = Float(value)
            let fromSingle = reference(Double(single))
            guard
                value.isNaN ? BFloat16(value).isNaN : BFloat16(value).bitPattern == expected,
                single.isNaN ? BFloat16(single).isNaN : BFloat16(single).bitPattern == fromSingle
            else {
                Issue.record("\(value)")
                return
            }
        }
    }

    @Test func `the edges of the range`() {
        #expect(BFloat16(0x1p-134) == 0 && BFloat16((0x1p-134).nextUp) == .leastNonzeroMagnitude)
        #expect(BFloat16(-0x1p-1074).bitPattern == 0x8000)
        #expect(BFloat16(3 * 0x1p-134).bitPattern == 2)
        let limit = (2 - 0x1p-8) * 0x1p127
        #expect(BFloat16(limit.nextDown) == .greatestFiniteMagnitude && BFloat16(limit) == .infinity)
        #expect(BFloat16(-Double.greatestFiniteMagnitude) == -.infinity)
        #expect(BFloat16(-Double.infinity) == -.infinity && BFloat16(Double.nan).isNaN)
        #expect(BFloat16(Float(bitPattern: 0xFF80_0001)).bitPattern == 0xFFC0)
        #expect(BFloat16.greatestFiniteMagnitude.description == "3.3895314e+38")
        #expect(BFloat16.leastNormalMagnitude == BFloat16(0x1p-126))
        #expect(0 == -(0 as BFloat16) && (-0.5 as BFloat16).magnitude == 0.5)
    }

    @Test func `neighbours are one step apart and never skip`() {
        let finite = Self.all.filter { !$0.isNaN && $0.bitPattern != 0x8000 }.sorted()
        for (value, next) in zip(finite, finite.dropFirst()) {
            guard value < next, value.nextUp == next, next.nextDown == value else {
                Issue.record("\(value), \(next)")
                return
            }
        }
        #expect(BFloat16(bitPattern: 0x8000).nextUp == .leastNonzeroMagnitude)
        #expect(BFloat16(bitPattern: 0x8001).nextUp.bitPattern == 0x8000)
        #expect(BFloat16.infinity.nextUp == .infinity && (-BFloat16.infinity).nextUp == -.greatestFiniteMagnitude)
        #expect((-BFloat16.infinity).nextDown == -.infinity && BFloat16.nan.nextUp.isNaN)
    }
}
