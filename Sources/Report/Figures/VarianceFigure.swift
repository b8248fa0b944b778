import Claims
internal import Conformance
internal import NumberTypes
internal import Stats
internal import Substrings

/// Every scheme's variance over Glorot's at the plan's first shape, and how far the observed variance is from its closed
/// form, with error bars.
enum VarianceFigure {
    /// A claim, its variance over Glorot's, and the observed over the claimed variance, minus 1, with its standard error.
    private typealias Row = (claim: String, ratio: Double, error: Double, standardError: Double)

    private static let pitch = 15.0

    /// The figure; nil for a run without schemes that depend on fans.
    static func figure(_ run: ConformanceRun) -> ReportFigure? {
        guard let shape = run.plan.shapes.first else { return nil }
        let rows = rows(run, shape)
        guard !rows.isEmpty else { return nil }
        let title = "Variance of every scheme over Glorot's, at \(Numerals.shape(shape))"
        let notes = [
            "Left: the closed form over 2/(fan_in+fan_out), which Glorot's own schemes have. Right: how far the drawn "
                + "variance is from the scheme's closed form, in thousandths, with two standard errors to either side."
        ]
        var drawing = SVGDrawing(width: 720, height: 0)
        let top = drawing.heading(title, notes: notes) + 34
        let bottom = top + pitch * Double(rows.count) + 6
        drawing.height = bottom + 44
        let ratios = rows.map(\.ratio)
        let low = min(0.5, ratios.min() ?? 1) / 1.3
        let high = max(2, ratios.max() ?? 1) * 1.3
        let x = FigureScale(low...high, from: 306, to: 496, isLogarithmic: true)
        let end = 1.1 * (rows.map { abs($0.error) + 2 * $0.standardError }.max() ?? 0.001)
        let zoom = FigureScale(-end...end, from: 524, to: 702)
        let y = FigureScale(0...1, from: bottom, to: top)
        let left = ChartPanel(x: x, y: y)
        let right = ChartPanel(x: zoom, y: y)
        left.drawGrid(in: &drawing, xTicks: x.ticks(4), yTicks: [])
        right.drawGrid(
            in: &drawing,
            xTicks: zoom.ticks(4),
            yTicks: [],
            xLabels: { ChartPanel.label(1000 * $0) }
        )
        drawing.line(x(1), top, x(1), bottom, "law")
        drawing.line(zoom(0), top, zoom(0), bottom, "law")
        drawing.text("variance over Glorot's", 401, top - 10, "note", .middle)
        drawing.text("observed minus closed form, ‰", 613, top - 10, "note", .middle)
        for (index, row) in rows.enumerated() {
            let place = top + pitch * (Double(index) + 0.5) + 3
            drawing.text(short(row.claim), 298, place + 4, "code", .end)
            drawing.circle(x(row.ratio), place, 3.5, "d0")
            drawing.line(
                zoom(row.error - 2 * row.standardError),
                place,
                zoom(row.error + 2 * row.standardError),
                place,
                "s0"
            )
            drawing.circle(zoom(row.error), place, 3, "d0")
        }
        left.drawAxes(in: &drawing)
        right.drawAxes(in: &drawing)
        let description =
            notes[0]
            + " From \(rows[0].claim) with \(Numerals.six(rows[0].ratio)) to \(rows[rows.count - 1].claim) with "
            + "\(Numerals.six(rows[rows.count - 1].ratio)); \(rows.count(where: { abs($0.ratio - 1) < 1e-9 })) of "
            + "\(rows.count) schemes have Glorot's variance."
        return ReportFigure(name: "variances", title: title, description: description, drawing: drawing)
    }

    // MARK: - Implementation

    /// The cases at the shape whose law depends on fans and is drawn entry by entry, the largest variance first; cases
    /// of equal variance in the plan's order.
    private static func rows(_ run: ConformanceRun, _ shape: [Int]) -> [Row] {
        let rows = run.cases.compactMap { result -> Row? in
            guard result.shape == shape, result.numberType == .float32, let fans = result.fans,
                let law = result.distribution, law.variance > 0, let outcome = result.outcome,
                outcome.histogram != nil, result.law?.isStructured == false, outcome.variance.isFinite
            else { return nil }
            return (
                claim: result.claim,
                ratio: law.variance * (fans.fanIn + fans.fanOut) / 2,
                error: outcome.variance / law.variance - 1,
                standardError: ((law.excessKurtosis + 2) / Double(outcome.count)).squareRoot()
            )
        }
        // In steps of 10^-9: two closed forms of one ratio may differ in their last bits.
        return rows.enumerated().sorted {
            let (a, b) = ((1e9 * $0.element.ratio).rounded(), (1e9 * $1.element.ratio).rounded())
            return a == b ? $0.offset < $1.offset : a > b
        }.map(\.element)
    }

    /// A claim in at most 42 characters: without the module's path, then without its end.
    private static func short(_ claim: String) -> String {
        var text = claim.replaced("torch.nn.init.", by: "torch.").replaced("jax.nn.initializers.", by: "jax.")
            .replaced("mlx.nn.init.", by: "mlx.").replaced("tf.contrib.layers.", by: "tf.contrib.")
        if text.count > 42 { text = text.prefix(41) + "…" }
        return text
    }
}
