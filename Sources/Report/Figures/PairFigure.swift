internal import Conformance

/// The first values of a tensor against those of another, place by place: independent draws spread in all directions,
/// draws of one stream lie on a line.
enum PairFigure {
    static func figure(_ pairs: TensorEvidence.Pairs, of tensor: String, name: String) -> ReportFigure {
        let title = "One stream for two tensors"
        let notes = [
            "Each point is a place: across, the value of \(short(tensor)); up, that of \(short(pairs.other)); both in "
                + "standard deviations of their claims. Independent draws spread in all directions."
        ]
        var drawing = SVGDrawing(width: 326, height: 0)
        let top = drawing.heading(title, notes: notes) + 10
        drawing.height = top + 290
        let panel = ChartPanel(
            x: FigureScale(-4...4, from: 46, to: 302),
            y: FigureScale(-4...4, from: top + 256, to: top)
        )
        panel.drawGrid(in: &drawing, xTicks: panel.x.ticks(8), yTicks: panel.y.ticks(8))
        for point in pairs.points where point.x.isFinite && point.y.isFinite {
            drawing.circle(panel.x(point.x), panel.y(point.y), 2, "d0")
        }
        panel.drawAxes(in: &drawing)
        return ReportFigure(
            name: name,
            title: title,
            description: notes[0] + " \(pairs.points.count) places are drawn.",
            drawing: drawing
        )
    }

    // MARK: - Implementation

    /// The end of a long name, which tells most.
    private static func short(_ name: String) -> String {
        let name = name.withoutControls
        return name.count > 40 ? "…" + name.suffix(39) : name
    }
}
