/// The test of tensors that are claimed to be known in every value: an identity, a Dirac kernel.
///
/// Statistic of the support test: the number of values that differ from the claimed one, rounded to the sample's type.
/// P-value: 0 if there is any, else 1; exact.
public struct PatternBattery: Sendable {
    /// The values of a tensor, in a period of its elements.
    public let period: Int

    /// The claimed value at an index within the tensor.
    public let value: @Sendable (Int) -> Double

    /// A battery for tensors of `period` values.
    public init(period: Int, value: @escaping @Sendable (Int) -> Double) {
        self.period = period
        self.value = value
    }

    /// Reads the source once, tensor after tensor; the last one may be a part.
    ///
    /// - Parameters:
    ///   - source: the sample.
    ///   - mean: the claimed mean of the values, which the outcome's variance is about.
    /// - Throws: `SampleError.empty` for a source of no values, and what the source throws.
    public func run<Source: SampleSource>(on source: Source, about mean: Double) throws -> Battery.Outcome {
        guard source.count > 0, period > 0 else { throw SampleError.empty }
        var wrong: UInt64 = 0
        var minimum = Double.infinity
        var maximum = -Double.infinity
        var sum = 0.0
        var squares = 0.0
        var index = 0
        var finite = 0
        try source.forEachChunk { values in
            for i in values.indices {
                let x = values[i]
                // Written so that a NaN is wrong.
                if !(x == Source.Scalar(nearest: value(index))) { wrong += 1 }
                index = index + 1 == period ? 0 : index + 1
                guard x.isFinite else { continue }
                finite += 1
                let number = x.asDouble
                minimum = min(minimum, number)
                maximum = max(maximum, number)
                sum += number
                squares += (number - mean) * (number - mean)
            }
        }
        let n = Double(finite)
        return Battery.Outcome(
            results: [
                TestResult(
                    .support,
                    tier: .rigorous,
                    statistic: Double(wrong),
                    pValue: wrong == 0 ? .one : .zero,
                    method: "exact"
                )
            ],
            count: UInt64(source.count),
            distance: nil,
            minimum: minimum,
            maximum: maximum,
            extremeCount: 0,
            mean: sum / n,
            variance: squares / n,
            excessKurtosis: .nan,
            impossible: wrong,
            resolution: Resolution(0)
        )
    }
}
