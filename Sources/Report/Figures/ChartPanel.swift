internal import Substrings

/// A frame with an axis at the bottom and one at the left, for curves and bars. Its scales begin and end at its
/// borders.
struct ChartPanel {
    let x: FigureScale
    let y: FigureScale

    private var left: Double { x.start }
    private var right: Double { x.end }
    private var top: Double { y.end }
    private var bottom: Double { y.start }

    /// Lines across the panel at the ticks, the axes, and the ticks' numbers.
    ///
    /// - Parameters:
    ///   - xLabels: labels of the ticks at the bottom; nil for none.
    ///   - yLabels: labels of the ticks at the left.
    func drawGrid(
        in drawing: inout SVGDrawing,
        xTicks: [Double],
        yTicks: [Double],
        xLabels: ((Double) -> String)? = label,
        yLabels: (Double) -> String = label
    ) {
        drawing.paths(
            xTicks.map { [(x($0), top), (x($0), bottom)] } + yTicks.map { [(left, y($0)), (right, y($0))] },
            "grid"
        )
        for tick in xTicks {
            if let xLabels { drawing.text(xLabels(tick), x(tick), bottom + 17, "note", .middle) }
        }
        for tick in yTicks { drawing.text(yLabels(tick), left - 7, y(tick) + 4, "note", .end) }
    }

    /// The axes, over what was drawn.
    func drawAxes(in drawing: inout SVGDrawing) {
        drawing.path([(left, top), (left, bottom), (right, bottom)], "axis")
    }

    /// Places of points; a point outside the panel is moved to its border.
    func points(_ values: [(Double, Double)]) -> [(x: Double, y: Double)] {
        values.map { (x($0.0), y($0.1)) }
    }

    /// A number as axes show it.
    static func label(_ x: Double) -> String {
        Numerals.format(x, digits: 6).replaced("-", by: "−").replaced("e−0", by: "e−")
    }

    /// A share as axes show it.
    static func percentLabel(_ x: Double) -> String { label(100 * x) + " %" }
}
