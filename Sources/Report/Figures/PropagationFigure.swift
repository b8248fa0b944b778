package import Conformance

/// Propagated signals in the form of figures 6 and 7 of Glorot & Bengio (2010): histograms of activations, and of
/// back-propagated gradients, by layer; above them the variances.
package enum PropagationFigure {
    /// The largest number of claims whose histograms are drawn; variances are drawn of one more.
    private static let histogramCount = 4

    private static let (leftPanel, rightPanel) = ((56.0, 308.0), (380.0, 622.0))

    /// The figure; nil without results.
    ///
    /// - Parameter results: the results of one network.
    package static func figure(_ results: [Propagation]) -> ReportFigure? {
        guard let network = results.first?.network else { return nil }
        let shown = Array(results.prefix(5))
        let rows = Array(results.prefix(histogramCount))
        let title = "Signals and gradients in a \(network.activation.rawValue) network at initialization"
        let notes = [
            "\(Numerals.counted(network.layerCount, "layer")) of "
                + "\(Numerals.counted(network.width, "unit")); inputs of variance 1, a gradient of variance 1 enters "
                + "above the last layer. Dashed: \(closedForm(network.activation))."
        ]
        var drawing = SVGDrawing(width: 640, height: 0)
        let keys = shown.enumerated().map { SVGDrawing.Key(sign: .line, style: "s\($0)", text: $1.claim) }
        let top = drawing.legend(keys, 20, drawing.heading(title, notes: notes) + 12) + 30
        let rowHeight = 132.0
        drawing.height = top + 210 + 44 + rowHeight * Double(rows.count) + 10
        drawVariances(shown, in: &drawing, top: top)
        let start = top + 210
        let order = layersShown(network.layerCount)
        let layerKeys = order.enumerated().map {
            SVGDrawing.Key(sign: .line, style: "s\($0)", text: "layer \($1 + 1)")
        }
        drawing.text("The values themselves, by layer: density over the value", 20, start + 14, "text")
        drawing.legend(layerKeys, 20, start + 34)
        for (index, result) in rows.enumerated() {
            drawHistograms(result, of: order, in: &drawing, top: start + 44 + rowHeight * Double(index))
        }
        return ReportFigure(
            name: "propagation",
            title: title,
            description: description(shown, notes),
            drawing: drawing
        )
    }

    // MARK: - Implementation

    private static func closedForm(_ activation: Activation) -> String {
        switch activation {
        case .linear, .tanh: "the linear regime, equations 5 and 6 of Glorot & Bengio (2010)"
        case .sigmoid: "the linear regime, 1/2 + s/4"
        case .relu: "the closed form for normal sums (He et al. 2015)"
        }
    }

    private static func description(_ results: [Propagation], _ notes: [String]) -> String {
        notes[0] + " "
            + results.map { result in
                let (first, last) = (result.layers[0], result.layers[result.layers.count - 1])
                return
                    "\(result.claim): activations from \(TextPropagation.figure(first.activationVariance)) in the first "
                    + "layer to \(TextPropagation.figure(last.activationVariance)) in the last, gradients from "
                    + "\(TextPropagation.figure(last.gradientVariance)) in the last to "
                    + "\(TextPropagation.figure(first.gradientVariance)) in the first."
            }.joined(separator: " ")
    }

    /// At most five layers, including the first and the last.
    private static func layersShown(_ count: Int) -> [Int] {
        guard count > 5 else { return Array(0..<count) }
        return (0..<5).map { $0 * (count - 1) / 4 }
    }

    // MARK: Variances

    private static func drawVariances(_ results: [Propagation], in drawing: inout SVGDrawing, top: Double) {
        let panels: [((Double, Double), String, (Propagation.Layer) -> Double, (Propagation.Layer) -> Double?)] = [
            (leftPanel, "Variance of the activations", \.activationVariance, \.linearActivationVariance),
            (rightPanel, "Variance of the gradients", \.gradientVariance, \.linearGradientVariance),
        ]
        for (place, heading, observed, expected) in panels {
            let values = results.flatMap(\.layers).flatMap { [observed($0), expected($0) ?? observed($0)] }
                .filter { $0 > 0 && $0.isFinite }
            // Whole powers of ten at both ends, at most a factor of 10^12 apart.
            let high = power(of: values.max() ?? 1, .up)
            let low = max(power(of: values.min() ?? 1, .down), high * 1e-12)
            let count = results[0].layers.count
            let panel = ChartPanel(
                x: FigureScale(0.7...Double(count) + 0.3, from: place.0, to: place.1),
                y: FigureScale(low...max(high, 10 * low), from: top + 150, to: top, isLogarithmic: true)
            )
            drawing.text(heading, place.0 - 36, top - 16, "text")
            panel.drawGrid(
                in: &drawing,
                xTicks: layersShown(count).map { Double($0 + 1) },
                yTicks: panel.y.ticks(4)
            )
            for (index, result) in results.enumerated() {
                let layers = result.layers.enumerated()
                let regime = layers.compactMap { layer in expected(layer.element).map { (Double(layer.offset + 1), $0) }
                }
                drawing.path(panel.points(regime), "s\(index) dash")
                let points = panel.points(layers.map { (Double($0.offset + 1), observed($0.element)) })
                drawing.path(points, "s\(index)")
                for point in points { drawing.circle(point.x, point.y, 3, "d\(index)") }
            }
            panel.drawAxes(in: &drawing)
            drawing.text("layer", (place.0 + place.1) / 2, top + 184, "note", .middle)
        }
    }

    private static func power(of x: Double, _ rule: FloatingPointRoundingRule) -> Double {
        var power = 1.0
        while power > x, power > 1e-300 { power /= 10 }
        while power * 10 <= x, power < 1e300 { power *= 10 }
        return rule == .up && power < x ? 10 * power : power
    }

    // MARK: Histograms

    private static func drawHistograms(
        _ result: Propagation,
        of order: [Int],
        in drawing: inout SVGDrawing,
        top: Double
    ) {
        drawing.text(result.claim, 20, top + 14, "code")
        for (place, name, histogram) in [
            (leftPanel, "activations", \Propagation.Layer.activations), (rightPanel, "gradients", \.gradients),
        ] {
            let histograms = order.map { result.layers[$0][keyPath: histogram] }
            drawing.text(name, place.1, top + 14, "note", .end)
            let peaks = histograms.map { histogram in histogram.counts.indices.map(histogram.density).max() ?? 0 }
            // The peaks of narrow layers are cut off, or they would hide the others.
            let sorted = peaks.sorted()
            let high = min(sorted.last ?? 1, 3 * sorted[sorted.count / 2])
            let panel = ChartPanel(
                x: FigureScale(histograms[0].range, from: place.0, to: place.1),
                y: FigureScale(0...max(1.05 * high, 1e-300), from: top + 106, to: top + 22)
            )
            panel.drawGrid(in: &drawing, xTicks: panel.x.ticks(4), yTicks: panel.y.ticks(2))
            for (index, histogram) in histograms.enumerated() {
                let step = (histogram.range.upperBound - histogram.range.lowerBound) / Double(histogram.counts.count)
                let points = histogram.counts.indices.map { bin in
                    (histogram.range.lowerBound + (Double(bin) + 0.5) * step, histogram.density(bin))
                }
                drawing.path(panel.points(points), "s\(index) fine")
            }
            panel.drawAxes(in: &drawing)
        }
    }
}
