internal import Stats

/// Bars by tenths of the claimed law, for samples with many values beyond the histogram's range: the end interval there
/// would be a flat block that no law draws.
extension HistogramFigure {
    /// Whether more than a few values lie in an end interval that is much longer than the others.
    var hasFlatTail: Bool {
        let bars = bars
        guard bars.count > 2, let first = bars.first, let last = bars.last else { return false }
        let step = (histogram.range.upperBound - histogram.range.lowerBound) / Double(bars.count)
        return [first, last].contains { bar in
            bar.high - bar.low > 3 * step && Double(bar.bin.count) > 0.02 * Double(histogram.count)
        }
    }

    /// Draws a bar for each approximate tenth of the claimed law: intervals are joined, not cut. Its height is the
    /// number of values over the number that the law expects.
    func drawTenths(in drawing: inout SVGDrawing, from left: Double, to right: Double, top: Double, bottom: Double) {
        var bars: [(low: Double, high: Double, count: UInt64)] = []
        var (below, start, count) = (0.0, 0.0, UInt64(0))
        for (index, bin) in histogram.bins.enumerated() {
            below = min(1, below + bin.probability)
            count += bin.count
            let isLast = index == histogram.bins.count - 1
            // Stop at the edge nearest to the next tenth, at most half an interval before or after it.
            let next = isLast ? 0 : histogram.bins[index + 1].probability
            guard isLast || below + next / 2 >= start.tenth + 0.1 else { continue }
            bars.append((start, isLast ? 1 : below, count))
            (start, count) = (below, 0)
        }
        let heights = bars.map { bar in
            bar.high > bar.low ? Double(bar.count) / Double(histogram.count) / (bar.high - bar.low) : 0
        }
        let x = FigureScale(0...1, from: left, to: right)
        let panel = ChartPanel(x: x, y: FigureScale(0...1.06 * max(1.2, heights.max() ?? 1), from: bottom, to: top))
        panel.drawGrid(
            in: &drawing,
            xTicks: x.ticks(10),
            yTicks: panel.y.ticks(4),
            xLabels: { ChartPanel.percentLabel($0) }
        )
        for (bar, height) in zip(bars, heights) {
            let width = x(bar.high) - x(bar.low)
            drawing.rectangle(x(bar.low) + 1, panel.y(height), width - 2, bottom - panel.y(height), "bars")
        }
        drawing.line(left, panel.y(1), right, panel.y(1), "law")
        panel.drawAxes(in: &drawing)
    }
}

extension Double {
    /// The nearest tenth if the number is close to one, else the tenth below.
    fileprivate var tenth: Double {
        let nearest = (self * 10).rounded()
        return (abs(self * 10 - nearest) < 0.3 ? nearest : (self * 10).rounded(.down)) / 10
    }
}
