public import Conformance

/// Whether tensors are as initializers left them, as JSON: the document of an identification, with a state for each tensor.
public enum JSONUntrained {
    /// The document, ending in a line break.
    public static func render(_ untrained: Untrained) -> String {
        JSONValue.object([
            ("schema", .integer(JSONReport.schema)),
            ("version", .string(ToolVersion.text)),
            ("alpha", .number(untrained.identification.alpha)),
            ("warnings", .array(untrained.identification.warnings.map { .string($0) })),
            ("cases", .array(untrained.cases.map(value))),
        ]).text() + "\n"
    }

    // MARK: - Implementation

    private static func value(_ one: Untrained.Case) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("file", .string(one.tensor.file)), ("tensor", .string(one.tensor.name)),
            ("type", .string(one.tensor.typeName)), ("shape", .array(one.tensor.shape.map { .integer($0) })),
            ("count", .integer(one.tensor.count)), ("state", .string(one.state.code)),
            ("words", .string(one.state.words)),
        ]
        switch one.state {
        case .drawn(let match): members += [("claim", .string(match.claim)), ("seed", JSONIdentification.seed(match))]
        case .conforms(let claim, let noticeable), .tooSmall(let claim, let noticeable):
            members += [("claim", .string(claim)), ("noticeable", .number(noticeable))]
        case .constant, .unlike, .unread: break
        }
        return .object(members)
    }
}
