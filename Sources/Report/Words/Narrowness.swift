package import NumberTypes

/// What is said of a law that is narrower than its type's numbers are apart.
package enum Narrowness {
    /// The warning, which names the claim.
    package static func words(_ claim: String, _ type: NumberType, _ spacing: Double) -> String {
        "\(claim) is narrower than the numbers of \(type) are apart there, \(Numerals.format(spacing, digits: 3)): most draws "
            + "are one of few values"
    }
}
