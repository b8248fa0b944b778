/// Counts of a signal's values in intervals of equal width.
public struct SignalHistogram: Hashable, Sendable {
    /// The range that the intervals divide; a value outside is counted in none of them.
    public let range: ClosedRange<Double>

    /// The number of values in each interval, the lower ends included.
    public let counts: [Int]

    /// Number of values of any size.
    public let total: Int

    /// Number of intervals.
    static let binCount = 41

    /// The histogram of `values`.
    ///
    /// - Parameter range: a finite range of positive length.
    init(_ values: [Float], over range: ClosedRange<Double>) {
        self.range = range
        total = values.count
        var counts = [Int](repeating: 0, count: Self.binCount)
        let scale = Double(Self.binCount) / (range.upperBound - range.lowerBound)
        for value in values {
            let place = (Double(value) - range.lowerBound) * scale
            // NaN fails the comparison, too.
            guard place >= 0, place < Double(Self.binCount) else { continue }
            counts[Int(place)] += 1
        }
        self.counts = counts
    }

    /// The share of the values in an interval, divided by the interval's width.
    public func density(_ bin: Int) -> Double {
        Double(counts[bin]) / Double(max(1, total)) * Double(counts.count) / (range.upperBound - range.lowerBound)
    }
}
