internal import CMath

extension Sensitivity {
    /// The errors that tests of matrices claimed to be orthogonal would show.
    ///
    /// The directions test shows a distance between the cdf of the directions' places and the uniform cdf; the
    /// projections test shows a mean of the first column. An error of the gain is certain to be found once it changes
    /// the columns' squared length by twice what the support test grants. Missing tails are not tested.
    ///
    /// - Parameters:
    ///   - battery: the tests.
    ///   - matrices: number of matrices, at least 1.
    ///   - level: the level of the whole case, in 0..<1.
    public init(of battery: OrthogonalBattery, matrices: Int, level: Double) {
        let (count, length) = (min(battery.rows, battery.columns), max(battery.rows, battery.columns))
        let n = Double(length)
        let z = GSL.normalQuantile(Self.power)
        let rounding = battery.rounding
        let places = Double(DirectionsTest.placeCount(matrices: matrices, count: count, length: length))
        // The rest of a vector from dimension d on has a length of about sqrt(d/n).
        let granted = 0.627 * n.squareRoot() * rounding.reflected
        let distanceLevel = level * Battery.weight(.directions)
        let distance =
            places > 0
            ? min(1, (log(2 / distanceLevel) / (2 * places)).squareRoot() + granted + z / (2 * places.squareRoot())) : 1
        let firstLevel = level * Battery.weight(.projections) * ProjectionsTest.firstShare
        let law = try? HaarEntry(dimension: length)
        let critical = (law?.quantile(upperTail: firstLevel / 2) ?? 1) + rounding.displacement + z / n.squareRoot()
        self.init(
            scale: (1 + 2 * battery.residualBound * battery.unitRoundoff).squareRoot() - 1,
            mean: critical < 1 ? critical * n.squareRoot() : .infinity,
            distance: distance,
            tail: 1
        )
    }
}
