public import NumberTypes

/// A claim that cannot be read, or does not fit a shape.
public enum ClaimError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text breaks the grammar.
    case syntax(claim: String, column: Int, found: String, expected: String)

    /// The text is longer than any claim.
    case tooLong(bytes: Int)

    /// No scheme has the name.
    case unknownName(String, nearest: [String])

    /// The name is that of a rule, which several calls draw by.
    case severalCalls(String, calls: [String])

    /// The name is known, but no claim can state its law; these calls are near it.
    case unstated(String, because: String, nearest: [String])

    /// The scheme has no such parameter, or too many values were passed.
    case unknownArgument(scheme: String, argument: String, expected: [String])

    /// A parameter has a value that it cannot have.
    case invalidArgument(scheme: String, argument: String, found: String, expected: String)

    /// The scheme needs fans, and the rule has none for the shape.
    case noFans(rule: FanRule, shape: [Int])

    /// The scheme has structured tensors, and the rule does not allow the shape.
    case unfitShape(rule: ShapeRule, shape: [Int])

    /// Fans are stated for a scheme with structured tensors, which has none.
    case fansOfStructured(scheme: String)

    /// The law is one of real numbers, but the values are integers or Booleans.
    case realNumbers(claim: String, NumberType)

    /// No tensor has the shape.
    case invalidShape([Int], expected: String)

    public var description: String {
        switch self {
        case .syntax(let claim, let column, let found, let expected):
            "claim '\(claim)', column \(column): found \(found), expected \(expected)"
        case .tooLong(let bytes):
            "claim: found \(bytes) bytes, expected at most \(ClaimParser.lengthLimit)"
        case .unknownName(let name, let nearest):
            "claim '\(name)': no initializer has this name"
                + (nearest.isEmpty
                    ? "; see glorot list"
                    : "; the nearest \(nearest.count == 1 ? "is" : "are") \(nearest.joined(separator: ", "))")
        case .severalCalls(let name, let calls):
            "claim '\(name)': that is the name of a rule, by which frameworks draw differently; write the call that "
                + "you made, one of \(calls.joined(separator: ", ")); glorot explain \(name) tells them apart"
        case .unstated(let name, let reason, let nearest):
            "claim '\(name)': \(reason); the nearest \(nearest.count == 1 ? "is" : "are") \(nearest.joined(separator: ", "))"
        case .unknownArgument(let scheme, let argument, let expected):
            "claim \(scheme): found argument \(argument), expected "
                + (expected.isEmpty ? "none" : expected.joined(separator: ", "))
                + (Scheme.Parameter.nearest(to: argument, of: expected).map { "; the nearest is \($0)" } ?? "")
        case .invalidArgument(let scheme, let argument, let found, let expected):
            "claim \(scheme), argument \(argument): \(found == "None" ? "not stated" : "found \(found)"), expected \(expected)"
        case .noFans(let rule, let shape):
            "no fans for shape \(shape): the rule is \(rule.summary)"
        case .unfitShape(let rule, let shape):
            "shape \(shape) does not fit: the rule is \(rule.summary)"
        case .fansOfStructured(let scheme):
            "fans are stated, but \(scheme) is about the shape itself"
        case .realNumbers(let claim, let type):
            "the values are \(type), but \(claim) is a law of real numbers"
        case .invalidShape(let shape, let expected):
            "shape \(shape): expected \(expected)"
        }
    }
}
