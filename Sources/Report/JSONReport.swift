import Claims
public import Conformance
internal import Stats

/// A finished run as JSON; the document states the version of its schema.
public enum JSONReport {
    /// The version of the schema. A change that could break a reader raises it.
    public static let schema = 1

    /// The document, ending in a line break.
    public static func render(_ run: ConformanceRun) -> String {
        let deviates = run.cases.contains { $0.verdict == .deviates } || run.defects.contains { !$0.isCaught }
        let inconclusive = run.cases.contains { $0.verdict == .inconclusive }
        let verdict = deviates ? Verdict.deviates : inconclusive ? .inconclusive : .conforms
        let head: [(String, JSONValue)] = [
            ("schema", .integer(schema)),
            ("version", .string(ToolVersion.text)),
            ("verdict", .string(verdict.rawValue)),
            ("alpha", .number(run.alpha)),
            // A seed may exceed 2^53, and readers of JSON numbers would round it.
            ("seed", .string(String(run.seed))),
            ("resolution", .number(run.epsilon)),
            ("draws", .integer(run.drawCount)),
        ]
        let members: [(String, JSONValue)] = [
            ("cases", .array(run.cases.map { value($0) })),
            ("planted_defects", .array(run.defects.map(value))),
        ]
        return JSONValue.object(head + escalation(of: run) + members).text() + "\n"
    }

    /// A case under the schema that all documents share.
    ///
    /// - Parameter file: further members that identify the tensor.
    static func value(
        _ result: Finding,
        tensor: JSONValue = .null,
        file: [(String, JSONValue)] = []
    ) -> JSONValue {
        let members: [(String, JSONValue)] = [
            ("claim", .string(result.claim)),
            ("shape", .array(result.shape.map { .integer($0) })),
            ("count", .integer(result.count)),
            ("stream", result.digest.map { .string($0.description) } ?? .null),
            ("verdict", .string(result.verdict.rawValue)),
            ("cause", (result.diagnosisWords ?? result.reason).map { .string($0) } ?? .null),
            ("diagnosis", diagnosis(result)),
            ("closed_form", closedForm(result)),
            ("observed", observed(result)),
            ("tests", .array((result.outcome?.results ?? []).map { value($0, adjusted: result.adjusted[$0.test]) })),
            ("noticeable", noticeable(result.sensitivity)),
            ("intervals", intervals(result.intervals)),
        ]
        // A seed that was found takes the same form as one that was stated.
        let drawn: [(String, JSONValue)] =
            (result.stream ?? result.seed?.comparison).map { [("drawn", value($0))] } ?? []
        return .object([("tensor", tensor)] + file + members + drawn + stages(of: result))
    }

    // MARK: - Implementation

    private static func value(_ defect: DefectResult) -> JSONValue {
        .object([
            ("name", .string(defect.defect.name)),
            ("summary", .string(defect.defect.summary)),
            ("caught", .boolean(defect.isCaught)),
            ("case", value(defect.result)),
        ])
    }

    private static func value(_ comparison: StreamComparison) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("stream", .string(comparison.draw.stream.rawValue)), ("seed", .string("\(comparison.draw.seed)")),
            ("equal", .boolean(comparison.isEqual)),
        ]
        switch comparison.outcome {
        case .equal(let position, let ulps): members += [("position", .integer(position)), ("ulps", .number(ulps))]
        case .different(let count, let first, let found, let drawn, let position):
            members += [
                ("different", .integer(count)), ("first", .array(first.map { .integer($0) })),
                ("found", .number(found)), ("drawn", .number(drawn)), ("position", .integer(position)),
            ]
        case .undrawn: break
        }
        return .object(members)
    }

    private static func diagnosis(_ result: Finding) -> JSONValue {
        .array(
            result.diagnosis.map {
                .object([("code", .string($0.code)), ("words", .string($0.words(in: result)))])
            }
        )
    }

    private static func closedForm(_ result: Finding) -> JSONValue {
        guard let law = result.distribution else { return .null }
        return .object([
            ("fan_in", result.fans.map { .number($0.fanIn) } ?? .null),
            ("fan_out", result.fans.map { .number($0.fanOut) } ?? .null),
            ("low", .number(law.support.lowerBound)),
            ("high", .number(law.support.upperBound)),
            ("mean", .number(law.mean)),
            ("variance", .number(law.variance)),
        ])
    }

    private static func observed(_ result: Finding) -> JSONValue {
        guard let outcome = result.outcome else { return .null }
        return .object([
            ("minimum", .number(outcome.minimum)),
            ("maximum", .number(outcome.maximum)),
            ("mean", .number(outcome.mean)),
            ("variance", .number(outcome.variance)),
        ])
    }

    static func value(_ test: TestResult, adjusted: TailProbability?) -> JSONValue {
        let interval: [(String, JSONValue)] =
            test.leastPValue.map { [("p_value_interval", .array([.number($0.value), .number(test.pValue.value)]))] }
            ?? []
        return .object(
            [
                ("name", .string(test.test.rawValue)),
                ("tier", .string(test.tier.rawValue)),
                ("statistic", .number(test.statistic)),
                ("degrees_of_freedom", test.degreesOfFreedom.map { .integer($0) } ?? .null),
                ("p_value", .number(test.pValue.value)),
                ("log10_p_value", .number(test.pValue.log10)),
                ("adjusted_p_value", adjusted.map { .number($0.value) } ?? .null),
            ] + interval
        )
    }

    /// Confidence intervals; infinite ends are written as strings.
    private static func intervals(_ intervals: ParameterIntervals?) -> JSONValue {
        guard let intervals else { return .null }
        func ends(_ range: ClosedRange<Double>) -> JSONValue {
            .array([range.lowerBound, range.upperBound].map { .number($0) })
        }
        return .object([
            ("standard_deviation", ends(intervals.standardDeviation)), ("mean", ends(intervals.mean)),
        ])
    }

    private static func noticeable(_ sensitivity: Sensitivity?) -> JSONValue {
        guard let sensitivity else { return .null }
        return .object([
            ("probability", .number(Sensitivity.power)),
            ("relative_scale", .number(sensitivity.scale)),
            ("mean_shift", .number(sensitivity.mean)),
            ("cdf_distance", .number(sensitivity.distance)),
            ("missing_tail", .number(sensitivity.tail)),
        ])
    }
}
