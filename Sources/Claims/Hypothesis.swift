public import NumberTypes
public import Stats

/// A claim resolved at a shape and a number type: fans, law, distribution, and the lattices that its values may lie on.
///
/// It is a class so that tensors of one claim and shape share one.
public final class Hypothesis: Sendable {
    /// The claim; nil for tensors of several claims that are taken together.
    public let claim: Claim?

    /// The claim as it was written; for several claims, all of them.
    public let text: String

    /// The name of the scheme.
    public let scheme: String

    /// The shape of one tensor.
    public let shape: [Int]

    /// The type of the values.
    public let numberType: NumberType

    /// The fans, if the law depends on them.
    public let fans: ClaimedFans?

    /// The law.
    public let law: ClaimedLaw

    /// The law as a distribution. If entries depend on one another, that of a single entry.
    public let distribution: any Distribution

    /// The roundings by which 16-bit values may have come from the law. Any one of them will do; empty for wider types.
    package let roundings: [LatticeLaw.Rounding]

    /// A claim about a tensor.
    ///
    /// - Parameters:
    ///   - claim: what is claimed.
    ///   - shape: the shape of the tensor.
    ///   - numberType: the type of its values.
    ///   - fans: the fans, if the shape does not tell; nil for those of the claim's own rule.
    ///   - isOwn: whether this package drew it, which rounds to 16 bits in one way; otherwise everything that the claim
    ///     admits is allowed.
    /// - Throws: `ClaimError` if the claim has no law for the shape, or has one of real numbers and the values are
    ///   integers; `DistributionError` if the law's parameters are out of range.
    public init(
        _ claim: Claim,
        shape: [Int],
        numberType: NumberType,
        fans: ClaimedFans? = nil,
        isOwn: Bool = false
    ) throws {
        let claim = fans == nil ? claim.ofVector(shape) ?? claim : claim
        let law = try fans.map { fans throws(ClaimError) in try claim.law(fans: fans) } ?? claim.law(of: shape)
        let distribution = try law.distribution()
        if numberType.isExact, distribution.variance > 0, !law.isDeterministic {
            throw ClaimError.realNumbers(claim: claim.text, numberType)
        }
        self.claim = claim
        (text, scheme) = (claim.text, claim.scheme.name)
        (self.shape, self.numberType, self.law, self.distribution) = (shape, numberType, law, distribution)
        self.fans = try fans ?? claim.fans(of: shape)
        roundings =
            if numberType.sixteenBitFormat == nil {
                []
            } else if isOwn {
                [SixteenBitRounding.own.lattice(for: law)]
            } else {
                claim.latticeRoundings(for: law)
            }
    }

    /// Values of several tensors, all moved to one law.
    ///
    /// - Throws: `DistributionError` if the law's parameters are out of range.
    package init(pooling claims: String, scheme: String, law: ClaimedLaw, count: Int) throws {
        claim = nil
        (text, self.scheme, self.law) = (claims, scheme, law)
        (shape, numberType, fans, roundings) = ([count], .float32, nil, [])
        distribution = try law.distribution()
    }

    /// Another law in place of a hypothesis' own, for the same tensor, or for its values in another type.
    ///
    /// - Throws: `DistributionError` if the law's parameters are out of range.
    package init(_ law: ClaimedLaw, insteadOf other: Hypothesis, numberType: NumberType) throws {
        (claim, text, scheme) = (other.claim, other.text, other.scheme)
        (shape, self.numberType, fans, self.law) = (other.shape, numberType, other.fans, law)
        distribution = try law.distribution()
        roundings =
            numberType.sixteenBitFormat == nil
            ? [] : claim?.latticeRoundings(for: law) ?? [SixteenBitRounding.once.lattice(for: law)]
    }

    /// Whether entries are drawn independently: not constant, nor dependent on one another.
    package var isEntrywise: Bool { distribution.variance > 0 && !law.isStructured }
}
