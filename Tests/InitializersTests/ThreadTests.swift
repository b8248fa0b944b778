import Initializers
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
            // Parts of 997 values: no multiple of a block of words.
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
}
