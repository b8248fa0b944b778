extension WeightLaw {
    /// The law's constants for a scalar type, after checking its parameters.
    func transform<S: WeightScalar>(for scalar: S.Type) throws(InitializerError) -> WeightTransform {
        switch self {
        case .constant(let value):
            try Self.require(value.isFinite, "value", value, "a finite number")
            return try Self.constant(value, scalar)
        case .uniform(let low, let high):
            return try Self.uniform(low, high, scalar)
        case .normal(let mean, let standardDeviation):
            try Self.check(mean, standardDeviation)
            return try Self.truncated(mean, standardDeviation, -.infinity, .infinity, scalar)
        case .truncatedNormal(let mean, let standardDeviation, let low, let high):
            try Self.check(mean, standardDeviation)
            try Self.checkBounds(low, high)
            return try Self.truncated(mean, standardDeviation, low, high, scalar)
        }
    }

    // MARK: - Implementation

    /// The least probability that a truncation may leave. Below it, tail probabilities lose digits.
    private static let leastMass = 1e-290

    static func require(
        _ condition: Bool,
        _ name: String,
        _ value: Double,
        _ expected: String
    ) throws(InitializerError) {
        guard condition else { throw .invalidParameter(name: name, value: value, expected: expected) }
    }

    /// Throws unless a gain, a standard deviation or the like is finite and not negative.
    static func requireFactor(_ value: Double, _ name: String) throws(InitializerError) {
        try require(value.isFinite && value >= 0, name, value, "a finite number, 0 or more")
    }

    /// Throws unless a normal law's parameters are finite and the deviation is not negative.
    static func check(_ mean: Double, _ standardDeviation: Double) throws(InitializerError) {
        try require(mean.isFinite, "mean", mean, "a finite number")
        try requireFactor(standardDeviation, "standardDeviation")
    }

    /// Throws unless bounds in standard deviations are numbers, possibly infinite, and in order.
    static func checkBounds(_ low: Double, _ high: Double) throws(InitializerError) {
        try require(!low.isNaN, "low", low, "a number or -infinity")
        try require(!high.isNaN, "high", high, "a number or infinity")
        guard low < high else { throw .reversedBounds(low: low, high: high) }
    }

    /// Throws unless an interval's ends are finite and in order.
    static func checkInterval(_ low: Double, _ high: Double) throws(InitializerError) {
        try require(low.isFinite, "low", low, "a finite number")
        try require(high.isFinite, "high", high, "a finite number")
        guard low <= high else { throw .reversedBounds(low: low, high: high) }
    }

    static func requireFinite<S: WeightScalar>(_ value: Double, _ scalar: S.Type) throws(InitializerError) {
        guard S._rounding(value).isFinite else { throw .notRepresentable(extreme: value, scalar: "\(S.self)") }
    }

    private static func constant<S: WeightScalar>(
        _ value: Double,
        _ scalar: S.Type
    ) throws(InitializerError) -> WeightTransform {
        try requireFinite(value, scalar)
        return WeightTransform(kind: .constant(value))
    }

    private static func uniform<S: WeightScalar>(
        _ low: Double,
        _ high: Double,
        _ scalar: S.Type
    ) throws(InitializerError) -> WeightTransform {
        try checkInterval(low, high)
        try requireFinite(low, scalar)
        try requireFinite(high, scalar)
        // The least value at or above low; then the greatest at or below high.
        let first = S._rounding(low)
        let last = S._rounding(high)
        let lowest = first._widened < low ? first.nextUp : first
        let highest = last._widened > high ? last.nextDown : last
        guard lowest <= highest else { throw .emptyInterval(low: low, high: high, scalar: "\(S.self)") }
        return WeightTransform(
            kind: .uniform(
                UniformTransform(
                    // Halved first, so that neither sum overflows. A symmetric interval has the middle 0 exactly.
                    middle: 0.5 * low + 0.5 * high,
                    half: 0.5 * high - 0.5 * low,
                    lowest: lowest._widened,
                    highest: highest._widened
                )
            )
        )
    }

    private static func truncated<S: WeightScalar>(
        _ mean: Double,
        _ standardDeviation: Double,
        _ low: Double,
        _ high: Double,
        _ scalar: S.Type
    ) throws(InitializerError) -> WeightTransform {
        let lowerTail = NormalDistribution.below(low)
        let upperTail = NormalDistribution.above(high)
        let first = NormalDistribution.centred(low)
        let last = NormalDistribution.centred(high)
        // The difference is taken on one side of 0, where both terms are small.
        let mass: Double
        if low >= 0 {
            mass = NormalDistribution.survival(low) - upperTail
        } else if high <= 0 {
            mass = NormalDistribution.survival(-high) - lowerTail
        } else {
            mass = last - first
        }
        guard mass >= leastMass else { throw .vanishingProbability(low: low, high: high, probability: mass) }
        if standardDeviation == 0 {
            return try constant(mean, scalar)
        }

        // No value lies further out than this. A tail probability of 2^-65 corresponds to 9.15 standard deviations.
        // Beyond a bound far out in a tail the law is steeper, so the distance is less.
        let leastQuantile = max(low, min(high, 0) - 10)
        let greatestQuantile = min(high, max(low, 0) + 10)
        try requireFinite(mean + standardDeviation * leastQuantile, scalar)
        try requireFinite(mean + standardDeviation * greatestQuantile, scalar)

        let lowest = leastValue(above: mean + standardDeviation * low, scalar)
        let highest = greatestValue(below: mean + standardDeviation * high, scalar)
        guard lowest <= highest else {
            throw .emptyInterval(
                low: mean + standardDeviation * low,
                high: mean + standardDeviation * high,
                scalar: "\(S.self)"
            )
        }
        return WeightTransform(
            kind: .normal(
                NormalTransform(
                    mean: mean,
                    standardDeviation: standardDeviation,
                    // Symmetric bounds have the middle 0 exactly, because centred(_:) is odd.
                    middle: 0.5 * (first + last),
                    half: 0.5 * (last - first),
                    lowerTail: lowerTail,
                    upperTail: upperTail,
                    mass: mass,
                    lowest: lowest._widened,
                    highest: highest._widened
                )
            )
        )
    }

    /// The least finite value that is greater than `bound`, which may be -infinity or below every finite value.
    private static func leastValue<S: WeightScalar>(above bound: Double, _ scalar: S.Type) -> S {
        let nearest = S._rounding(bound)
        if nearest == -.infinity { return -S.greatestFiniteMagnitude }
        return nearest._widened > bound ? nearest : nearest.nextUp
    }

    /// The greatest finite value that is less than `bound`, which may be infinity or above every finite value.
    private static func greatestValue<S: WeightScalar>(below bound: Double, _ scalar: S.Type) -> S {
        let nearest = S._rounding(bound)
        if nearest == .infinity { return S.greatestFiniteMagnitude }
        return nearest._widened < bound ? nearest : nearest.nextDown
    }
}
