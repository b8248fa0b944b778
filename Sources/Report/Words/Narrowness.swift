package import NumberTypes

/// The warning about a law that is narrower than the spacing of its type's numbers, which names the claim.
package func narrownessWarning(_ claim: String, _ type: NumberType, _ spacing: Double) -> String {
    "\(claim) is narrower than the spacing of \(type) there, \(Numerals.format(spacing, digits: 3)): most draws "
        + "are one of few values"
}
