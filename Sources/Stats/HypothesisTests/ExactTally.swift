/// What is counted in a sample that is claimed to be known in every value, exactly or up to a rounding.
struct ExactTally {
    /// Values that are not the claimed one.
    private(set) var wrong: UInt64 = 0

    /// Numbers that are finite.
    private(set) var finite: UInt64 = 0

    /// The smallest finite value, and how often it occurs.
    private(set) var minimum = (value: Double.infinity, count: UInt64(0))

    /// The largest finite value, and how often it occurs.
    private(set) var maximum = (value: -Double.infinity, count: UInt64(0))

    /// The sum of the finite values.
    private(set) var sum = 0.0

    /// The sums of their deviations from `mean`, and of the squares of these.
    private(set) var deviations = (sum: 0.0, squares: 0.0)

    /// What the deviations are taken from.
    let mean: Double

    /// A tally of nothing.
    init(about mean: Double) {
        self.mean = mean
    }

    /// Counts values beside the least and the largest that are claimed, of which there are as many or more; these are rounded
    /// to the type.
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

    /// Statistic: the number of wrong values; p-value 0 if there is any, else 1.
    var result: TestResult {
        TestResult(
            .support,
            tier: .rigorous,
            statistic: Double(wrong),
            pValue: wrong == 0 ? .one : .zero,
            method: "exact"
        )
    }
}
