/// The two-sided Kolmogorov-Smirnov test of values in memory.
public enum KolmogorovSmirnov {
    /// Tests whether the values are independent draws from a continuous law, which may be one of your own.
    ///
    /// The statistic is D = sup |F_n - F|, including ties. Its p-value is exact for the number of values, or an upper
    /// bound if the law has atoms (Noether 1963). Atoms must lie on Doubles: the limit of F from the left at a value is
    /// taken at the next smaller Double. The law's parameters must not have been estimated from the same values.
    ///
    ///     let result = try KolmogorovSmirnov.test(values, against: Normal(mean: 0, standardDeviation: 1))
    ///     print(result.statistic, result.pValue.value)
    ///
    /// It makes no allowance for rounding; for weights, use `Battery`, which does.
    ///
    /// Complexity: O(n log n).
    ///
    /// - Parameters:
    ///   - values: the sample, in any order; infinities are compared like other numbers.
    ///   - law: the law; only its `cdf` is used.
    /// - Throws: `OneSampleError` for no values, a value that is not a number, or a cdf outside 0...1.
    public static func test(_ values: [Double], against law: some Distribution) throws(OneSampleError) -> TestResult {
        let sorted = try OneSampleError.checked(values).sorted()
        let n = Double(sorted.count)
        var d = 0.0
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
            let before = try Self.cdf(sorted[start].nextDown, law)
            let through = try Self.cdf(sorted[start], law)
            d = max(d, Double(end) / n - through, before - Double(start) / n)
            start = end
        }
        let null = KolmogorovDistribution(count: sorted.count)
        return TestResult(
            .kolmogorovSmirnov,
            tier: .rigorous,
            statistic: d,
            pValue: null.tails(d).pValue,
            method: "exact null distribution"
        )
    }

    // MARK: - Implementation

    private static func cdf(_ x: Double, _ law: some Distribution) throws(OneSampleError) -> Double {
        let probability = law.cdf(x)
        guard probability >= 0, probability <= 1 else {
            throw .invalidLaw(found: "cdf(\(x)) = \(probability)", expected: "a probability")
        }
        return probability
    }
}

/// Pearson's chi-square test of counts and of values in memory.
///
/// The p-value comes from the limit law, which is good from about 5 expected values per cell. Ensuring that is up to
/// you.
public enum PearsonChiSquare {
    /// Tests whether counts were drawn with the given probabilities: X^2 = sum (O - E)^2 / E.
    ///
    ///     let result = try PearsonChiSquare.test(observed: [44, 56], probabilities: [0.5, 0.5])
    ///
    /// - Parameters:
    ///   - observed: the number of values in each cell.
    ///   - probabilities: of each cell, all above 0; they sum to 1 within 10^-9.
    /// - Throws: `OneSampleError` for fewer than two cells, no values, a negative count, or invalid probabilities.
    public static func test(observed: [Int], probabilities: [Double]) throws(OneSampleError) -> TestResult {
        guard observed.count == probabilities.count, observed.count > 1 else {
            throw .invalidCells(
                found: "\(observed.count) counts and \(probabilities.count) probabilities",
                expected: "equally many, two or more"
            )
        }
        for count in observed where count < 0 {
            throw .invalidCells(found: "count \(count)", expected: "0 or more")
        }
        // NaN fails the comparison too.
        for probability in probabilities where !(probability > 0 && probability <= 1) {
            throw .invalidCells(found: "probability \(probability)", expected: "above 0 and at most 1")
        }
        let total = probabilities.reduce(0, +)
        guard abs(total - 1) <= 1e-9 else {
            throw .invalidCells(found: "probabilities that sum to \(total)", expected: "a sum of 1")
        }
        let n = observed.reduce(0) { $0 + Double($1) }
        guard n > 0 else { throw .empty }
        let statistic = zip(observed, probabilities).reduce(0) { sum, cell in
            let expected = n * cell.1
            return sum + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
        }
        let degreesOfFreedom = observed.count - 1
        guard let null = try? ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)) else { throw .empty }
        return TestResult(
            .chiSquare,
            tier: .diagnostic,
            statistic: statistic,
            pValue: null.survival(statistic),
            degreesOfFreedom: degreesOfFreedom,
            method: "asymptotic chi-square"
        )
    }

    /// Tests values against a continuous law, which may be one of your own, in cells (a, b] of equal probability.
    ///
    /// - Parameters:
    ///   - values: the sample, in any order.
    ///   - law: the law.
    ///   - cells: their number, 2 or more; by default the largest power of two not above 2 n^(2/5), at least 8, at most
    ///     4,096.
    /// - Throws: `OneSampleError` for no values, a value that is not a number, fewer than two cells, or a law whose
    ///   quantiles do not increase because it has atoms.
    public static func test(
        _ values: [Double],
        against law: some Distribution,
        cells: Int? = nil
    ) throws(OneSampleError) -> TestResult {
        let values = try OneSampleError.checked(values)
        let cells = cells ?? CellTests.chiSquareCellCount(forSampleOf: Double(values.count))
        guard cells > 1 else { throw .invalidCells(found: "\(cells)", expected: "two or more") }
        let edges = (1..<cells).map { law.quantile(Double($0) / Double(cells)) }
        for (low, high) in zip([-Double.infinity] + edges, edges + [.infinity]) where !(low < high) {
            throw .invalidLaw(found: "successive quantiles \(low) and \(high)", expected: "increasing ones: no atoms")
        }
        var observed = [Int](repeating: 0, count: cells)
        for value in values { observed[Self.cell(of: value, edges)] += 1 }
        var probabilities = [law.cdf(edges[0])]
        for (low, high) in zip(edges, edges.dropFirst()) {
            probabilities.append(law.probability(from: low, to: high))
        }
        probabilities.append(law.survival(edges[cells - 2]))
        return try test(observed: observed, probabilities: probabilities)
    }

    // MARK: - Implementation

    /// The number of edges below a value.
    private static func cell(of value: Double, _ edges: [Double]) -> Int {
        var (low, high) = (0, edges.count)
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A sample, cells or a law that cannot be tested.
public enum OneSampleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No value.
    case empty

    /// The value at the index is not a number.
    case notANumber(index: Int)

    /// Invalid counts or probabilities.
    case invalidCells(found: String, expected: String)

    /// A law that is not continuous or does not give probabilities.
    case invalidLaw(found: String, expected: String)

    public var description: String {
        switch self {
        case .empty: "the sample holds no value; expected at least one"
        case .notANumber(let index): "value \(index) is not a number"
        case .invalidCells(let found, let expected): "cells: found \(found), expected \(expected)"
        case .invalidLaw(let found, let expected): "law: found \(found), expected \(expected)"
        }
    }

    /// The values: at least one, and no NaN.
    fileprivate static func checked(_ values: [Double]) throws(OneSampleError) -> [Double] {
        if values.isEmpty { throw .empty }
        if let index = values.firstIndex(where: \.isNaN) { throw .notANumber(index: index) }
        return values
    }
}
