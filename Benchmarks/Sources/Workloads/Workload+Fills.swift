internal import Initializers

extension Workload {
    /// Random words, and draws of each law in single precision, into reused memory.
    public static func fills(count: Int) -> [Workload] {
        let key = Key(seed: 1)
        let words = Memory<UInt32>(repeating: 0, count: count)
        let weights = Memory<Float>(repeating: 0, count: count)
        let streams = Workload("words", .nanosecondsPerElement, count: count) {
            fillWords(&words.values, key)
        }
        return [streams]
            + BenchmarkLaw.allCases.map { law in
                Workload("fill, \(law.rawValue)", .nanosecondsPerElement, count: count) {
                    try fill(&weights.values, law.weights, key)
                }
            }
    }

    /// The same draws on one thread and on `threads`, by the package's own call; empty if it has no such call.
    public static func threadedFills(count: Int, threads: Int) -> [Workload] {
        guard let fill = Wiring.threadedFill else { return [] }
        let weights = Memory<Float>(repeating: 0, count: count)
        return BenchmarkLaw.allCases.flatMap { law in
            [1, threads].map { threads in
                Workload("fill, \(law.rawValue), threads \(threads)", .nanosecondsPerElement, count: count) {
                    try fill(&weights.values, law.weights, Key(seed: 1), threads)
                }
            }
        }
    }

    /// Whether draws on `threads` threads have the same bits as on one; nil if the package has no such call.
    public static func threadsAgree(count: Int, threads: Int) throws -> Bool? {
        guard let fill = Wiring.threadedFill else { return nil }
        for law in BenchmarkLaw.allCases {
            var one = [Float](repeating: 0, count: count)
            var many = one
            try fill(&one, law.weights, Key(seed: 1), 1)
            try fill(&many, law.weights, Key(seed: 1), threads)
            guard one.elementsEqual(many, by: { $0.bitPattern == $1.bitPattern }) else { return false }
        }
        return true
    }

    // MARK: - Implementation

    private static func fillWords(_ words: inout [UInt32], _ key: Key) {
        var span = words.mutableSpan
        Wiring.fillWords(&span, key: key)
    }

    private static func fill(_ weights: inout [Float], _ law: WeightLaw, _ key: Key) throws {
        var span = weights.mutableSpan
        try Wiring.fill(&span, law, key: key)
    }
}
