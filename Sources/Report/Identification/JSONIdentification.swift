public import Conformance

/// A finished identification as JSON, under the schema number of the conformance report.
public enum JSONIdentification {
    /// The document, ending in a line break.
    public static func render(_ identification: Identification) -> String {
        JSONValue.object([
            ("schema", .integer(JSONReport.schema)),
            ("version", .string(ToolVersion.text)),
            ("alpha", .number(identification.alpha)),
            ("warnings", .array(identification.warnings.map { .string($0) })),
            ("cases", .array(identification.cases.map(value))),
        ]).text() + "\n"
    }

    // MARK: - Implementation

    private static func value(_ tensor: IdentifiedTensor) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("file", .string(tensor.file)),
            ("tensor", .string(tensor.name)),
            ("type", .string(tensor.typeName)),
            ("shape", .array(tensor.shape.map { .integer($0) })),
            ("count", .integer(tensor.count)),
        ]
        switch tensor.disposition {
        case .empty:
            members += [("family", .null), ("error", .null)]
        case .unsupported:
            members += [("family", .null), ("unsupported", .boolean(true)), ("error", .null)]
        case .failed(let error):
            members += [("family", .null), ("error", .string("\(error)"))]
        case .identified(let identity):
            members += [
                ("family", family(identity.family)),
                ("alternatives", .array(identity.alternatives.map(family))),
                ("claims", .array(identity.claims.map(claim))),
                ("laws", .integer(identity.lawCount)),
                ("tested_laws", .integer(identity.testedLawCount)),
                ("mean", .number(identity.mean)),
                ("stddev", .number(identity.standardDeviation)),
                ("excess_kurtosis", .number(identity.excessKurtosis)),
                ("minimum", .number(identity.minimum)),
                ("maximum", .number(identity.maximum)),
                ("zeros", .integer(identity.zeroCount)),
                ("not_finite", .integer(identity.notFiniteCount)),
                ("outliers", .integer(identity.outlierCount)),
                ("padding_row", identity.paddingRow.map { .integer($0) } ?? .null),
                ("seed", identity.seed.map(seed) ?? .null),
                ("error", .null),
            ]
        }
        return .object(members)
    }

    private static func family(_ family: TensorFamily) -> JSONValue {
        .object([("name", .string(family.name))] + family.parameters.map { ($0.name, .number($0.value)) })
    }

    static func seed(_ match: SeedMatch) -> JSONValue {
        let draw = match.comparison.draw
        var members: [(String, JSONValue)] = [
            ("stream", .string(draw.stream.rawValue)), ("seed", .string("\(draw.seed)")),
            ("claim", .string(match.claim)),
        ]
        if case .equal(let position, let ulps) = match.comparison.outcome {
            members += [("position", .integer(position)), ("ulps", .number(ulps))]
        }
        members.append(("others", .array(match.others.map { .string($0.rawValue) })))
        return .object(members + [("log10_chance", .number(match.log10Chance))])
    }

    private static func claim(_ claim: ConformingClaim) -> JSONValue {
        .object([
            ("claim", .string(claim.claim)),
            ("scale_ratio", .number(claim.scaleRatio)),
            ("adjusted_p_value", .number(claim.pValue)),
        ])
    }
}
