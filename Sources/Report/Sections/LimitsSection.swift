internal import Claims
internal import Conformance
internal import Stats

/// Closed-form limits and variances beside the observed ones, a table for each shape.
enum LimitsSection {
    static func blocks(_ run: ConformanceRun) -> [ReportBlock] {
        let tables = run.plan.shapes.flatMap { shape -> [ReportBlock] in
            [
                .heading(3, "Shape \(Numerals.shape(shape))"), .list(glorot(shape)),
                .table(table(run.cases.filter { $0.shape == shape })),
            ]
        }
        let introduction = """
            For each initializer the closed form of its source, and what was drawn. *Limit* is the end of the support \
            (∞ for a normal law that is not truncated), *largest* the largest magnitude drawn. The variance is about \
            the closed-form mean; its standard error, from the closed-form kurtosis, is relative, like the ratio \
            that stands before it. Of a structured initializer, whose entries differ in law, the figures are those of an \
            entry at a place chosen at random; fans are the rows and columns of its matrix.
            """
        let structured = run.plan.structuredShapes.flatMap { shape -> [ReportBlock] in
            let cases = run.cases.filter { $0.shape == shape }
            guard !cases.isEmpty, !run.plan.shapes.contains(shape) else { return [] }
            return [
                .heading(3, "Shape \(Numerals.shape(shape)), structured initializers only"), .table(table(cases)),
            ]
        }
        return [.paragraph(introduction)] + tables + structured
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
            ("initializer", .code), ("fan_in", .right), ("fan_out", .right), ("limit", .right), ("largest", .right),
            ("variance", .right), ("observed variance", .right), ("ratio", .right), ("± s.e.", .right),
            ("verdict", .verdict),
        ])
        for result in cases {
            guard let law = result.distribution, let outcome = result.outcome else {
                table.append([result.claim] + Array(repeating: "–", count: 8) + [result.verdict.label])
                continue
            }
            let isConstant = law.variance == 0 || result.law?.isDeterministic == true
            let error = ((law.excessKurtosis + 2) / Double(outcome.count)).squareRoot()
            table.append([
                result.claim,
                result.fans.map { Numerals.six($0.fanIn) } ?? "–",
                result.fans.map { Numerals.six($0.fanOut) } ?? "–",
                limit(law),
                Numerals.six(max(abs(outcome.minimum), abs(outcome.maximum))),
                Numerals.six(law.variance),
                Numerals.six(outcome.variance),
                isConstant ? "–" : Numerals.six(outcome.variance / law.variance),
                isConstant ? "–" : Numerals.format(error, digits: 2),
                result.verdict.label,
            ])
        }
        return table
    }

    private static func limit(_ law: any Distribution) -> String {
        let bound = max(abs(law.support.lowerBound), abs(law.support.upperBound))
        return bound.isFinite ? Numerals.six(bound) : "∞"
    }
}
