import TestSupport
import Testing

@testable import Stats

@Suite struct KeyedFoldTests {
    /// The exclusive or of both halves of a product of 128 bits, summed.
    private static func sum(_ words: [UInt64], _ keys: [UInt64]) -> UInt64 {
        zip(words, keys).reduce(0) { sum, pair in
            let product = pair.0.multipliedFullWidth(by: pair.1)
            return sum &+ (product.high ^ product.low)
        }
    }

    @Test(.tags(.knownAnswer), arguments: KernelSet.available)
    func `every instruction set sums the products of 128 bits`(_ set: KernelSet) {
        var generator = SplitMix64(state: 76)
        let fold = KeyedFold(set)
        for count in [0, 1, 2, 3, 7, 8, 15, 16, 17, 63, 1000, 1024] {
            let keys = (0..<count).map { $0 % 5 == 4 ? UInt64.max : generator.next() }
            let bits = (0..<count).map { $0 % 7 == 6 ? UInt64.max : generator.next() }
            let floats = bits.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
            let doubles = bits.map { Double(bitPattern: $0) }
            let halves = bits.map { UInt16(truncatingIfNeeded: $0) }
            #expect(fold.words(floats, keys, count) == Self.sum(bits.map { $0 & 0xFFFF_FFFF }, keys))
            #expect(fold.halves(halves, keys, count) == Self.sum(bits.map { $0 & 0xFFFF }, keys))
            #expect(fold.doubles(doubles, keys, count) == Self.sum(bits, keys))
        }
    }
}
