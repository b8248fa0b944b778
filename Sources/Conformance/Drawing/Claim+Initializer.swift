public import Claims
public import Initializers

extension Claim {
    /// This package's initializer for the call, drawing under `key`.
    ///
    /// - Throws: `ClaimError.invalidArgument` for an argument that it cannot have.
    public func initializer(key: Key) throws(ClaimError) -> any Initializer {
        guard let make = DrawnSchemes.initializers[scheme.name] else {
            preconditionFailure("no initializer for \(scheme.name)")
        }
        return try make(arguments, key)
    }
}
