import Initializers
import Testing

@Suite struct KeyTests {
    @Test func `seeds and foldings give the keys that an independent implementation gives`() {
        for (key, words) in ReferenceValues.keys {
            #expect((0..<4).map { key.words[$0] } == words)
        }
    }

    @Test func `different seeds, numbers and names have different keys`() {
        var keys = (0..<1000).map { Key(seed: $0) }
        let parent = Key(seed: 1)
        keys += (-500..<500).map { parent.folding($0) }
        keys += [UInt64.max, .max - 1, 1 << 63].map { parent.folding($0) }
        keys += (0..<100).map { parent.folding(String(repeating: "\0", count: $0)) }
        keys += (0..<100).map { parent.folding("\($0)") }
        keys += (0..<100).map { parent.folding(1).folding($0) }
        #expect(Set(keys).count == keys.count)
    }

    @Test func `equal numbers give equal children whatever their type`() {
        #expect(Key(seed: 7).folding(3) == Key(seed: 7).folding(UInt64(3)))
        #expect(Key(seed: 7).folding(-1) != Key(seed: 7).folding(UInt64.max))
    }

    @Test func `a folded key repeats no words of its parent's stream`() throws {
        let parent = Key(seed: 1)
        for value in 0..<64 {
            let counter = SIMD4(UInt32(value), 0, parent.words.z, parent.words.w)
            let drawn = Philox4x32.block(counter: counter, key: parent.words.lowHalf)
            #expect(parent.folding(value).words != drawn)
            #expect(parent.folding(String(repeating: "a", count: value)).words != drawn)
        }
    }

    @Test func `a description is 32 digits`() {
        #expect(Key(seed: 1).description == "b1ced852fab64bd220ab9766b3bc8a8a")
    }
}
