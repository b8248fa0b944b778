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
        var (low, high) = (low, high)
        low.sortByKey()
        high.sortByKey()
        let n = Double(count)
        var d = 0.0
        for i in low.indices { d = max(d, Double(i + 1) / n - high[i], low[i] - Double(i) / n) }
        return d
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
}
