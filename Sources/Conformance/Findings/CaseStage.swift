public import Stats

/// One draw of a case that was drawn more than once.
public struct CaseStage: Sendable {
    /// The number of the draw: 0 for the first. Each has four times the values of the one before.
    public let stage: Int

    /// Number of values.
    public let count: Int

    /// What the tests found in this draw.
    public let results: [TestResult]

    /// The smallest adjusted p-value of this draw by itself, at its share of the level; 1 where it has none.
    public internal(set) var leastAdjusted: TailProbability = .one

    /// The test with the smallest adjusted p-value; nil where no test is rigorous.
    public internal(set) var test: TestKind?

    /// The standing of the case after this draw.
    public internal(set) var standing: Standing = .suspicious

    /// The standing of a case after one of its draws.
    public enum Standing: String, Hashable, Sendable {
        /// It deviates, by all draws so far.
        case deviates

        /// The draw's own p-values lie between the failure level and 10^-3.
        case suspicious

        /// The draw's own p-values lie above 10^-3.
        case cleared
    }
}
