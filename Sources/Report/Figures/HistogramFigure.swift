internal import Conformance
internal import Stats

/// A case's values as a histogram against the closed-form density, and below it the difference between the empirical and
/// the closed-form cdf inside its Kolmogorov-Smirnov band.
struct HistogramFigure {
    let outcome: Battery.Outcome
    let histogram: SampleHistogram
    let law: any Distribution

    /// The band that the difference of most sound samples stays in, and the one beyond which a sample is rejected.
    let band, limit: ConformanceRun.DistanceBand

    /// Whether the values were drawn here rather than read.
    let isDrawn: Bool

    private static let (width, left, right) = (560.0, 66.0, 542.0)

    /// The figure's maker; nil for a case without a histogram.
    init?(_ result: Finding, of run: ConformanceRun) {
        guard let histogram = result.outcome?.histogram else { return nil }
        self.init(
            result,
            histogram: histogram,
            band: run.usualBand(of: result, count: histogram.count),
            limit: run.decisionBand(of: result, count: histogram.count),
            isDrawn: true
        )
    }

    /// The maker of a tensor's figure; nil if its evidence has no difference of cdfs.
    init?(_ result: Finding, _ evidence: TensorEvidence) {
        guard let difference = evidence.difference else { return nil }
        self.init(
            result,
            histogram: difference.histogram,
            band: difference.usualBand,
            limit: difference.decisionBand,
            isDrawn: false
        )
    }

    private init?(
        _ result: Finding,
        histogram: SampleHistogram,
        band: ConformanceRun.DistanceBand,
        limit: ConformanceRun.DistanceBand,
        isDrawn: Bool
    ) {
        guard let outcome = result.outcome, let law = result.distribution, outcome.minimum <= outcome.maximum else {
            return nil
        }
        (self.outcome, self.histogram, self.law) = (outcome, histogram, law)
        (self.band, self.limit, self.isDrawn) = (band, limit, isDrawn)
    }

    /// The figure under a title, with notes below it.
    func figure(name: String, title: String, notes: [String]) -> ReportFigure {
        var drawing = SVGDrawing(width: Self.width, height: 0)
        var y = drawing.heading(title, notes: notes) + 14
        // Everything below the heading has a fixed height.
        drawing.height = y + 32 + 228 + 32 + 130 + 50
        drawing.text(
            hasFlatTail
                ? "Values in each tenth of the claimed law, over the number that it expects there"
                : "Density of the values, and that of the law",
            20,
            y,
            "text"
        )
        y = drawing.legend(
            [
                .init(sign: .area, style: "bars", text: isDrawn ? "the values that were drawn" : "the values"),
                .init(sign: .line, style: "law", text: "the claimed law, in closed form"),
            ],
            20,
            y + 20
        )
        let x = FigureScale(domain, from: Self.left, to: Self.right)
        if hasFlatTail {
            drawTenths(in: &drawing, from: Self.left, to: Self.right - 10, top: y, bottom: y + 170)
        } else {
            drawDensity(in: &drawing, x: x, top: y, bottom: y + 170)
        }
        y += 228
        drawing.text(
            "Share \(isDrawn ? "drawn" : "of the values") up to each weight, minus the share that the law gives",
            20,
            y,
            "text"
        )
        y = drawing.legend(
            [
                isStepped(band: band.distance)
                    ? .init(sign: .area, style: "spread", text: "difference")
                    : .init(sign: .line, style: "s0", text: "difference"),
                .init(sign: .area, style: "band", text: "where 99 of 100 sound samples stay"),
                .init(sign: .line, style: "limit", text: "beyond: rejected"),
            ],
            20,
            y + 20
        )
        drawDifference(in: &drawing, x: x, top: y, bottom: y + 130, band: band.distance, limit: limit.distance)
        drawing.text("weight", (Self.left + Self.right) / 2, y + 165, "note", .middle)
        return ReportFigure(
            name: name,
            title: title,
            description: description(notes),
            drawing: drawing
        )
    }

    // MARK: - Implementation

    private func description(_ notes: [String]) -> String {
        let d = outcome.distance.map {
            "the largest difference between both cdfs is \(Numerals.format($0.d, digits: 4)); "
        }
        return notes.joined(separator: " ")
            + (hasFlatTail
                ? " The share of \(Numerals.grouped(Int(clamping: histogram.count))) values in each tenth of the claimed law; "
                : " A histogram of \(Numerals.grouped(Int(clamping: histogram.count))) values in "
                    + "\(histogram.bins.count) intervals against the closed-form density; ")
            + "\(d ?? "")"
            + "a sound sample stays within \(Numerals.format(band.distance, digits: 4)) with probability "
            + "\(Numerals.six(1 - band.level)), and beyond \(Numerals.format(limit.distance, digits: 4)), which has "
            + "probability \(Numerals.format(limit.level, digits: 3)), the case is rejected."
    }

    /// The part of the line that is drawn: the histogram's range, values beyond a bound up to a quarter of its length,
    /// and a margin.
    private var domain: ClosedRange<Double> {
        let range = histogram.range
        let length = range.upperBound - range.lowerBound
        // A law without bounds always has a few.
        let below = range.lowerBound > law.support.lowerBound ? length / 25 : length / 4
        let above = range.upperBound < law.support.upperBound ? length / 25 : length / 4
        let low = max(min(range.lowerBound, outcome.minimum), range.lowerBound - below)
        let high = min(max(range.upperBound, outcome.maximum), range.upperBound + above)
        return (low - length / 25)...(high + length / 25)
    }

