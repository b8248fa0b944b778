/// The test of tensors whose claim gives every value: an identity, a Dirac kernel, a table.
///
/// Statistic of the support test: the number of values that differ from the claimed value rounded to the sample's type,
/// or that lie outside the claimed interval with both ends rounded likewise. P-value: 0 if there is any, otherwise 1;
/// exact.
public struct PatternBattery: Sendable {
    /// The number of values of a tensor, after which the claim repeats.
    public let period: Int

    /// The least claimed value at an index within the tensor.
    public let least: @Sendable (Int) -> Double

    /// The largest claimed value at an index; nil if the least value is the only one.
    public let largest: (@Sendable (Int) -> Double)?

    /// A battery for tensors of `period` values, each known exactly.
    public init(period: Int, value: @escaping @Sendable (Int) -> Double) {
        self.init(period: period, from: value, to: nil)
    }

    /// A battery for tensors of `period` values, each known up to an interval, or exactly if `largest` is nil.
    public init(
        period: Int,
        from least: @escaping @Sendable (Int) -> Double,
        to largest: (@Sendable (Int) -> Double)?
    ) {
        self.period = period
        self.least = least
        self.largest = largest
    }

    /// Reads the source once, tensor after tensor; the last one may be incomplete.
    ///
    /// - Parameters:
    ///   - source: the sample.
    ///   - mean: the claimed mean of the values, which the outcome's variance is about.
    /// - Throws: `SampleError.empty` for a source without values, and what the source throws.
    public func run<Source: SampleSource>(on source: Source, about mean: Double) throws -> Battery.Outcome {
        guard source.count > 0, period > 0 else { throw SampleError.empty }
        var tally = ExactTally(about: mean)
        var from = [Double](repeating: 0, count: min(Source.chunkSize, source.count))
        var to = largest == nil ? [] : from
        // Most tensors are small: each value of theirs is computed once.
        let held = period <= min(Self.held, source.count) ? period : 0
        let (leasts, largests) = ((0..<held).map(least), (0..<held).map { largest?($0) ?? .nan })
        var index = 0
        try source.forEachChunk { values in
            for i in values.indices {
                from[i] = held > 0 ? leasts[index] : least(index)
                if let largest { to[i] = held > 0 ? largests[index] : largest(index) }
                index = index + 1 == period ? 0 : index + 1
            }
            if largest == nil {
                tally.add(values, from: from.span, to: from.span)
            } else {
                tally.add(values, from: from.span, to: to.span)
            }
        }
        let n = Double(tally.finite)
        return Battery.Outcome(
            results: [tally.result],
            count: UInt64(source.count),
            distance: nil,
            minimum: tally.minimum.value,
            maximum: tally.maximum.value,
            extremeCount: 0,
            mean: tally.sum / n,
            variance: tally.deviations.squares / n,
            excessKurtosis: .nan,
            impossible: tally.wrong,
            resolution: Resolution(0),
            notFinite: UInt64(source.count) - tally.finite
        )
    }

    // MARK: - Implementation

    /// The largest period whose values are held: 2 MiB of them.
    private static let held = 1 << 18
}
