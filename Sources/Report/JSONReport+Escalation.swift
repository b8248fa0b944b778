internal import Conformance
internal import Stats

/// The draws of the cases that were drawn again.
extension JSONReport {
    /// The run's escalation in the document; empty if there is none.
    static func escalation(of run: ConformanceRun) -> [(String, JSONValue)] {
        guard run.escalation != nil else { return [] }
        let figures: [(String, JSONValue)] = [
            ("suspicion", .number(Escalation.suspicion)), ("ratio", .number(Escalation.ratio)),
            ("limit", .integer(Escalation.limit)),
        ]
        return [("escalation", .object(figures))]
    }

    /// The draws of a case that was drawn again; empty for any other.
    static func stages(of result: Finding) -> [(String, JSONValue)] {
        guard !result.stages.isEmpty else { return [] }
        let stages = result.stages.map { stage -> JSONValue in
            .object([
                ("stage", .integer(stage.stage)),
                ("count", .integer(stage.count)),
                ("share", .number(Escalation.share(of: stage.stage))),
                ("finding", .string(stage.standing.rawValue)),
                ("test", stage.test.map { .string($0.rawValue) } ?? .null),
                ("least_adjusted_p_value", .number(stage.leastAdjusted.value)),
                ("tests", .array(stage.results.map { value($0, adjusted: nil) })),
            ])
        }
        return [("stages", .array(stages))]
    }
}
