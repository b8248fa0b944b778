import Foundation
import Initializers
import TestSupport
import Testing

@Suite struct InstructionSetTests {
    /// Laws off centre, cut on one side, cut within the near or far tails, and hardly wider than the spacing of values, of
    /// subnormal ones too.
    static let laws: [WeightLaw] = [
        .constant(0.1),
        .uniform(low: -0.3, high: 0.1),
        .uniform(low: 1, high: 1.000_000_5),
        .normal(mean: 0, standardDeviation: 1),
        .normal(mean: -5, standardDeviation: 0.3),
        .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -2, high: 2),
        .truncatedNormal(mean: 3, standardDeviation: 0.7, low: -1, high: 3.5),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: -.infinity, high: -2.5),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: 3, high: 5),
        .truncatedNormal(mean: 1, standardDeviation: 1, low: 20, high: 20.5),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: -36, high: 0),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: -36, high: -35),
        .normal(mean: 0, standardDeviation: 1e-42),
    ]

    /// The first place where a fill differs from the scalar definition, or wrote outside its part of the memory.
    private func firstDifference<S: WeightScalar>(
        _ law: WeightLaw,
        _ expected: [S],
        key: Key,
        offset: Int,
        margin: Int,
        set: InstructionSet
    ) throws -> Int? {
        let count = expected.count
        let guardian: S = 12_345
        var memory = [S](repeating: guardian, count: count + 2 * margin)
        try memory.write(margin..<(margin + count)) {
            try law.fill(&$0, key: key, startingAt: offset, instructionSet: set)
        }
        let edges = [S](repeating: guardian, count: margin)
        return memory.firstDifference(from: edges + expected + edges)
    }

    private func expectDefinition<S: WeightScalar>(_ law: WeightLaw, as type: S.Type) throws {
        let key = Key(seed: 7)
        // Near the beginning; block 2^32 of the streams with one and with two words per element; an index of 63 bits.
        for offset in [0, 1, 2, 3, (1 << 33) - 35, (1 << 34) - 35, Int.max - 70] {
            let expected = try (0..<67).map { try law.element(at: offset + $0, key: key, as: type) }
            for set in InstructionSet.available {
                for count in 0...67 {
                    let difference = try firstDifference(
                        law,
                        [S](expected[..<count]),
                        key: key,
                        offset: offset,
                        margin: count % 17,
                        set: set
                    )
                    guard difference == nil else {
                        Issue.record("\(set), \(S.self), \(law), \(count) from \(offset): \(difference ?? 0)")
                        return
                    }
                }
            }
        }
    }

    @Test(.tags(.property), arguments: isQuickRun ? [laws[4], laws[6]] : laws)
    func `every instruction set gives the definition's bits, at every length and alignment`(law: WeightLaw) throws {
        try expectDefinition(law, as: Float.self)
        try expectDefinition(law, as: Double.self)
        try expectDefinition(law, as: BFloat16.self)
        #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
            try expectDefinition(law, as: Float16.self)
        #endif
    }

    @Test(.tags(.property), .disabled(if: isQuickRun), arguments: laws)
    func `every instruction set gives the definition's bits over many chunks`(law: WeightLaw) throws {
        let key = Key(seed: 8)
        let offset = 4_294_967_293
        let singles = try (0..<60_000).map { try law.element(at: offset + $0, key: key, as: Float.self) }
        let doubles = try (0..<60_000).map { try law.element(at: offset + $0, key: key, as: Double.self) }
        for set in InstructionSet.available {
            #expect(try firstDifference(law, singles, key: key, offset: offset, margin: 3, set: set) == nil, "\(set)")
            #expect(try firstDifference(law, doubles, key: key, offset: offset, margin: 3, set: set) == nil, "\(set)")
        }
    }

    @Test(.tags(.property)) func `every instruction set gives the stream's words, at every length and alignment`() {
        let key = Key(seed: 9)
        for offset in [0, 1, 2, 3, (1 << 34) - 35, .max - 66] as [UInt64] {
            let expected = (0..<67).map { key.word(offset + $0) }
            for set in InstructionSet.available {
                for count in 0...67 {
                    let margin = count % 17
                    var memory = [UInt32](repeating: 1, count: count + 2 * margin)
                    memory.write(margin..<(margin + count)) {
                        key.fillWords(&$0, startingAt: offset, instructionSet: set)
                    }
                    let edges = [UInt32](repeating: 1, count: margin)
                    #expect(memory.firstDifference(from: edges + expected[..<count] + edges) == nil, "\(set) \(count)")
                }
            }
        }
    }

    @Test(.tags(.knownAnswer), arguments: InstructionSet.available)
    func `the stream of words is the published known answer`(set: InstructionSet) {
        for (counter, key, block) in PhiloxTests.knownAnswers where counter.y < 1 << 30 {
            var words: [UInt32] = [0, 0, 0, 0]
            var span = words.mutableSpan
            let index = UInt64(counter.y) << 32 | UInt64(counter.x)
            Key(block: SIMD4(lowHalf: key, highHalf: counter.highHalf))
                .fillWords(&span, startingAt: 4 * index, instructionSet: set)
            #expect(words == [block.x, block.y, block.z, block.w])
        }
    }

    /// The first and the last words, and those around the middle, the refined ends and the tails' ends, which are found
    /// by bisection.
    private func extremeWords(_ law: WeightLaw) throws -> [UInt32] {
        let ends: [UInt32] = [0, 1 << 20, 1 << 23, 1 << 31, ~(1 << 23), ~(1 << 20), ~0]
        var words = ends.flatMap { word in [word &- 1, word, word &+ 1] }
        for (start, end) in [(UInt32(0), UInt32(1) << 31), (1 << 31, ~0)] {
            var (low, high) = (start, end)
            guard try law.isInTail(word: low) != law.isInTail(word: high) else { continue }
            while high - low > 1 {
                let middle = low + (high - low) / 2
                if try law.isInTail(word: middle) == law.isInTail(word: low) { low = middle } else { high = middle }
            }
            words += [low - 1, low, high, high + 1]
        }
        return words
    }

    @Test(.tags(.property), arguments: laws)
    func `every instruction set gives the definition's bits of extreme words`(law: WeightLaw) throws {
        let words = try extremeWords(law)
        for i in words.indices {
            let others = words[(i * 7 + 3) % words.count]
            let block = SIMD4(words[i], others, ~words[i], others &* 0x9E37_79B9)
            let place = InverseStream(of: block)
            #expect((0..<4).allSatisfy { place.key.word(4 * place.blockIndex + UInt64($0)) == block[$0] })
            let single = Int(4 * place.blockIndex)
            let double = Int(2 * place.blockIndex)
            let singles = try (0..<4).map { try law.element(at: single + $0, key: place.key, as: Float.self) }
            let doubles = try (0..<2).map { try law.element(at: double + $0, key: place.key, as: Double.self) }
            if words[i] >= 1 << 20, words[i] <= ~(1 << 20) {
                // No refinement: the word alone decides.
                #expect(try singles[0] == law.single(word: words[i]))
            }
            for set in InstructionSet.available {
                let place1 = try firstDifference(law, singles, key: place.key, offset: single, margin: 1, set: set)
                let place2 = try firstDifference(law, doubles, key: place.key, offset: double, margin: 1, set: set)
                #expect(place1 == nil && place2 == nil, "\(set), \(law), \(block)")
            }
        }
    }

    /// In double precision a fused operation rounds about half of 2,000 values differently.
    @Test(.tags(.negativeControl)) func `a fused multiplication and addition would be seen`() throws {
        let key = Key(seed: 10)
        let standard = WeightLaw.normal(mean: 0, standardDeviation: 1)
        let law = WeightLaw.normal(mean: 5, standardDeviation: 0.7)
        let fused = try (0..<2_000).map { index in
            5.addingProduct(0.7, try standard.element(at: index, key: key, as: Double.self))
        }
        for set in InstructionSet.available {
            #expect(try firstDifference(law, fused, key: key, offset: 0, margin: 0, set: set) != nil)
        }
    }

    @Test(.tags(.negativeControl)) func `one bit of one element, anywhere, would be seen`() throws {
        let key = Key(seed: 11)
        let law = WeightLaw.normal(mean: 0, standardDeviation: 1)
        let right = try (0..<67).map { try law.element(at: $0, key: key, as: Float.self) }
        for place in right.indices {
            var wrong = right
            wrong[place] = Float(bitPattern: wrong[place].bitPattern ^ 1)
            for set in InstructionSet.available {
                #expect(try firstDifference(law, wrong, key: key, offset: 0, margin: 2, set: set) == 2 + place)
            }
        }
    }

    @Test func `the sets go from the least to the best, and have different names`() {
        let sets = InstructionSet.available
        #expect(sets.first == .baseline && sets.last == .best)
        #expect(Set(sets.map(\.name)).count == sets.count)
    }

    #if os(Linux) && arch(x86_64)
        @Test func `a set is taken where the system says that the processor has it, and nowhere else`() throws {
            let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags") })
            let flags = Set(line.split(separator: " ").map(String.init))
            let names = InstructionSet.available.map(\.name)
            #expect(names.contains("avx2") == flags.contains("avx2"))
            let wide: Set = ["avx512f", "avx512dq", "avx512bw", "avx512vl"]
            #expect(names.contains("avx512") == flags.isSuperset(of: wide))
        }
    #endif
}
