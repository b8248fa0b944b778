public import Conformance

/// A finished verification as JSON, under the schema of the conformance report.
public enum JSONVerification {
    /// The document, ending in a line break.
    public static func render(_ verification: Verification) -> String {
        let verdict: Verdict =
            verification.deviatingCount > 0
            ? .deviates : verification.inconclusiveCount > 0 ? .inconclusive : .conforms
        return JSONValue.object([
            ("schema", .integer(JSONReport.schema)),
            ("verdict", .string(verdict.rawValue)),
            ("alpha", .number(verification.alpha)),
            ("seed", .null),
            ("resolve", .number(verification.resolvableScale)),
            ("warnings", .array(verification.warnings.map { .string($0) })),
            ("cases", .array(verification.cases.map(value))),
            (
                "pools",
                .array(
                    verification.pools.map { pool in
                        JSONReport.value(pool.result, tensor: .array(pool.tensors.map { .string($0) }))
                    }
                )
            ),
        ]).text() + "\n"
    }

    // MARK: - Implementation

    private static func value(_ tensor: TensorCase) -> JSONValue {
        if case .tested(let result) = tensor.disposition {
            return JSONReport.value(result, tensor: .string(tensor.name))
        }
        let (verdict, cause): (String, String?) =
            switch tensor.disposition {
            case .tested, .unmatched: ("deviates", "no rule matches its name")
            case .compared(let other, let isSame):
                (isSame ? "conforms" : "deviates", isSame ? nil : "differs from \(other)")
            case .skipped(let reason): ("skipped", reason)
            case .unfit(let reason): ("unfit", reason)
            case .failed(let error): ("error", "\(error)")
            }
        return .object([
            ("tensor", .string(tensor.name)),
            ("claim", .null),
            ("shape", .array(tensor.shape.map { .integer($0) })),
            ("count", .integer(tensor.count)),
            ("verdict", .string(verdict)),
            ("cause", cause.map { .string($0) } ?? .null),
            ("tests", .array([])),
            ("noticeable", .null),
        ])
    }
}
