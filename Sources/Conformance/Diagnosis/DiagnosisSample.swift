internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Values of a tensor, in memory, that a diagnosis tests laws on.
struct DiagnosisSample {
    let values: [Double]
    let type: NumberType

    /// Whether they are all values of the tensor, or pieces of it, in order: then dependence is tested, too.
    let isInOrder: Bool

    /// The most values that are held. A larger tensor has four pieces, evenly spread.
    static let limit = 1 << 22

    /// The same in single precision, which is what they were read as unless they are wider.
    let floats: [Float]

    /// Tests that look at each value by itself.
    private static let entryTests: Set<TestKind> = [
        .support, .kolmogorovSmirnov, .scale, .mean, .cells, .extremes, .tails, .tooGoodFit, .levels, .kurtosis,
    ]

    init(_ values: [Double], _ type: NumberType, isInOrder: Bool) {
        (self.values, self.type, self.isInOrder) = (values, type, isInOrder)
        floats = values.map { Float($0) }
    }

    /// The values of a tensor, or pieces of it.
    init(_ reader: TensorReader) throws(WeightFileError) {
        let count = reader.count
        let pieces = count <= Self.limit ? 1 : 4
        let length = min(count, Self.limit) / pieces
        var values = [Double](repeating: 0, count: pieces * length)
        var span = values.mutableSpan
        for piece in 0..<pieces {
            let start = pieces == 1 ? 0 : (count - length) / (pieces - 1) * piece
            try span.withPart(piece * length..<(piece + 1) * length) { (part) throws(WeightFileError) in
                try reader.read(start..<start + length, into: &part)
            }
        }
        self.init(values, reader.numberType, isInOrder: true)
    }

    /// The finite values for which `isWanted` is true; their order no longer counts.
    func filtered(_ isWanted: (Double) -> Bool) -> DiagnosisSample {
        DiagnosisSample(values.filter { $0.isFinite && isWanted($0) }, type, isInOrder: false)
    }

    /// The moments.
    var profile: TensorProfile {
        var profile = TensorProfile()
        for start in stride(from: 0, to: values.count, by: 1 << 16) {
            profile.add(values[start..<min(values.count, start + 1 << 16)])
        }
        return profile
    }

    /// The unit roundoff of the type.
    var unitRoundoff: Double { type.unitRoundoff }

    /// The tests of a hypothesis; nil if a test of single values rejects it at its share of a level.
    ///
    /// The tests of dependence cost most; they may still be missing.
    func acceptedOutcome(_ test: HypothesisTest, at level: Double) throws -> Battery.Outcome? {
        if separatesDependence(test) {
            return type == .float64
                ? try Self.acceptedOutcome(test, of: ArraySample(values), at: level)
                : try Self.acceptedOutcome(test, of: ArraySample(floats), at: level)
        }
        let outcome = try outcome(test)
        return Self.accepts(outcome.results, at: level) ? outcome : nil
    }

    /// Adds the tests of dependence that an accepted outcome lacks.
    func completed(_ accepted: Battery.Outcome, _ test: HypothesisTest) throws -> Battery.Outcome {
        guard separatesDependence(test) else { return accepted }
        var outcome = accepted
        outcome.append(
            type == .float64
                ? try test.dependence(of: ArraySample(values), at: outcome.resolution)
                : try test.dependence(of: ArraySample(floats), at: outcome.resolution)
        )
        return outcome
    }

    /// The tests of a hypothesis; only those of single values if these are out of order.
    func outcome(_ test: HypothesisTest) throws -> Battery.Outcome {
        if test.format != nil, test.hypothesis.isEntrywise { return try test.outcome(of: patterns()).outcome }
        if isInOrder || test.hypothesis.law.isStructured {
            return type == .float64
                ? try test.outcome(of: ArraySample(values))
                : try test.outcome(of: ArraySample(floats))
        }
        let battery = Battery(resolution: test.resolution)
        return type == .float64
            ? try battery.run(on: ArraySample(values), against: test.hypothesis.distribution)
            : try battery.run(on: ArraySample(floats), against: test.hypothesis.distribution)
    }

    /// Whether no rigorous test of single values rejects at its share of a level.
    static func accepts(_ results: [TestResult], at level: Double) -> Bool {
        results.allSatisfy { result in
            // Written so that a p-value that is not a number never passes.
            result.tier != .rigorous || !entryTests.contains(result.test)
                || result.pValue.value > level * Battery.weight(result.test)
        }
    }

    /// A reader of the values, for code that reads tensors.
    func reader(named name: String) -> TensorReader {
        let shape = [values.count]
        if type.sixteenBitFormat != nil { return TensorReader(holding: bits, as: type, shape: shape, name: name) }
        return type == .float64
            ? TensorReader(holding: values, as: .float64, shape: shape, name: name)
            : TensorReader(holding: floats, as: .float32, shape: shape, name: name)
    }

    // MARK: - Implementation

    /// Whether values are tested by themselves first: draws of one law, in order.
    private func separatesDependence(_ test: HypothesisTest) -> Bool {
        isInOrder && test.format == nil && !test.hypothesis.law.isStructured
    }

    private static func acceptedOutcome(
        _ test: HypothesisTest,
        of sample: some SampleSource,
        at level: Double
    ) throws -> Battery.Outcome? {
        let outcome = try test.entries(of: sample)
        guard accepts(outcome.results, at: level) else { return nil }
        return accepts(try test.levels(of: sample, at: outcome.resolution), at: level) ? outcome : nil
    }

    private func patterns() -> LatticeSample {
        var sample = LatticeSample()
        sample.add(bits)
        return sample
    }

    /// The patterns of 16-bit values.
    private var bits: [UInt16] {
        let isBrain = type == .bfloat16
        return values.map { value in
            if isBrain { return BFloat16(Float(value)).bitPattern }
            #if !(os(macOS) && arch(x86_64))
                return Float16(value).bitPattern
            #else
                return 0
            #endif
        }
    }
}
