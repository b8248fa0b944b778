import Claims
internal import Conformance
internal import NumberTypes
internal import Stats

/// Closed-form variance of every fan-scaled scheme over Glorot's, 2/(fan_in+fan_out), at the first shape of the plan.
enum GlorotSection {
    /// The schemes that look at both fans like Glorot's: their variance is a multiple of Glorot's, whatever the shape.
    static func first(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        guard let shape = run.plan.shapes.first else { return [] }
        let introduction = """
            Closed-form variance over Glorot's 2/(fan_in+fan_out), of the schemes that look at both fans. Two schemes of \
            Glorot's variance may still be different laws: uniform, normal, or truncated normal. The rules of He and \
            LeCun look at one fan, so their ratio depends on the shape.
            """
        let claims = run.plan.claims.filter { claim in
            guard claim.drawnType == .float32, let ratio = ratio(claim, shape) else { return false }
            return run.plan.shapes.allSatisfy { other in
                self.ratio(claim, other).map { abs($0 / ratio - 1) < 1e-9 } ?? true
            }
        }
        return [.paragraph(introduction)] + (figures?.variances.map { [.figure($0)] } ?? [])
            + [
                .table(table(claims, shape)),
                .links("All schemes at \(Numerals.shape(shape))", [("every scheme", "\(ReportPage.folder)/schemes")]),
            ]
    }

    static func details(_ run: ConformanceRun) -> [ReportBlock] {
        guard let shape = run.plan.shapes.first else { return [] }
        let introduction = """
            Closed-form variance over Glorot's 2/(fan_in+fan_out) at \(Numerals.shape(shape)). The rules of He and \
            LeCun look at one fan only, so their ratio depends on the shape.
            """
        return [.paragraph(introduction), .table(table(run.plan.claims, shape))]
    }

    // MARK: - Implementation

    private static func ratio(_ claim: Claim, _ shape: [Int]) -> Double? {
        guard let fans = try? claim.fans(of: shape), let law = try? claim.law(of: shape).distribution() else {
            return nil
        }
        return law.variance * (fans.fanIn + fans.fanOut) / 2
    }

    private static func table(_ claims: [Claim], _ shape: [Int]) -> MarkdownTable {
        var table = MarkdownTable([
            ("Glorot's?", .left), ("initializer", .code), ("variance / Glorot's", .right), ("law", .left),
            ("source", .left),
        ])
        for claim in claims {
            guard let ratio = ratio(claim, shape) else { continue }
            table.append([
                abs(ratio - 1) < 1e-9 ? "yes" : "no",
                claim.text,
                Numerals.six(ratio),
                claim.scheme.closedForm,
                claim.scheme.source,
            ])
        }
        return table
    }
}
