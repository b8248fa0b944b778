internal import Conformance
internal import Stats

/// The cases that were drawn again, in a run that draws suspicious cases again.
enum EscalationSection {
    /// The section; empty if the run draws no case again.
    static func blocks(_ run: ConformanceRun) -> [ReportBlock] {
        guard run.escalation != nil else { return [] }
        let again = run.cases.filter { !$0.stages.isEmpty }
        var table = MarkdownTable([
            ("initializer", .code), ("shape", .left), ("draw", .right), ("values", .right),
            ("share of the level", .right),
            ("test", .left), ("least adjusted p of this draw", .right), ("so far", .verdict),
        ])
        for result in again {
            for stage in result.stages {
                table.append([
                    result.claim,
                    Numerals.shape(result.shape),
                    String(stage.stage + 1),
                    Numerals.grouped(stage.count),
                    Numerals.six(Escalation.share(of: stage.stage)),
                    stage.test?.rawValue ?? "–",
                    Numerals.pValue(stage.leastAdjusted.value, log10: stage.leastAdjusted.log10),
                    label(stage.standing),
                ])
            }
        }
        let suspicion = Numerals.six(Escalation.suspicion)
        let introduction = """
            A case whose least adjusted p-value lies between the failure level and \(suspicion) is drawn again, under a \
            key of its own and with four times as many values, up to \(Escalation.limit) times, until a single draw is \
            beyond \(suspicion) or all draws together reject. Draw k = 1, 2, … has the share 3/4·(1/4)^(k-1) of the \
            level. The p-value of a test is the least p of its draws over their shares, and Holm runs over those, so \
            the chance of any deviation among correct initializers stays at most \(Numerals.six(run.alpha)). The other \
            tables show a case's last draw.
            """
        return [
            .paragraph(introduction),
            table.isEmpty ? .paragraph("No case was suspicious.") : .table(table),
        ]
    }

    // MARK: - Implementation

    private static func label(_ standing: CaseStage.Standing) -> String {
        switch standing {
        case .deviates: "FAIL"
        case .suspicious: "suspicious"
        case .cleared: "cleared"
        }
    }
}
