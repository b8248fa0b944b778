internal import Claims
internal import Conformance
internal import Stats

/// The relative error of scale that a sample shows, by its size, and the place of the run's own cases.
enum SensitivityFigure {
    static func figure(_ run: ConformanceRun) -> ReportFigure {
        let curves = run.sensitivityCurves
        let draw = run.escalation == nil ? "a case decides" : "the first draw of a case decides"
        let title = "Which error of scale a sample shows, by its size"
        let notes = [
            "Relative error of the standard deviation that is noticed with probability 0.999, when \(draw) at the "
                + "level \(Numerals.format(run.caseLevel, digits: 3)). Above the dashed line a case is inconclusive."
        ]
        var drawing = SVGDrawing(width: 640, height: 430)
        var y = drawing.heading(title, notes: notes) + 12
        var keys = curves.enumerated().map { SVGDrawing.Key(sign: .line, style: "s\($0)", text: $1.name) }
        keys.append(.init(sign: .dot, style: "d4", text: "cases of this run"))
        y = drawing.legend(keys, 20, y) + 4
        let counts: ClosedRange<Double> = 256...1_073_741_824
        let panel = ChartPanel(
            x: FigureScale(counts, from: 66, to: 622, isLogarithmic: true),
            y: FigureScale(1e-4...1, from: 372, to: y, isLogarithmic: true)
        )
        // Powers of two, sixteen apart, in full.
        let sizes: [Double] = [256, 4096, 65_536, 1_048_576, 16_777_216, 268_435_456]
        panel.drawGrid(
            in: &drawing,
            xTicks: sizes,
            yTicks: panel.y.ticks(5),
            xLabels: { Numerals.grouped(Int($0)) },
            yLabels: ChartPanel.percentLabel
        )
        drawing.line(66, panel.y(run.resolvableScale), 622, panel.y(run.resolvableScale), "limit")
        for (index, curve) in curves.enumerated() {
            let points = curve.points.filter { $0.scale <= 1 }.map { (Double($0.count), $0.scale) }
            drawing.path(panel.points(points), "s\(index)")
        }
        var seen: Set<String> = []
        for result in run.cases {
            guard result.law?.isOrthogonal != true, let scale = result.sensitivity?.scale, scale <= 1,
                let count = result.outcome?.count
            else { continue }
            let (px, py) = (panel.x(Double(count)), panel.y(scale))
            // Most cases are of one size.
            guard seen.insert("\(SVGDrawing.number(px.rounded())) \(SVGDrawing.number(py.rounded()))").inserted else {
                continue
            }
            drawing.circle(px, py, 3.5, "d4")
        }
        panel.drawAxes(in: &drawing)
        drawing.text("number of values", 344, 408, "note", .middle)
        let description =
            notes[0] + " "
            + curves.compactMap { curve in
                curve.points.first { $0.count == 1 << 22 }.map {
                    "\(curve.name): \(Numerals.percent($0.scale)) at 4,194,304 values."
                }
            }.joined(separator: " ")
        return ReportFigure(name: "sensitivity", title: title, description: description, drawing: drawing)
    }
}
