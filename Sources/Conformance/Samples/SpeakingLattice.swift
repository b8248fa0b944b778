internal import Stats

/// The law of 16-bit values that speaks for a sample, among those that its claim admits.
struct SpeakingLattice: Codable, Sendable {
    /// How the values were rounded from the claimed law.
    let rounding: LatticeLaw.Rounding

    /// How far the other laws that the claim admits lie from it: the largest distance of the cdfs.
    let spread: Double
}
