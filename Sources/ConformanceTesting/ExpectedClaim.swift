public import Claims

/// What weights are expected to be: the call that made them, as text or as a claim already read.
public protocol ExpectedClaim: Sendable {
    /// The call in the framework's own words.
    var text: String { get }

    /// The claim that the call makes.
    ///
    /// - Throws: `ClaimError` if the text is not a known call.
    func claim() throws(ClaimError) -> Claim
}

extension String: ExpectedClaim {
    public var text: String { self }
    public func claim() throws(ClaimError) -> Claim { try Claim(self) }
}

extension Claim: ExpectedClaim {
    public func claim() -> Claim { self }
}
