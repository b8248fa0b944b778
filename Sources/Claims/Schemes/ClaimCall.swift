/// A claim as it was written: a name and arguments, with nothing looked up yet.
package struct ClaimCall: Hashable, Sendable {
    package var name: String
    package var arguments: [Argument]

    /// The arguments with which the call's result is called, as in GlorotUniform()(shape=(784, 256)).
    package var result: [Argument] = []

    package struct Argument: Hashable, Sendable {
        /// The label; nil if the argument was passed by position.
        package var label: String?
        package var value: ClaimValue
        package var column: Int
    }
}

/// The value of an argument in a claim.
public enum ClaimValue: Hashable, Sendable, CustomStringConvertible {
    /// A number, or an arithmetic expression of numbers.
    case number(Double)

    /// True or False.
    case boolean(Bool)

    /// Text in quotes.
    case text(String)

    /// None.
    case none

    /// A list in parentheses or brackets.
    case tuple([ClaimValue])

    /// A bare name, such as the tensor in `xavier_uniform_(w)`.
    case identifier(String)

    public var description: String {
        switch self {
        // A NaN's sign differs between processors.
        case .number(let value) where value.isNaN: "nan"
        case .number(let value): value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        case .boolean(let value): value ? "True" : "False"
        case .text(let text): "'\(text)'"
        case .none: "None"
        case .tuple(let values): "(\(values.map(\.description).joined(separator: ", ")))"
        case .identifier(let name): name
        }
    }
}
