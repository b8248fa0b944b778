import TestSupport
import Testing

import Stats

@Suite struct LatticeFormatTests {
    @Test(.tags(.knownAnswer))
    func `every bfloat16 pattern is the upper half of a Float`() {
        for pattern in UInt16.min...UInt16.max {
            let expected = Double(Float(bitPattern: UInt32(pattern) << 16))
            let found = SixteenBitFormat.bfloat16.value(pattern)
            #expect(found.isNaN ? expected.isNaN : found.bitPattern == expected.bitPattern)
        }
    }

    #if !(os(macOS) && arch(x86_64))
        @Test(.tags(.knownAnswer))
        func `every float16 pattern has the value of a Float16`() {
            for pattern in UInt16.min...UInt16.max {
                let expected = Double(Float16(bitPattern: pattern))
                let found = SixteenBitFormat.float16.value(pattern)
                #expect(found.isNaN ? expected.isNaN : found.bitPattern == expected.bitPattern)
            }
        }
    #endif

    @Test(.tags(.property), arguments: SixteenBitFormat.allCases)
    func `indices, neighbours and rounding intervals fit together`(format: SixteenBitFormat) throws {
        let last = format.largestIndex
        for index in -last...last {
            let pattern = try #require(format.pattern(at: index))
            let value = format.value(pattern)
            #expect(format.index(of: pattern) == index)
            let above = try #require(format.next(above: pattern))
            let below = try #require(format.next(below: pattern))
            #expect(format.value(below) < value && value < format.value(above))
            let interval = try #require(format.roundingInterval(of: pattern))
            #expect(format.nearest(value) == pattern)
            #expect(format.nearest(interval.lowerBound.nextUp) == pattern)
            #expect(format.nearest(interval.upperBound.nextDown) == pattern)
            // A midpoint goes to the even mantissa.
            let upper = format.nearest(interval.upperBound)
            #expect(upper == (pattern & 1 == 0 ? pattern : above) || (index == -1 && upper == 0))
        }
    }

    @Test func `the largest finite value ends where infinity begins`() {
        #expect(SixteenBitFormat.float16.greatestFiniteMagnitude == 65504)
        #expect(SixteenBitFormat.float16.roundingInterval(of: 0x7BFF) == 65488...65520)
        #expect(SixteenBitFormat.float16.nearest(65520) == 0x7C00)
        #expect(SixteenBitFormat.float16.next(above: 0x7BFF) == 0x7C00)
        #expect(SixteenBitFormat.float16.next(above: 0x7C00) == nil)
        #expect(SixteenBitFormat.float16.roundingInterval(of: 0x7C00) == nil)
        #expect(SixteenBitFormat.float16.index(of: 0x7C01) == nil)
        #expect(SixteenBitFormat.float16.roundingInterval(of: 0x8000) == -0x1p-25...0x1p-25)
        #expect(SixteenBitFormat.bfloat16.nearest(.nan) == 0x7FFF && SixteenBitFormat.bfloat16.value(0x7FFF).isNaN)
        #expect(SixteenBitFormat.bfloat16.nearest(-.infinity) == 0xFF80)
    }
}
