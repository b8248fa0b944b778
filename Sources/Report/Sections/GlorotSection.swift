import Claims
internal import Conformance
internal import Stats

/// Closed-form variance of every fan-scaled scheme over Glorot's, 2/(fan_in+fan_out), at the first shape of the plan.
enum GlorotSection {
    static func blocks(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        guard let shape = run.plan.shapes.first else { return [] }
        var table = MarkdownTable([
            ("initializer", .code), ("law", .left), ("variance / Glorot's", .right), ("Glorot's?", .left),
            ("source", .left),
        ])
        for claim in run.plan.claims {
            guard let fans = try? claim.fans(of: shape), let law = try? claim.law(of: shape).distribution() else {
                continue
            }
            let ratio = law.variance * (fans.fanIn + fans.fanOut) / 2
            table.append([
                claim.text,
                claim.scheme.closedForm,
                Numerals.six(ratio),
                abs(ratio - 1) < 1e-9 ? "yes" : "no",
                claim.scheme.source,
            ])
        }
        let introduction = """
            Closed-form variance over Glorot's 2/(fan_in+fan_out) at \(Numerals.shape(shape)), where the rules of He and \
            LeCun, which look at one fan only, depend on the shape. Two schemes of Glorot's variance may still be \
            different laws: uniform, normal, or truncated normal.
            """
        return [.paragraph(introduction)] + (figures?.variances.map { [.figure($0)] } ?? []) + [.table(table)]
    }
}
