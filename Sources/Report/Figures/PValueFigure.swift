internal import Conformance
internal import NumberTypes
internal import Stats

/// The p-values of a whole run against the uniform law that those of an exact test follow: their empirical cdf on
/// linear axes, and on logarithmic axes for the small ones.
enum PValueFigure {
    private static let tests: [(test: TestKind, words: String)] = [
        (.kolmogorovSmirnov, "Kolmogorov–Smirnov, exact"), (.chiSquare, "Pearson's χ², asymptotic"),
        (.mean, "mean, exact or a bound"), (.cells, "least likely cell, a bound"),
    ]

    /// The figure; nil for a run without two cases of single-precision draws.
    static func figure(_ run: ConformanceRun) -> ReportFigure? {
        // Only single-precision draws, whose p-values are exact up to rounding: in 16 bits all are bounds.
        let cases = run.cases.filter { $0.numberType == .float32 && $0.outcome?.histogram != nil }
        let series = tests.compactMap { test, words -> Series? in
            let p = cases.compactMap { $0.outcome?[test]?.pValue.value }.sorted()
            return p.count > 1 ? Series(words: words, sorted: p) : nil
        }
        guard let first = series.first else { return nil }
        let count = first.sorted.count
        let band = run.usualBand(count: UInt64(count)).distance
        let title = "The p-values of \(Numerals.grouped(count)) cases, and the uniform law"
        let notes = [
            "Share of p-values at or below p. Those of an exact test lie on the straight line up to chance. Those of a bound "
                + "lie below it, since a bound is conservative. Above it, sound samples would be rejected too often."
        ]
        var drawing = SVGDrawing(width: 640, height: 452)
        var y = drawing.heading(title, notes: notes) + 12
        var keys = series.enumerated().map { SVGDrawing.Key(sign: .line, style: "s\($0)", text: $1.words) }
        keys.append(.init(sign: .area, style: "band", text: "where an exact test's stay, 99 runs in 100"))
        y = drawing.legend(keys, 20, y) + 4
        let bottom = 400.0
        draw(
            series,
            in: &drawing,
            ChartPanel(x: FigureScale(0...1, from: 56, to: 316), y: FigureScale(0...1, from: bottom, to: y)),
            band: band,
            at: (0...100).map { Double($0) / 100 }
        )
        let scale: ClosedRange<Double> = 1e-3...1
        draw(
            series,
            in: &drawing,
            ChartPanel(
                x: FigureScale(scale, from: 376, to: 622, isLogarithmic: true),
                y: FigureScale(scale, from: bottom, to: y, isLogarithmic: true)
            ),
            // For small p-values Kolmogorov-Smirnov says little: a band of constant height is wide compared with them.
            band: nil,
            at: smallPlaces
        )
        drawing.text("p", 186, bottom + 36, "note", .middle)
        drawing.text("p, the small ones", 499, bottom + 36, "note", .middle)
        let description =
            notes[0] + " "
            + series.map {
                "\($0.words): \($0.share(at: 0.05)) at or below 0.05, \($0.share(at: 0.5)) at or below 0.5."
            }
            .joined(separator: " ")
        return ReportFigure(name: "p-values", title: title, description: description, drawing: drawing)
    }

    // MARK: - Implementation

    private struct Series {
        let words: String
        let sorted: [Double]

        /// The share of the p-values at or below p.
        func cdf(_ p: Double) -> Double {
            Double(sorted.count(where: { $0 <= p })) / Double(sorted.count)
        }

        func share(at p: Double) -> String { Numerals.format(cdf(p), digits: 3) }
    }

    /// Places from 1/1000 to 1, eighteen in each factor of ten.
    private static let smallPlaces: [Double] = {
        var places: [Double] = []
        for scale in [10_000.0, 1000, 100] {
            for step in stride(from: 10.0, to: 100, by: 5) { places.append(step / scale) }
        }
        return places + [1]
    }()

    private static func draw(
        _ series: [Series],
        in drawing: inout SVGDrawing,
        _ panel: ChartPanel,
        band: Double?,
        at places: [Double]
    ) {
        let ticks = panel.x.ticks(5)
        // Both axes begin at the same number, which is written once.
        panel.drawGrid(in: &drawing, xTicks: ticks, yTicks: Array(ticks.dropFirst()))
        if let band {
            let upper = places.map { ($0, $0 + band) }
            let lower = places.map { ($0, $0 - band) }
            drawing.path(panel.points(upper + lower.reversed()), "band", isClosed: true)
        }
        drawing.path(panel.points(places.map { ($0, $0) }), "limit")
        for (index, one) in series.enumerated().reversed() {
            drawing.path(panel.points(places.map { ($0, one.cdf($0)) }), "s\(index)")
        }
        panel.drawAxes(in: &drawing)
    }
}
