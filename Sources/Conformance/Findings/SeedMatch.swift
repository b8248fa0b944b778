/// The stream and the seed that drew a tensor.
public struct SeedMatch: Hashable, Sendable {
    /// The claim whose call drew it.
    public let claim: String

    /// The comparison of all values.
    public let comparison: StreamComparison

    /// The other streams that draw the same values for the same seed.
    public internal(set) var others: [FrameworkStream] = []

    /// The decimal logarithm of a bound on the chance that values drawn otherwise match anything that was tried.
    public let log10Chance: Double
}
