internal import CMath
internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Tests whether tensors that were drawn one after another are the same, or correlated place by place.
///
/// Suppose that in each of two tensors, given those before it, each of m entries equals any one number with probability
/// at most q. Then the tensors are the same with probability at most q^m (`Hypothesis.drawn`). So among T tensors, one
/// equals the one before it with probability at most (T - 1) q^m.
///
/// `SerialTest` sees dependence from tensor to tensor only if there are five or more. So `TensorsTest` also compares
/// the first two place by place, if their entries are independent draws of a continuous law.
extension HypothesisTest {
    /// The most values of a tensor that are compared place by place.
    private static let correlationLimit = 1 << 20

    /// The results for two or more tensors, one after another; none for fewer, and none if nothing is drawn.
    ///
    /// - Parameters:
    ///   - reader: the tensors.
    ///   - largestMass: the largest mass of one value of an entrywise law.
    ///   - resolution: the resolution that the other tests granted.
    func successive(_ reader: TensorReader, largestMass: Double, resolution: Resolution) throws -> [TestResult] {
        let length = try elementCount(of: storedShape)
        guard reader.count >= 2 * length, hypothesis.distribution.variance > 0 else { return [] }
        if hypothesis.numberType.sixteenBitFormat != nil, hypothesis.isEntrywise {
            var patterns = [UInt16](repeating: 0, count: reader.count)
            var span = patterns.mutableSpan
            try reader.read(0..<reader.count, into: &span)
            return copies(patterns, length, largestMass)
        }
        func results<Scalar: FileScalar>(_ sample: FileSample<Scalar>) throws -> [TestResult] {
            let values = try sample.inMemory().values
            return copies(values, length, largestMass) + correlation(values, length, resolution)
        }
        return hypothesis.numberType == .float64
            ? try results(FileSample<Double>(reader: reader)) : try results(FileSample<Float>(reader: reader))
    }

    // MARK: - Implementation

    /// The result for copies only, which works for any values that can be compared, such as bit patterns.
    private func copies(_ values: [some Equatable], _ length: Int, _ largestMass: Double) -> [TestResult] {
        let pairs = values.count / length - 1
        guard let drawn = hypothesis.drawn(of: length, largestMass: largestMass) else { return [] }
        let repeats = (1...pairs).count { number in
            let start = number * length
            return (start..<start + length).allSatisfy { values[$0] == values[$0 - length] }
        }
        let chance = TailProbability(logarithm: Double(drawn.count) * log(min(1, drawn.mass)))
        return [
            TestResult(
                .copies,
                tier: .rigorous,
                statistic: Double(repeats),
                pValue: repeats == 0 ? .one : chance.times(Double(pairs)),
                method: "union bound over successive tensors"
            )
        ]
    }

    private func correlation<Scalar: SampleScalar>(
        _ values: [Scalar],
        _ length: Int,
        _ resolution: Resolution
    ) -> [TestResult] {
        guard !hypothesis.law.isStructured else { return [] }
        let count = min(length, Self.correlationLimit)
        let result = TensorsTest.result(
            Array(values[..<count]),
            under: hypothesis.distribution,
            Array(values[length..<length + count]),
            under: hypothesis.distribution,
            resolution: resolution
        )
        return result.map { [$0] } ?? []
    }
}
