/// Places in 0...1 that are independent and uniform under a claim, each known up to an interval because of rounding.
///
/// Wherever in their intervals the places lie, D+ is at least that of the upper ends and D- at least that of the lower
/// ends. So the larger of these two is at most the D of the places themselves, whose null distribution is exact.
struct PlaceIntervals {
    private var low: [Double] = []
    private var high: [Double] = []

    var count: Int { low.count }

    /// Adds a place that lies between the two. If an end is NaN, nothing is known about the place.
    mutating func append(from low: Double, to high: Double) {
        self.low.append(low > 0 ? low : 0)
        self.high.append(high < 1 ? high : 1)
    }

    /// The least distance that the places can have from uniform places.
    var distance: Double {
        max(Self.distance(high, isAbove: true), Self.distance(low, isAbove: false))
    }

    /// Kolmogorov and Smirnov's test of the places; nil if there are none. Statistic: the least distance.
    func result(_ test: TestKind, method: String? = nil) -> TestResult? {
        guard count > 0 else { return nil }
        let distance = distance
        return TestResult(
            test,
            tier: .rigorous,
            statistic: distance,
            pValue: KolmogorovDistribution(count: count).tails(distance).pValue,
            method: method ?? "exact null distribution, less what rounding can do"
        )
    }

    // MARK: - Implementation

    private static let cellCount = 1 << 12

    /// How far the empirical distribution of numbers in 0...1 is above the uniform one, or below it; at least 0.
    ///
    /// Equal cells bound the distance at their numbers by the counts alone. Only the numbers of cells that may have the
    /// largest one are sorted.
    private static func distance(_ places: [Double], isAbove: Bool) -> Double {
        let (n, width) = (Double(places.count), 1 / Double(cellCount))
        func cell(_ place: Double) -> Int { min(cellCount - 1, Int(place * Double(cellCount))) }
        var counts = [Int](repeating: 0, count: cellCount)
        for place in places { counts[cell(place)] += 1 }
        // At the last number of a cell the distribution is farthest above, at the first farthest below.
        var (ends, end) = ([Double](repeating: -1, count: cellCount), 0)
        for (index, count) in counts.enumerated() where count > 0 {
            let low = width * Double(index)
            ends[index] = isAbove ? Double(end + count) / n - low : low + width - Double(end) / n
            end += count
        }
        // The bounds are off by a cell's width, and by rounding.
        let least = (ends.max() ?? 0) - width - 1e-12
        var candidates = places.filter { ends[cell($0)] >= least }
        candidates.sortByKey()
        var (distance, rank, index, next) = (0.0, 0, 0, 0)
        for place in candidates {
            let own = cell(place)
            while index < own {
                rank += counts[index] - next
                (index, next) = (index + 1, 0)
            }
            distance = max(distance, isAbove ? Double(rank + 1) / n - place : place - Double(rank) / n)
            (rank, next) = (rank + 1, next + 1)
        }
        return distance
    }
}
