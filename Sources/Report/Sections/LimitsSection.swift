internal import Claims
internal import Conformance
internal import Stats

/// Closed-form limits and variances beside the observed ones, a table for each shape.
enum LimitsSection {
    /// A row for each initializer, at the first shape of the plan.
    static func first(_ run: ConformanceRun) -> [ReportBlock] {
        guard let shape = run.plan.shapes.first else { return [] }
        var table = MarkdownTable([
            ("verdict", .verdict), ("initializer", .code), ("limit", .right), ("largest", .right),
            ("variance", .right), ("observed", .right), ("ratio", .right),
        ])
        let cases = run.cases.filter { $0.shape == shape }
        for result in cases where result.outcome != nil {
            let row = row(result)
            table.append([
                row.verdict, result.claim, row.limit, row.largest, row.variance, row.observed, row.ratio,
            ])
        }
        let others = cases.count { $0.outcome == nil }
        let introduction = """
            The closed form of each initializer's source at \(Numerals.shape(shape)), and what was drawn. *Limit* is the \
            end of the support (∞ for a normal law that is not truncated), *largest* the largest magnitude drawn, \
            *ratio* the observed variance over the closed form's. The other shapes, with fans and standard errors, are \
            in the details.
            """
        let rest = "\(Numerals.counted(others, "initializer")) more have no law at this shape."
        return [.paragraph(introduction), .list(glorot(shape)), .table(table)]
            + (others > 0 ? [.paragraph(rest)] : [])
    }

    /// A table for each shape of some cases.
    static func blocks(_ run: ConformanceRun, _ all: [Finding]) -> [ReportBlock] {
        let introduction = """
            The variance is about the closed-form mean; its standard error, from the closed-form kurtosis, is \
            relative, like the ratio before it. The entries of a structured initializer differ in law: its figures are \
            those of an entry at a place chosen at random.
            """
        let structured = run.plan.structuredShapes.filter { !run.plan.shapes.contains($0) }
        let tables = (run.plan.shapes + structured).flatMap { shape -> [ReportBlock] in
            let cases = all.filter { $0.shape == shape }
            guard !cases.isEmpty else { return [] }
            let words = structured.contains(shape) ? ", structured initializers only" : ""
            return [.heading(3, "Shape \(Numerals.shape(shape))\(words)"), .table(table(cases))]
        }
        return [.paragraph(introduction)] + tables
    }

    // MARK: - Implementation

    /// Glorot's own limit and variance under each reading of the shape.
    private static func glorot(_ shape: [Int]) -> [String] {
        var lines: [String] = []
        for rule in [FanRule.keras, .torch, .mlx] {
            guard let fans = try? rule.fans(of: shape) else { continue }
            let sum = fans.fanIn + fans.fanOut
            let layout =
                switch rule {
                case .torch: "[out, in, ...]"
                case .mlx: "[out, ..., in]"
                default: "[..., in, out]"
                }
            lines.append(
                "as \(layout): fan_in \(Numerals.six(fans.fanIn)), fan_out \(Numerals.six(fans.fanOut)), "
                    + "Glorot limit √(6/(fan_in+fan_out)) = \(Numerals.six((6 / sum).squareRoot())), "
                    + "Glorot variance 2/(fan_in+fan_out) = \(Numerals.six(2 / sum))"
            )
        }
        return lines
    }

    private static func table(_ cases: [Finding]) -> MarkdownTable {
        var table = MarkdownTable([
            ("verdict", .verdict), ("initializer", .code), ("fan_in", .right), ("fan_out", .right),
            ("limit", .right), ("largest", .right), ("variance", .right), ("observed variance", .right),
            ("ratio", .right), ("± s.e.", .right),
        ])
        for result in cases {
            let row = row(result)
            let fans = result.outcome == nil ? nil : result.fans
            table.append([
                row.verdict, result.claim, fans.map { Numerals.six($0.fanIn) } ?? "–",
                fans.map { Numerals.six($0.fanOut) } ?? "–", row.limit, row.largest, row.variance, row.observed,
                row.ratio, row.error,
            ])
        }
        return table
    }

    /// The cells of a case in both kinds of table.
    private struct Row {
        let verdict: String
        var limit = "–"
        var largest = "–"
        var variance = "–"
        var observed = "–"
        var ratio = "–"
        var error = "–"
    }

    private static func row(_ result: Finding) -> Row {
        var row = Row(verdict: result.verdict.label)
        guard let law = result.distribution, let outcome = result.outcome else { return row }
        row.limit = limit(result.law, law)
        row.largest = Numerals.six(max(abs(outcome.minimum), abs(outcome.maximum)))
        row.variance = Numerals.six(law.variance)
        row.observed = Numerals.six(outcome.variance)
        if law.variance == 0 || result.law?.isDeterministic == true { return row }
        row.ratio = Numerals.six(outcome.variance / law.variance)
        row.error = Numerals.format(((law.excessKurtosis + 2) / Double(outcome.count)).squareRoot(), digits: 2)
        return row
    }

    private static func limit(_ claimed: ClaimedLaw?, _ law: any Distribution) -> String {
        var bounds = [law.support.lowerBound, law.support.upperBound]
        // Bounds that a normal law never reaches are still stated.
        if case .truncatedNormal(let mean, let deviation, let low, let high)? = claimed {
            bounds = [mean + low * deviation, mean + high * deviation]
        }
        let bound = bounds.map(abs).max() ?? .infinity
        return bound.isFinite ? Numerals.six(bound) : "∞"
    }
}
