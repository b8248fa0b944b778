/// The verdict on a case.
public enum Verdict: String, Hashable, Sendable {
    /// No test deviates, and an error of the size asked for would have been noticed.
    case conforms

    /// An adjusted p-value is at most the run's level.
    case deviates

    /// No test deviates, but the sample is too small to notice an error of the size asked for.
    case inconclusive

    /// The scheme has no law for the shape.
    case notApplicable = "not_applicable"
}
