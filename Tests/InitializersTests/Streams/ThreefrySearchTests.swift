import Initializers
import TestSupport
import Testing

@Suite struct ThreefrySearchTests {
    /// A type of less precision that values are stored in after the draw.
    enum Stored: CaseIterable {
        case asDrawn, float, bfloat16, float16

        func values<S: WeightScalar>(_ scalars: [S]) -> [Double] {
            scalars.map {
                switch self {
                case .asDrawn: $0._widened
                case .float: Double(Float($0._widened))
                case .bfloat16: BFloat16(Float($0._widened))._widened
                case .float16: Float16(Float($0._widened))._widened
                }
            }
        }
    }

    static let laws: [StreamLaw] =
        [
            .uniform(low: 0, high: 0.01),
            .uniform(low: -0.05, high: 0.05),
            .uniform(low: 5, high: 6),
            .normal(mean: 0, standardDeviation: 0.02),
            .normal(mean: 0.5, standardDeviation: 0.3),
            .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -2, high: 2),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -1, high: 0.5),
        ]
        + [VarianceScaling.Distribution.uniform, .truncatedNormal, .untruncatedNormal].compactMap { distribution in
            (try? Fans(fanIn: 300, fanOut: 513)).map {
                .scaling(.init(.scale(1), mode: .fanAverage, distribution: distribution, fans: $0))
            }
        }

    /// Seeds at the beginning, across the middle, and at the end of all 64-bit seeds.
    static let ranges: [ClosedRange<UInt64>] = [
        0...4095, (1 << 32) - 700...(1 << 32) + 700, UInt64.max - 1000...UInt64.max,
    ]

    /// Draws tensors from planted seeds and expects the search to find each of them, alone if the clues are many.
    static func expectFound<S: WeightScalar>(
        _ type: S.Type,
        ranges: [ClosedRange<UInt64>] = ranges,
        draw: (UInt64) throws -> [S],
        clues: ([Double]) throws -> [WordClue],
        search: (ClosedRange<UInt64>, [WordClue]) -> [UInt64]
    ) throws {
        for range in ranges {
            for seed in [range.lowerBound, range.lowerBound + 333, range.upperBound] {
                let scalars = try draw(seed).prefix(40)
                for stored in Stored.allCases {
                    let clues = try clues(stored.values(Array(scalars)))
                    #expect(clues.count >= 20)
                    #expect(search(range, clues) == [seed], "\(S.self), \(stored), \(seed)")
                }
            }
        }
    }

    @Test("The search finds planted seeds of JAX", .tags(.property), arguments: laws)
    func jax(_ law: StreamLaw) throws {
        try expectFoundByJAX(law, Float.self)
        try expectFoundByJAX(law, Double.self)
        try expectFoundByJAX(law, BFloat16.self)
        try expectFoundByJAX(law, Float16.self)
    }

    private func expectFoundByJAX<S: WeightScalar>(_ law: StreamLaw, _ type: S.Type) throws {
        for layout in [JAX.Key.Layout.partitionable, .original] {
            for path in [[], [JAX.Key.Derivation.foldIn(9), .split(index: 1, count: 3), .split(index: 2, count: 3)]] {
                // An odd number of elements, so that the last word has no partner.
                let count = 67
                try Self.expectFound(
                    S.self,
                    draw: {
                        let key = JAX.Key($0, layout: layout, x64: true).derived(through: path)
                        return try key.draw(law, shape: [count], as: S.self).scalars
                    },
                    clues: { try JAX.Key.clues(from: $0, law: law, layout: layout, as: S.self) },
                    search: { range, clues in
                        JAX.Key.seeds(
                            in: range,
                            matching: clues,
                            limit: 3,
                            count: count,
                            layout: layout,
                            as: S.self,
                            through: path
                        )
                    }
                )
            }
        }
    }

    @Test("The search finds planted seeds of Keras on JAX", .tags(.property), arguments: laws)
    func keras(_ law: StreamLaw) throws {
        try Self.expectFound(
            Float.self,
            ranges: [0...4095, (1 << 32) - 1000...(1 << 32) - 1],
            draw: {
                var stream = Keras.JAXStream(seed: (Int($0), 0))
                return try stream.draw(law, shape: [50], as: Float.self).scalars
            },
            clues: { try Keras.JAXStream.clues(from: $0, law: law) },
            search: { Keras.JAXStream.seeds(in: $0, matching: $1, limit: 3, count: 50) }
        )
    }

    @Test("The search finds planted seeds of MLX", .tags(.property), arguments: laws)
    func mlx(_ law: StreamLaw) throws {
        try expectFoundByMLX(law, Float.self)
        try expectFoundByMLX(law, BFloat16.self)
        try expectFoundByMLX(law, Float16.self)
    }

    private func expectFoundByMLX<S: WeightScalar>(_ law: StreamLaw, _ type: S.Type) throws {
        try Self.expectFound(
            S.self,
            draw: {
                var key = MLX.Key($0)
                return try key.draw(law, shape: [67], as: S.self).scalars
            },
            clues: { try MLX.Key.clues(from: $0, law: law, as: S.self) },
            search: { MLX.Key.seeds(in: $0, matching: $1, limit: 3, count: 67) }
        )
        for earlier in [0, 3] {
            try Self.expectFound(
                S.self,
                draw: {
                    var generator = MLX.Generator(seed: $0)
                    for _ in 0..<earlier { _ = generator.next() }
                    return try generator.draw(law, shape: [66], as: S.self).scalars
                },
                clues: { try MLX.Key.clues(from: $0, law: law, as: S.self) },
                search: { MLX.Generator.seeds(in: $0, matching: $1, limit: 3, count: 66, after: earlier) }
            )
        }
    }

    @Test("No value's own word is excluded", .tags(.property), arguments: laws)
    func ownWords(_ law: StreamLaw) throws {
        // 20,000 values reach the tails, where the inverse error function is least exact.
        let count = 20_000
        let single = try JAX.Key(3).draw(law, shape: [count], as: Float.self).scalars
        let clues = try JAX.Key.clues(from: single.map(Double.init), law: law)
        #expect(JAX.Key.seeds(in: 0...10, matching: clues, limit: 9, count: count) == [3])
        var key = MLX.Key(3)
        let other = try key.draw(law, shape: [count], as: Float.self).scalars
        let otherClues = try MLX.Key.clues(from: other.map(Double.init), law: law)
        #expect(MLX.Key.seeds(in: 0...10, matching: otherClues, limit: 9, count: count) == [3])
    }

    @Test("All instruction sets find the same seeds, at most the limit", .tags(.property))
    func limits() {
        let clues = [WordClue(index: 1, mask: 0xFF00_0000, range: 0x0100_0000...0x0A00_0000)]
        let expected = (0..<5000).filter { seed in
            clues[0].fits(word(1, JAX.Key(UInt64(seed))))
        }
        for set in InstructionSet.available {
            let found = JAX.Key.seeds(in: 0...4999, matching: clues, limit: 4999, count: 9, instructionSet: set)
            #expect(found == expected.map(UInt64.init))
            let some = JAX.Key.seeds(in: 3...4999, matching: clues, limit: 7, count: 9, instructionSet: set)
            #expect(some == Array(found.filter { $0 >= 3 }.prefix(7)))
        }
        #expect(JAX.Key.seeds(in: 0...9, matching: [], limit: 9, count: 9).isEmpty)
    }

    /// A word of a partitionable key.
    private func word(_ index: Int, _ key: JAX.Key) -> UInt32 {
        let (first, second) = key.split(index + 1)[index].data
        return first ^ second
    }

    @Test("A value that the law does not give has no seed", .tags(.negativeControl))
    func impossible() throws {
        let clues = try JAX.Key.clues(from: [0.5], law: .uniform(low: 0, high: 0.1))
        #expect(JAX.Key.seeds(in: 0...9999, matching: clues, limit: 9, count: 1).isEmpty)
        #expect(try JAX.Key.clues(from: [1, 1], law: .constant(1)).isEmpty)
    }
}
