/// The law of a value drawn from a list, each place with the same probability: for example, an entry at a random place
/// of a tensor whose values are known.
///
/// With n values x:
///
///     mean      sum x / n
///     variance  sum (x - mean)^2 / n
///
/// A value that occurs k times in the list has probability k / n. Probabilities are exact apart from one division.
public struct EquallyLikely: Distribution {
    /// The values in ascending order.
    public let values: [Double]

    public let mean: Double
    public let variance: Double

    /// NaN where the variance is 0.
    public let skewness: Double

    /// NaN where the variance is 0.
    public let excessKurtosis: Double

    /// The law of a value drawn from a list.
    ///
    /// - Throws: `DistributionError` unless there is at least one value, and all are finite.
    /// - Complexity: O(n log n).
    public init(_ values: [Double]) throws(DistributionError) {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else {
            throw .outside("list of values", "\(values)", "finite values, at least one")
        }
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        func moment(_ power: (Double) -> Double) -> Double { values.reduce(0) { $0 + power($1 - mean) } / n }
        let variance = moment { $0 * $0 }
        self.values = values.sorted()
        self.mean = mean
        self.variance = variance
        skewness = moment { $0 * $0 * $0 } / (variance * variance.squareRoot())
        excessKurtosis = moment { $0 * $0 * $0 * $0 } / (variance * variance) - 3
    }

    public var support: ClosedRange<Double> { values[0]...values[values.count - 1] }

    public func cdf(_ x: Double) -> Double { x.isNaN ? .nan : Double(count(upTo: x)) / Double(values.count) }

    public func survival(_ x: Double) -> Double {
        x.isNaN ? .nan : Double(values.count - count(upTo: x)) / Double(values.count)
    }

    public func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        return values[max(0, Int((p * Double(values.count)).rounded(.up)) - 1)]
    }

    public func quantile(upperTail q: Double) -> Double {
        guard q >= 0, q <= 1 else { return .nan }
        return values[max(0, values.count - 1 - Int((q * Double(values.count)).rounded(.down)))]
    }

    /// The only value, if all are the same.
    public var pointValue: Double? { values[0] == values[values.count - 1] ? values[0] : nil }

    // MARK: - Implementation

    /// How many values are at most `x`, by bisection.
    private func count(upTo x: Double) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] <= x { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
