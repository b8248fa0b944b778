internal import CMath
public import Claims
public import Stats

/// How far apart two laws are, and how many values it takes to tell them apart.
public struct LawComparison: Sendable {
    /// The law that the other is compared with.
    public let first: any Distribution

    /// The other law.
    public let second: any Distribution

    /// Whether they are one law, up to rounding.
    public let isSame: Bool

    /// Whether the entries of either tensor depend on one another, so that the laws of single entries do not say
    /// everything.
    public let isStructured: Bool

    /// The largest distance of the cdfs.
    public let distance: Double

    /// The place of that distance.
    public let place: Double

    /// - Throws: `DistributionError` where a law's parameters are out of range.
    public init(_ first: ClaimedLaw, _ second: ClaimedLaw) throws {
        self.first = try first.distribution()
        self.second = try second.distribution()
        isStructured = first.isStructured || second.isStructured
        (distance, place) = Self.distance(self.first, self.second)
        // Two roundings of one formula differ in the last bits.
        isSame = first == second || !isStructured && distance < 1e-9 && Self.agree(self.first, self.second)
    }

    /// The second standard deviation over the first; nil where the first is 0.
    public var deviationRatio: Double? {
        first.variance > 0 ? second.standardDeviation / first.standardDeviation : nil
    }

    /// Whether this many values of either law would, with probability 0.999, be noticed to break the claim of the
    /// other.
    ///
    /// - Parameters:
    ///   - count: number of values, at least 1.
    ///   - level: the chance that correct values are rejected.
    public func isNoticed(among count: Int, level: Double = ConformanceRun.standardAlpha) -> Bool {
        Self.shows(second, under: first, distance, among: count, level)
            && Self.shows(first, under: second, distance, among: count, level)
    }

    /// The fewest values that tell the laws apart, rounded up to two digits. Nil where they are one law, where entries
    /// depend on one another, and where 2^48 values are not enough.
    public func valuesNeeded(level: Double = ConformanceRun.standardAlpha) -> Int? {
        guard !isSame, !isStructured else { return nil }
        var enough = 1
        while !isNoticed(among: enough, level: level) {
            guard enough < 1 << 48 else { return nil }
            enough *= 2
        }
        var tooFew = enough / 2
        while enough - tooFew > max(1, enough / 200) {
            let middle = (enough + tooFew) / 2
            if isNoticed(among: middle, level: level) { enough = middle } else { tooFew = middle }
        }
        var unit = 1
        while enough / unit >= 100 { unit *= 10 }
        return (enough + unit - 1) / unit * unit
    }

    // MARK: - Implementation

    private static func agree(_ first: any Distribution, _ second: any Distribution) -> Bool {
        let figures = [first, second].map { [$0.mean, $0.variance, $0.support.lowerBound, $0.support.upperBound] }
        return zip(figures[0], figures[1]).allSatisfy { a, b in
            a == b || !a.isFinite || !b.isFinite || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
        }
    }

    /// Whether values of one law show that they are not the claim's.
    private static func shows(
        _ law: any Distribution,
        under claim: any Distribution,
        _ distance: Double,
        among count: Int,
        _ level: Double
    ) -> Bool {
        // A value beyond the claim's bounds is enough.
        let outside = law.cdf(claim.support.lowerBound.nextDown) + law.survival(claim.support.upperBound.nextUp)
        if outside > 0, outside >= 1 || Double(count) * log1p(-outside) <= log1p(-Sensitivity.power) { return true }
        guard claim.variance > 0 else { return claim.pointValue != law.pointValue }
        // A constant shows itself in the first few values.
        if law.variance == 0 { return count >= 8 }
        let least = Sensitivity(count: UInt64(count), law: claim, level: level, resolution: .framework)
        return distance >= least.distance
            || abs(law.standardDeviation / claim.standardDeviation - 1) >= least.scale
            || abs(law.mean - claim.mean) / claim.standardDeviation >= least.mean
    }

    /// The largest distance of the cdfs and its place: first at quantiles of both laws and at the ends of the supports,
    /// then refined by golden-section search. A jump is evaluated on both sides.
    private static func distance(_ first: any Distribution, _ second: any Distribution) -> (Double, Double) {
        let probabilities = (1..<512).map { Double($0) / 512 } + [1e-12, 1e-6, 1 - 1e-6]
        let ends: [Double] = [first, second].flatMap { law -> [Double] in
            [law.support.lowerBound, law.support.upperBound, law.pointValue ?? 0]
        }
        let quantiles: [Double] = probabilities.flatMap { [first.quantile($0), second.quantile($0)] }
        // If both laws are symmetric about the same middle, places come in pairs; the upper one of a pair is meant.
        let middle = first.isSymmetric && second.isSymmetric && first.mean == second.mean ? first.mean : -.infinity
        let places: [Double] = (quantiles + ends).filter { $0.isFinite && $0 >= middle }.sorted()
        func gap(_ x: Double) -> Double {
            max(abs(first.cdf(x) - second.cdf(x)), abs(first.cdf(x.nextDown) - second.cdf(x.nextDown)))
        }
        let gaps = places.map(gap)
        guard let best = gaps.indices.max(by: { gaps[$0] < gaps[$1] }) else { return (0, 0) }
        var (low, high) = (places[max(0, best - 1)], places[min(places.count - 1, best + 1)])
        let golden = (5.0.squareRoot() - 1) / 2
        for _ in 0..<60 {
            let (a, b) = (high - golden * (high - low), low + golden * (high - low))
            if gap(a) < gap(b) { low = a } else { high = b }
        }
        let refined = (low + high) / 2
        return gap(refined) > gaps[best] ? (gap(refined), refined) : (gaps[best], places[best])
    }
}
