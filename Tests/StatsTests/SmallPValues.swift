import Stats

/// How often p-values are small, and whether that is no more often than they say.
struct SmallPValues {
    private(set) var samples = 0
    private(set) var below = [0, 0]
    static let levels = [0.05, 0.01]

    mutating func add(_ pValue: Double) {
        samples += 1
        for (i, level) in Self.levels.enumerated() where !(pValue > level) { below[i] += 1 }
    }

    /// Whether a binomial law at the level reaches each of the numbers with a probability above one in a million.
    func areAsStated() throws -> Bool {
        try zip(Self.levels, below).allSatisfy { level, count in
            try Binomial(trials: Double(samples), probability: level).survival(atLeast: Double(count)).value > 1e-6
        }
    }
}
