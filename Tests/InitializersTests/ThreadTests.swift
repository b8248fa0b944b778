import Initializers
import TestSupport
import Testing

@Suite struct ThreadTests {
    @Test func `parts that many threads draw are the parts of the whole`() async throws {
        let count = 10_000
        let key = Key(seed: 5).folding("threads")
        for law: WeightLaw in [
            .uniform(low: -1, high: 1), .normal(mean: 0, standardDeviation: 1),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2),
        ] {
            var whole = [Float](repeating: 0, count: count)
            var span = whole.mutableSpan
            try law.fill(&span, key: key)
            // Parts of 997 values, which is not a multiple of a block of words.
            let parts = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
                for start in stride(from: 0, to: count, by: 997) {
                    group.addTask {
                        var part = [Float](repeating: 0, count: min(997, count - start))
                        var span = part.mutableSpan
                        try law.fill(&span, key: key, startingAt: start)
                        return (start, part)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            let joined = parts.keys.sorted().flatMap { parts[$0] ?? [] }
            #expect(joined.map(\.bitPattern) == whole.map(\.bitPattern), "\(law)")
        }
    }

    /// Two threads draw `(3 << 16) + 17` elements in sections of 2^16 and one shorter section.
    private func expectSameBits<S: WeightScalar>(
        _ law: WeightLaw,
        as type: S.Type,
        count: Int = (3 << 16) + 17
    ) throws {
        // From an index inside a block.
        let key = Key(seed: 6)
        var whole = [S](repeating: 0, count: count)
        var span = whole.mutableSpan
        try law.fill(&span, key: key, startingAt: 5)
        for threads in [2, 3, 8] {
            var shared = [S](repeating: 0, count: count + 2)
            try shared.write(1..<(count + 1)) { try law.fill(&$0, key: key, startingAt: 5, threads: threads) }
            #expect(shared.firstDifference(from: [0] + whole + [0]) == nil, "\(law), \(threads) threads")
        }
    }

    @Test func `the number of threads does not change a bit`() throws {
        for law: WeightLaw in [
            .constant(2), .uniform(low: -1, high: 1), .normal(mean: 1, standardDeviation: 1),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2),
        ] {
            try expectSameBits(law, as: Float.self)
            try expectSameBits(law, as: Double.self)
            try expectSameBits(law, as: BFloat16.self)
        }
    }

    @Test func `long sections, which shorten towards the end, do not change a bit`() throws {
        try expectSameBits(.uniform(low: -1, high: 1), as: Float.self, count: (5 << 18) + 17)
    }

    @Test func `an initializer's tensor is the same from any number of threads, and has its bounds`() throws {
        let initializer = HeNormal(seed: 3)
        let shape = [400, 500]
        let tensor = try initializer(shape: shape).scalars
        var part = [Float](repeating: 0, count: 150_000)
        var span = part.mutableSpan
        try initializer.fill(&span, shape: shape, startingAt: 50_000, threads: 4)
        #expect(part.firstDifference(from: [Float](tensor[50_000...])) == nil)
        #expect(throws: InitializerError.rangeOutsideTensor(offset: 50_001, count: 150_000, elementCount: 200_000)) {
            var span = part.mutableSpan
            try initializer.fill(&span, shape: shape, startingAt: 50_001, threads: 4)
        }
    }

    @Test func `no thread is too few`() {
        #expect(throws: InitializerError.invalidParameter(name: "threads", value: 0, expected: "1 or more")) {
            var values: [Float] = [0]
            var span = values.mutableSpan
            try WeightLaw.uniform(low: 0, high: 1).fill(&span, key: Key(seed: 1), threads: 0)
        }
    }
}
