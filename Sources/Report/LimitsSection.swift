internal import Conformance
internal import Stats

/// Closed-form limits and variances beside the observed ones, a table for each shape.
enum LimitsSection {
    static func render(_ run: ConformanceRun) -> String {
        let tables = run.plan.shapes.map { shape in
            "### Shape \(Figures.shape(shape))\n\n" + glorot(shape) + "\n\n"
                + table(run.cases.filter { $0.shape == shape })
        }
        let introduction = """
            For each initializer the closed form of its source, and what was drawn. *Limit* is the end of the support \
            (∞ for a normal law that is not truncated), *largest* the largest magnitude drawn. The variance is about \
            the closed-form mean; its standard error, from the closed-form kurtosis, is relative, like the ratio \
            that stands before it. Of a structured initializer, whose entries differ in law, the figures are those of an \
            entry at a place chosen at random; fans are the rows and columns of its matrix.
            """
        let structured = run.plan.structuredShapes.compactMap { shape -> String? in
            let cases = run.cases.filter { $0.shape == shape }
            guard !cases.isEmpty, !run.plan.shapes.contains(shape) else { return nil }
            return "### Shape \(Figures.shape(shape)), structured initializers only\n\n" + table(cases)
        }
        return ([introduction] + tables + structured).joined(separator: "\n\n")
    }

    // MARK: - Implementation

    /// Glorot's own limit and variance under each reading of the shape.
    private static func glorot(_ shape: [Int]) -> String {
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
                "- as \(layout): fan_in \(Figures.six(fans.fanIn)), fan_out \(Figures.six(fans.fanOut)), "
                    + "Glorot limit √(6/(fan_in+fan_out)) = \(Figures.six((6 / sum).squareRoot())), "
                    + "Glorot variance 2/(fan_in+fan_out) = \(Figures.six(2 / sum))"
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func table(_ cases: [CaseResult]) -> String {
        var table = MarkdownTable([
            ("initializer", .left), ("fan_in", .right), ("fan_out", .right), ("limit", .right), ("largest", .right),
            ("variance", .right), ("observed variance", .right), ("ratio", .right), ("± s.e.", .right),
            ("verdict", .left),
        ])
        for result in cases {
            guard let law = result.distribution, let outcome = result.outcome else {
                table.append(["`\(result.claim)`"] + Array(repeating: "–", count: 8) + [result.verdict.label])
                continue
            }
            let isConstant = law.variance == 0 || result.law?.isDeterministic == true
            let error = ((law.excessKurtosis + 2) / Double(outcome.count)).squareRoot()
            table.append([
                "`\(result.claim)`",
                result.fans.map { Figures.six($0.fanIn) } ?? "–",
                result.fans.map { Figures.six($0.fanOut) } ?? "–",
                limit(law),
                Figures.six(max(abs(outcome.minimum), abs(outcome.maximum))),
                Figures.six(law.variance),
                Figures.six(outcome.variance),
                isConstant ? "–" : Figures.six(outcome.variance / law.variance),
                isConstant ? "–" : Figures.format(error, digits: 2),
                result.verdict.label,
            ])
        }
        return table.text
    }

    private static func limit(_ law: any Distribution) -> String {
        let bound = max(abs(law.support.lowerBound), abs(law.support.upperBound))
        return bound.isFinite ? Figures.six(bound) : "∞"
    }
}
