/// Intervals of places whose beta tails are evaluated together, many at a time.
struct PendingPlaces {
    /// How a place's interval follows from tails.
    private enum Interval {
        /// Two tails are its ends.
        case ends

        /// One tail of the squared entry gives the place of an entry, which lies in the middle.
        case entry(isNegative: Bool, width: Double)
    }

    private var places = PlaceIntervals()
    private var batch = BetaBatch()
    private var intervals: [Interval] = []

    /// As many intervals as are evaluated together.
    private static let limit = 512

    var count: Int { places.count + intervals.count }

    /// Adds a place that lies between two numbers.
    mutating func append(from low: Double, to high: Double) { places.append(from: low, to: high) }

    /// Adds a place that lies between two tails.
    mutating func append(from low: BetaTail, to high: BetaTail) {
        batch.append(low)
        batch.append(high)
        append(.ends)
    }

    /// Adds the place of an entry of Haar's law, up to a width in both directions.
    mutating func append(_ entry: Double, under law: HaarEntry, width: Double) {
        let ratio = entry / law.gain
        batch.append(law.square.tail(ratio * ratio, isUpper: entry < 0))
        append(.entry(isNegative: entry < 0, width: width))
    }

    /// Kolmogorov and Smirnov's test of the places; nil if there are none. Statistic: the least distance.
    func result(_ test: TestKind, method: String? = nil) -> TestResult? {
        var all = self
        all.evaluate()
        return all.places.result(test, method: method)
    }

    // MARK: - Implementation

    private mutating func append(_ interval: Interval) {
        intervals.append(interval)
        if intervals.count >= Self.limit { evaluate() }
    }

    private mutating func evaluate() {
        let values = batch.evaluate()
        var next = 0
        for interval in intervals {
            switch interval {
            case .ends:
                places.append(from: values[next], to: values[next + 1])
                next += 2
            case .entry(let isNegative, let width):
                let tail = values[next]
                let place = isNegative ? 0.5 * tail : 0.5 + 0.5 * tail
                places.append(from: place - width, to: place + width)
                next += 1
            }
        }
        intervals.removeAll(keepingCapacity: true)
    }
}
