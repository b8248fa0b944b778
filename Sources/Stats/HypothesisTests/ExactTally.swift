/// The counts of a sample whose claim gives every value, exactly or up to rounding.
struct ExactTally {
    /// Values other than the claimed one.
    private(set) var wrong: UInt64 = 0

    /// Values that are finite.
    private(set) var finite: UInt64 = 0

    /// The smallest finite value, and how often it occurs.
    private(set) var minimum = (value: Double.infinity, count: UInt64(0))

    /// The largest finite value, and how often it occurs.
    private(set) var maximum = (value: -Double.infinity, count: UInt64(0))

    /// The sum of the finite values.
    private(set) var sum = 0.0

    /// The sums of the deviations from `mean` and of their squares.
    private(set) var deviations = (sum: 0.0, squares: 0.0)

    /// The mean that the deviations are taken from.
    let mean: Double

    /// An empty tally.
    init(about mean: Double) {
        self.mean = mean
    }

    /// Counts values against the least and the largest claimed values, which are rounded to the type. There are at
    /// least as many of these as values.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    mutating func add<Scalar: SampleScalar>(
        _ values: borrowing Span<Scalar>,
        from least: borrowing Span<Double>,
        to largest: borrowing Span<Double>
    ) {
        for i in values.indices {
            let value = values[i]
            // Written so that a NaN is wrong.
            if !(value >= Scalar(nearest: least[i]) && value <= Scalar(nearest: largest[i])) { wrong += 1 }
            guard value.isFinite else { continue }
            finite += 1
            let x = value.asDouble
            if x <= minimum.value { minimum = (x, x < minimum.value ? 1 : minimum.count + 1) }
            if x >= maximum.value { maximum = (x, x > maximum.value ? 1 : maximum.count + 1) }
            sum += x
            deviations.sum += x - mean
            deviations.squares += (x - mean) * (x - mean)
        }
    }

    /// Statistic: the number of wrong values; p-value 0 if there is any, otherwise 1.
    var result: TestResult { SupportTest.result(impossible: wrong) }
}
