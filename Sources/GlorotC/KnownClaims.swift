internal import Claims
internal import Synchronization

/// The claims read last: many calls make the same few.
enum KnownClaims {
    private static let claims = Mutex<[Claim]>([])
    private static let limit = 16

    /// The claim of a text.
    ///
    /// - Throws: as `Claim.init(_:)`.
    static func claim(_ text: String) throws(ClaimError) -> Claim {
        if let known = claims.withLock({ claims in claims.first { $0.text == text } }) { return known }
        let claim = try Claim(text)
        claims.withLock { claims in
            if claims.count == limit { claims.removeFirst() }
            claims.append(claim)
        }
        return claim
    }
}
