internal import CMath
internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Are tensors that were drawn one after the other the same, or correlated place by place?
///
/// Two tensors in which m entries, each given those before it, have no value of a mass above q, are the same with
/// probability at most q^m (`Hypothesis.drawn`); so of T tensors one equals the one before it with probability at most
/// (T - 1) q^m.
///
/// `SerialTest` sees dependence from tensor to tensor only where there are five or more. So the first two are compared
/// place by place, too, by `TensorsTest`, where their entries are independent draws of a continuous law.
struct SuccessiveTensors {
    let hypothesis: Hypothesis

    /// Number of values in a tensor.
    let length: Int

    /// The largest mass of one value of an entrywise law.
    let largestMass: Double

    let resolution: Resolution

    /// Values of a tensor that are compared place by place, at most.
    private static let correlationLimit = 1 << 20

    /// The results for two tensors or more, one after the other; none for less, and none where nothing is drawn.
    func results(_ reader: TensorReader) throws -> [TestResult] {
        guard reader.count >= 2 * length, hypothesis.distribution.variance > 0 else { return [] }
        if hypothesis.numberType.sixteenBitFormat != nil, hypothesis.isEntrywise {
            var patterns = [UInt16](repeating: 0, count: reader.count)
            var span = patterns.mutableSpan
            try reader.read(0..<reader.count, into: &span)
            return copies(patterns)
        }
        func results<Scalar: FileScalar>(_ sample: FileSample<Scalar>) throws -> [TestResult] {
            let values = try sample.inMemory().values
            return copies(values) + correlation(values)
        }
        return hypothesis.numberType == .float64
            ? try results(FileSample<Double>(reader: reader)) : try results(FileSample<Float>(reader: reader))
    }

    // MARK: - Implementation

    /// The result for copies alone, which any values can be compared for, such as bit patterns.
    private func copies(_ values: [some Equatable]) -> [TestResult] {
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

    private func correlation<Scalar: SampleScalar>(_ values: [Scalar]) -> [TestResult] {
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
