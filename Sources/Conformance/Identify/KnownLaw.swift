internal import Claims
internal import Stats

/// A law with all claims that state it for one shape. It is tested once, whatever the number of its names.
struct KnownLaw {
    let law: ClaimedLaw

    /// How the claims may round to 16 bits; this tells two laws apart only where the tensor has 16 bits.
    let roundings: [LatticeLaw.Rounding]

    /// The claims, in the order of `UsualClaims`.
    private(set) var claims: [Claim]

    /// How the tensor fared under the law, if it was not rejected: the smallest p-value, adjusted, and the likelihood.
    var pValue = Double.nan
    var logLikelihood = Double.nan

    /// The distinct laws that claims state for a tensor, in the order of their first claim.
    ///
    /// - Parameters:
    ///   - fans: the fans if they are stated.
    ///   - distinguishesRounding: whether the tensor has 16 bits.
    static func distinct(
        _ claims: [Claim],
        shape: [Int],
        fans: ClaimedFans?,
        distinguishesRounding: Bool
    ) -> [KnownLaw] {
        var laws: [KnownLaw] = []
        for claim in claims {
            // Laws of single numbers and of matrices have no fans to state.
            let stated = claim.scheme.fanRule == nil ? nil : fans
            guard let law = try? (stated.map { try claim.law(fans: $0) } ?? claim.law(of: shape)).simplified,
                (try? law.distribution()) != nil
            else {
                continue
            }
            let roundings = distinguishesRounding ? claim.latticeRoundings(for: law) : []
            if let place = laws.firstIndex(where: { $0.roundings == roundings && $0.law.isSame(as: law) }) {
                laws[place].claims.append(claim)
            } else {
                laws.append(KnownLaw(law: law, roundings: roundings, claims: [claim]))
            }
        }
        return laws
    }
}
