import Claims
import NumberTypes
import TestSupport
import Testing

@Suite struct SpacingTests {
    @Test(.tags(.property), arguments: [0, 1, -1, 0.02, 1.5e-42, 3e38, 65504, 1e-7])
    func `numbers are as far apart as the type has them`(x: Double) {
        #expect(NumberType.float32.spacing(about: x) == Double(Float(x).ulp))
        #expect(NumberType.float64.spacing(about: x) == x.ulp)
        #if !(os(macOS) && arch(x86_64))
            if abs(x) <= 65504 { #expect(NumberType.float16.spacing(about: x) == Double(Float16(x).ulp)) }
        #endif
        // bfloat16 is the upper half of a float32, with 16 fewer bits of the fraction.
        if x != 0, abs(x) > 1e-30 { #expect(NumberType.bfloat16.spacing(about: x) == Double(Float(x).ulp) * 65536) }
    }

    @Test(.tags(.knownAnswer)) func `a law is narrow where its standard deviation is below the spacing`() throws {
        #expect(ClaimedLaw.normal(mean: 1, standardDeviation: 0x1p-24).coarseSpacing(in: .float32) == 0x1p-23)
        #expect(ClaimedLaw.normal(mean: 1, standardDeviation: 0x1p-23).coarseSpacing(in: .float32) == nil)
        #expect(ClaimedLaw.normal(mean: 1, standardDeviation: 0x1p-24).coarseSpacing(in: .float64) == nil)
        #expect(ClaimedLaw.normal(mean: 0, standardDeviation: 1e-40).coarseSpacing(in: .float32) == nil)
        #expect(ClaimedLaw.constant(1).coarseSpacing(in: .bfloat16) == nil)
        #expect(ClaimedLaw.uniform(low: 1, high: 1.001).coarseSpacing(in: .bfloat16) == 0x1p-7)
    }
}
