/// The parameters of a law are invalid.
public enum DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The parameters lie outside the law's domain.
    case invalidParameters(law: String, found: String, expected: String)

    public var description: String {
        switch self {
        case .invalidParameters(let law, let found, let expected):
            "\(law): found \(found), expected \(expected)"
        }
    }
}
