import Initializers
import Testing

@Suite("Searches of NumPy's streams")
struct NumPySearchTests {
    /// Vectors that determine a seed among some thousands.
    static func named(_ stream: String) -> [StreamVector] {
        NumPyStreamTests.named(stream).filter { $0.values.count > 2 }
    }

    /// Seeds around a vector's.
    static func range(_ vector: StreamVector, last: UInt64 = .max) -> ClosedRange<UInt64> {
        let first = vector.seed < 9000 ? 0 : vector.seed - 9000
        return first...min(vector.seed + 1001, last)
    }

    @Test("The first values tell a seed of default_rng", arguments: named("numpy"), InstructionSet.available)
    func generator(vector: StreamVector, instructionSet: InstructionSet) {
        let seeds = NumPy.Generator.seeds(
            in: Self.range(vector),
            drawing: vector.firstValues,
            law: vector.law,
            limit: 10,
            instructionSet: instructionSet
        )
        #expect(seeds == [vector.seed])
    }

    @Test("The first single-precision values tell a seed", arguments: named("numpy-singles"), InstructionSet.available)
    func singles(vector: StreamVector, instructionSet: InstructionSet) {
        let seeds = NumPy.Generator.seeds(
            in: Self.range(vector),
            drawing: vector.firstValues,
            law: vector.law,
            draws: .singles,
            limit: 10,
            instructionSet: instructionSet
        )
        #expect(seeds == [vector.seed])
    }

    @Test("The first values tell a seed of RandomState", arguments: named("numpy-legacy"), InstructionSet.available)
    func randomState(vector: StreamVector, instructionSet: InstructionSet) {
        let seeds = NumPy.RandomState.seeds(
            in: Self.range(vector),
            drawing: vector.firstValues,
            law: vector.law,
            limit: 10,
            instructionSet: instructionSet
        )
        #expect(seeds == [vector.seed])
    }

    @Test("Clues are true of every seed's words")
    func clues() throws {
        let law = StreamLaw.uniform(low: -0.1, high: 0.4)
        for seed: UInt64 in 0..<200 {
            var (doubles, singles, halves) = (
                NumPy.Generator(seed: seed), NumPy.Generator(seed: seed), NumPy.Generator(seed: seed)
            )
            for values in [
                try doubles.draw(law, shape: [8], as: Double.self).scalars,
                try singles.draw(law, shape: [8]).scalars.map { Double($0) },
                try halves.draw(law, shape: [8], as: BFloat16.self).scalars.map { Double($0) },
            ] {
                let clues = NumPy.Generator.clues(values, law: law, count: values.count)
                #expect(NumPy.Generator.seeds(in: seed...seed, matching: clues, limit: 1) == [seed])
            }
            var state = NumPy.RandomState(seed: UInt32(seed))
            var halfState = state
            for values in [
                try state.draw(law, shape: [8]).scalars.map { Double($0) },
                try halfState.draw(law, shape: [8], as: BFloat16.self).scalars.map { Double($0) },
            ] {
                let clues = NumPy.RandomState.clues(values, law: law, count: values.count)
                #expect(NumPy.RandomState.seeds(in: seed...seed, matching: clues, limit: 1) == [seed])
            }
        }
    }

    @Test("A search goes on to the last seed, and stops at its limit")
    func limits() throws {
        let law = StreamLaw.uniform(low: 0, high: 1)
        // Fits one seed in four.
        let clue = WordClue(index: 1, mask: 0xC000_0000, range: 0...0)
        let all = NumPy.Generator.seeds(in: (.max - 9999) ... .max, matching: [clue], limit: .max)
        #expect((2200...2800).contains(all.count))
        #expect(NumPy.Generator.seeds(in: (.max - 9999) ... .max, matching: [clue], limit: 7) == Array(all.prefix(7)))
        let legacy = NumPy.RandomState.seeds(in: (1 << 32 - 10_000)...(1 << 40), matching: [clue], limit: .max)
        #expect((2200...2800).contains(legacy.count))
        #expect(NumPy.Generator.seeds(in: 0...99, matching: [], limit: 9).isEmpty)
        #expect(NumPy.Generator.clues([1.5], law: law, count: 1).isEmpty)
        #expect(NumPy.Generator.clues([0.5], law: .normal(mean: 0, standardDeviation: 1), count: 1).isEmpty)
    }

    @Test("Layers are found in the stream of one seed", arguments: [1, 42] as [UInt32])
    func positions(seed: UInt32) throws {
        let (uniform, normal) = (StreamLaw.uniform(low: -1, high: 1), StreamLaw.normal(mean: 0, standardDeviation: 0.1))
        var state = NumPy.RandomState(seed: seed)
        _ = try state.draw(uniform, shape: [100_000])
        let second = try state.draw(uniform, shape: [9]).scalars.map { Double($0) }
        let clues = NumPy.RandomState.clues(second, law: uniform, count: second.count)
        let start = NumPy.RandomState(seed: seed)
        #expect(start.positions(in: 0...1_000_000, matching: clues, limit: 5) == [200_000])

        let third = try state.draw(normal, shape: [33]).scalars.map { Double($0) }
        let fourth = try state.draw(normal, shape: [33]).scalars.map { Double($0) }
        let found = start.positions(in: 0...1_000_000, drawing: third, law: normal, limit: 5)
        let first = try #require(found.first)
        #expect(found.count == 1 && first.words >= 200_018 && !first.beginsWithinPair)
        var skipped = start
        skipped.skip(words: first.words)
        #expect(try skipped.draw(normal, shape: [33]).scalars.map { Double($0) } == third)
        let later = start.positions(in: 0...1_000_000, drawing: fourth, law: normal, limit: 5)
        #expect(later.count == 1 && later.allSatisfy { $0.beginsWithinPair && $0.words > first.words })
    }

    @Test("Layers are found in the stream of default_rng", arguments: [.doubles, .singles] as [NumPy.Generator.Draws])
    func generatorPositions(draws: NumPy.Generator.Draws) throws {
        let law = StreamLaw.uniform(low: -1, high: 1)
        var generator = NumPy.Generator(seed: 9)
        generator.draws = draws
        var start = generator
        _ = try generator.draw(law, shape: [99_999])
        let second = try generator.draw(law, shape: [9]).scalars.map { Double($0) }
        let third = try generator.draw(law, shape: [9])
        let clues = NumPy.Generator.clues(second, law: law, count: second.count, draws: draws)
        let expected = draws == .doubles ? 199_998 : 99_999
        #expect(start.positions(in: 0...300_000, matching: clues, limit: 5) == [expected])
        start.skip(words: 1000)
        #expect(start.positions(in: 0...300_000, matching: clues, limit: 5) == [expected - 1000])
        start.skip(words: expected - 1000 + (draws == .doubles ? 18 : 9))
        #expect(try start.draw(law, shape: [9]) == third)
    }
}
