/// The counts of a sample's patterns in the order of their values, and figures derived from them.
struct LatticeSummary {
    /// The number of occurrences of each value, from -infinity to infinity; the two zeros together.
    let counts: [UInt64]

    /// The index of infinity: the place of a value in `counts` is its index plus this.
    let end: Int

    /// Number of NaN values.
    let nanCount: UInt64

    /// Number of values that are numbers, including infinities.
    let numberCount: UInt64

    /// The indices of the smallest and the largest finite value; nil if there is none.
    let minimum: Int?
    let maximum: Int?

    /// Mean of x - mean, (x - mean)^2 and (x - mean)^4 over the finite values, with the claimed mean.
    let first: Double
    let second: Double
    let fourth: Double

    init(_ patterns: PatternCounts, law: LatticeLaw) {
        let format = law.format
        let end = format.largestIndex + 1
        var counts = [UInt64](repeating: 0, count: 2 * end + 1)
        var nanCount: UInt64 = 0
        for pattern in UInt16.min...UInt16.max {
            if let index = format.index(of: pattern) {
                counts[index + end] &+= patterns[pattern]
            } else {
                nanCount &+= patterns[pattern]
            }
        }
        self.counts = counts
        self.end = end
        self.nanCount = nanCount
        numberCount = counts.reduce(0, &+)
        let finite = (1 - end...end - 1).filter { counts[$0 + end] > 0 }
        minimum = finite.first
        maximum = finite.last
        let n = Double(numberCount - counts[0] - counts[2 * end])
        func mean(_ power: (Double) -> Double) -> Double {
            var sum = CompensatedSum()
            for index in finite {
                sum.add(power(format.value(at: index) - law.mean) * Double(counts[index + end]))
            }
            return sum.value / n
        }
        first = mean { $0 }
        second = mean { $0 * $0 }
        fourth = mean { ($0 * $0) * ($0 * $0) }
    }

    /// Number of values of any kind.
    var count: UInt64 { numberCount &+ nanCount }

    /// Number of infinite values.
    var infiniteCount: UInt64 { counts[0] + counts[2 * end] }

    /// Number of finite values.
    var finiteCount: UInt64 { numberCount - infiniteCount }

    /// Number of values equal to the smallest or the largest.
    var extremeCount: UInt64 { (minimum.map { self[$0] } ?? 0) + (maximum.map { self[$0] } ?? 0) }

    /// The number of occurrences of the value at an index.
    subscript(_ index: Int) -> UInt64 { counts[index + end] }
}
