internal import Claims
internal import Synchronization

/// The claims read last: many calls make the same few.
///
/// A thread that finds another one here reads its claim instead of waiting. In a process that was forked just then, the
/// other thread would never leave.
enum KnownClaims {
    private static let claims = Mutex<[Claim]>([])
    private static let limit = 16

    /// The claim of a text.
    ///
    /// - Throws: as `Claim.init(_:)`.
    static func claim(_ text: String) throws(ClaimError) -> Claim {
        let known = claims.withLockIfAvailable { claims in claims.first { $0.text == text } }
        if let known = known ?? nil { return known }
        let claim = try Claim(text)
        claims.withLockIfAvailable { claims in
            if claims.count == limit { claims.removeFirst() }
            claims.append(claim)
        }
        return claim
    }
}
