/// The parameters of a law are invalid.
public enum DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The parameters lie outside the law's domain.
    case invalidParameters(law: String, found: String, expected: String)

    /// Parameters outside the domain of a law.
    static func outside(_ law: String, _ found: String, _ expected: String) -> Self {
        .invalidParameters(law: law, found: found, expected: expected)
    }

    public var description: String {
        switch self {
        case .invalidParameters(let law, let found, let expected):
            "\(law): found \(found), expected \(expected)"
        }
    }
}