    /// The lower and upper ends of the intervals, extended to the extremes at both ends, with their contents.
    var bars: [(low: Double, high: Double, bin: SampleHistogram.Bin)] {
        let range = histogram.range
        var low = min(outcome.minimum, range.lowerBound)
        return histogram.bins.map { bin in
            let high = bin.upperEdge.isFinite ? bin.upperEdge : max(outcome.maximum, range.upperBound)
            defer { low = high }
            return (low, max(low, high), bin)
        }
    }

    private func drawDensity(in drawing: inout SVGDrawing, x: FigureScale, top: Double, bottom: Double) {
        let count = Double(histogram.count)
        let heights = bars.map { $0.high > $0.low ? Double($0.bin.count) / count / ($0.high - $0.low) : 0 }
        let curve = self.curve
        let peak = curve.map(\.1).max() ?? 1
        // A pile of values at one place is cut off at four times the law's peak.
        let highest = max(peak, min(heights.max() ?? 0, 4 * peak))
        let panel = ChartPanel(x: x, y: FigureScale(0...1.06 * highest, from: bottom, to: top))
        panel.drawGrid(in: &drawing, xTicks: x.ticks(6), yTicks: panel.y.ticks(4))
        drawing.path(panel.points(outline(heights, from: x.domain)), "bars", isClosed: true)
        drawing.path(panel.points(curve), "law")
        panel.drawAxes(in: &drawing)
    }

    /// The outline of all bars, from the base up and over their tops.
    private func outline(_ heights: [Double], from domain: ClosedRange<Double>) -> [(Double, Double)] {
        var points: [(Double, Double)] = []
        for (bar, height) in zip(bars, heights) where bar.high > domain.lowerBound && bar.low < domain.upperBound {
            if points.isEmpty { points.append((bar.low, 0)) }
            points += [(bar.low, height), (bar.high, height)]
        }
        if let last = points.last { points.append((last.0, 0)) }
        return points
    }

    /// The density over the middle of each inner interval, which is its probability over its length; continued to the
    /// support's bounds, where the law ends.
    private var curve: [(Double, Double)] {
        let range = histogram.range
        var points: [(Double, Double)] = []
        for (index, bar) in bars.enumerated() {
            let isFirst = index == 0
            let isLast = index == histogram.bins.count - 1
            // The outermost intervals of a law without bounds have no length.
            if isFirst, range.lowerBound > law.support.lowerBound { continue }
            if isLast, range.upperBound < law.support.upperBound { continue }
            let low = isFirst ? range.lowerBound : bar.low
            let high = isLast ? range.upperBound : bar.high
            guard high > low else { continue }
            points.append(((low + high) / 2, bar.bin.probability / (high - low)))
        }
        guard points.count > 1 else { return points }
        let (first, last) = (points[0], points[points.count - 1])
        let (second, secondLast) = (points[1], points[points.count - 2])
        if range.lowerBound == law.support.lowerBound {
            points.insert((range.lowerBound, max(0, first.1 + (first.1 - second.1) / 2)), at: 0)
            points.insert((range.lowerBound, 0), at: 0)
        }
        if range.upperBound == law.support.upperBound {
            points.append((range.upperBound, max(0, last.1 + (last.1 - secondLast.1) / 2)))
            points.append((range.upperBound, 0))
        }
        return points
    }

    /// Whether the difference goes up and down within many intervals, as for values on a grid: a line through the
    /// intervals' ends would show where the ends fall on the grid.
    private func isStepped(band: Double) -> Bool {
        let ends = differences(in: -Double.infinity...Double.infinity).map(\.1)
        let stepped = zip(histogram.bins, zip(ends, ends.dropFirst())).count { bin, ends in
            bin.largestDifference - bin.leastDifference - abs(ends.1 - ends.0) > band / 2
        }
        return 3 * stepped > histogram.bins.count
    }

    /// The difference at the intervals' ends that lie in the domain.
    private func differences(in domain: ClosedRange<Double>) -> [(Double, Double)] {
        var points = [(min(outcome.minimum, histogram.range.lowerBound), 0.0)]
        var below: UInt64 = 0
        var probability = 0.0
        for bar in bars {
            below += bar.bin.count
            probability += bar.bin.probability
            points.append((bar.high, Double(below) / Double(histogram.count) - probability))
        }
        return points.filter { domain.contains($0.0) }
    }

    private func drawDifference(
        in drawing: inout SVGDrawing,
        x: FigureScale,
        top: Double,
        bottom: Double,
        band: Double,
        limit: Double
    ) {
        let bars = bars
        let extreme = bars.map { max(abs($0.bin.leastDifference), abs($0.bin.largestDifference)) }.max() ?? 0
        let end = 1.15 * max(limit, extreme)
        let panel = ChartPanel(x: x, y: FigureScale(-end...end, from: bottom, to: top))
        panel.drawGrid(in: &drawing, xTicks: x.ticks(6), yTicks: panel.y.ticks(4))
        drawing.rectangle(x.start, panel.y(band), x.end - x.start, panel.y(-band) - panel.y(band), "band")
        drawing.paths([limit, -limit].map { [(x.start, panel.y($0)), (x.end, panel.y($0))] }, "limit")
        var upper: [(x: Double, y: Double)] = []
        var lower: [(x: Double, y: Double)] = []
        for bar in bars where bar.high > x.domain.lowerBound && bar.low < x.domain.upperBound {
            upper += panel.points([(bar.low, bar.bin.largestDifference), (bar.high, bar.bin.largestDifference)])
            lower += panel.points([(bar.low, bar.bin.leastDifference), (bar.high, bar.bin.leastDifference)])
        }
        drawing.path(upper + lower.reversed(), "spread", isClosed: true)
        if !isStepped(band: band) { drawing.path(panel.points(differences(in: x.domain)), "s0 fine") }
        panel.drawAxes(in: &drawing)
    }
}
