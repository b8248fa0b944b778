public import Conformance

/// A finished verification as JSON, under the schema of the conformance report.
public enum JSONVerification {
    /// The document, ending in a line break.
    public static func render(_ verification: Verification) -> String {
        let verdict =
            verification.hasErrors
            ? "error"
            : (verification.deviatingCount > 0
                ? Verdict.deviates : verification.inconclusiveCount > 0 ? .inconclusive : .conforms).rawValue
        let pools = verification.pools.map { pool in
            JSONReport.value(pool.result, tensor: .array(pool.tensors.map { .string($0) }))
        }
        return JSONValue.object([
            ("schema", .integer(JSONReport.schema)),
            ("version", .string(ToolVersion.text)),
            ("verdict", .string(verdict)),
            ("cause", verification.emptiness.map { .string($0) } ?? .null),
            ("alpha", .number(verification.alpha)),
            ("seed", .null),
            ("resolve", .number(verification.resolvableScale)),
            ("warnings", .array(verification.warnings.map { .string($0) })),
            ("cases", .array(verification.cases.map(value))),
            ("pools", .array(pools)),
        ]).text() + "\n"
    }

    // MARK: - Implementation

    private static func value(_ tensor: TensorCase) -> JSONValue {
        let file: [(String, JSONValue)] =
            (tensor.part.map { [("part", .string($0))] } ?? [])
            + [("file", .string(tensor.file)), ("type", .string(tensor.typeName))]
        if case .tested(let result) = tensor.disposition {
            return JSONReport.value(result, tensor: .string(tensor.name), file: file)
        }
        let (verdict, cause): (String, String?) =
            switch tensor.disposition {
            case .tested, .unmatched: ("deviates", "no rule matches its name")
            case .compared(let other, let isSame):
                (isSame ? "conforms" : "deviates", isSame ? nil : "differs from \(other)")
            case .skipped(let reason): ("skipped", reason)
            case .empty: ("conforms", "there is nothing in it")
            case .unfit(let reason): ("unfit", reason)
            case .failed(let error), .unopened(let error): ("error", "\(error)")
            }
        let name: (String, JSONValue) =
            if case .unopened = tensor.disposition { ("tensor", .null) } else { ("tensor", .string(tensor.name)) }
        return .object(
            [name] + file + [
                ("claim", tensor.claim.map { .string($0) } ?? .null),
                ("shape", .array(tensor.shape.map { .integer($0) })),
                ("count", .integer(tensor.count)),
                ("verdict", .string(verdict)),
                ("cause", cause.map { .string($0) } ?? .null),
                ("tests", .array([])),
                ("noticeable", .null),
                ("intervals", .null),
            ]
        )
    }
}
