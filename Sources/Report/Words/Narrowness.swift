package import NumberTypes

/// The warning about a law that is narrower than the spacing of its type's numbers.
package enum Narrowness {
    /// The warning, which names the claim.
    package static func words(_ claim: String, _ type: NumberType, _ spacing: Double) -> String {
        "\(claim) is narrower than the spacing of \(type) there, \(Numerals.format(spacing, digits: 3)): most draws "
            + "are one of few values"
    }
}
