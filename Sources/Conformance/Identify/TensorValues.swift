internal import NumberTypes
internal import Stats
internal import WeightFiles

/// A tensor's values as the batteries take them: read again and again, or, for 16 bits, counted by pattern once.
struct TensorValues {
    let reader: TensorReader
    let profile: TensorProfile
    private let patterns: LatticeSample?

    /// The type's format if it has 16 bits.
    var format: SixteenBitFormat? { reader.numberType.sixteenBitFormat }

    init(_ reader: TensorReader, _ profile: TensorProfile) throws {
        (self.reader, self.profile) = (reader, profile)
        patterns = reader.numberType.sixteenBitFormat != nil ? try LatticeSample(reader, keepingOrder: false) : nil
    }

    /// The relative error of a value rounded once to the type.
    var unitRoundoff: Double { reader.numberType.unitRoundoff }

    /// The tests of all values, taken as independent, against a law.
    func outcome(of law: some Distribution, resolution: Resolution) throws -> Battery.Outcome {
        if let patterns, let format {
            return LatticeBattery(resolution: resolution)
                .run(patterns.counts, against: LatticeLaw(law, format: format, rounding: .nearestEven))
        }
        let battery = Battery(resolution: resolution)
        return reader.numberType == .float64
            ? try battery.run(on: FileSample<Double>(reader: reader), against: law)
            : try battery.run(on: FileSample<Float>(reader: reader), against: law)
    }

    /// The tests of some of the values, taken as independent, against a law.
    func outcome(of law: some Distribution, on some: [Double]) throws -> Battery.Outcome {
        let battery = Battery(resolution: .framework)
        return reader.numberType == .float64
            ? try battery.run(on: ArraySample(some), against: law)
            : try battery.run(on: ArraySample(some.map { Float($0) }), against: law)
    }

    /// All values in memory, row-major.
    func rowMajor() throws -> [Double] {
        reader.numberType == .float64
            ? try FileSample<Double>(reader: reader).rowMajor().values
            : try FileSample<Float>(reader: reader).rowMajor().values.map(Double.init)
    }
}

extension Battery.Outcome {
    /// Whether no rigorous test rejects at its share of the level.
    func isAccepted(at level: Double) -> Bool {
        results.allSatisfy { result in
            // Written so that a p-value that is not a number never passes.
            result.tier != .rigorous || result.pValue.value > level * Battery.weight(result.test)
        }
    }

    /// The smallest rigorous p-value, times `count` over its test's share of the level.
    func leastAdjusted(among count: Int) -> TailProbability {
        results.filter { $0.tier == .rigorous }
            .map { $0.pValue.times(Double(count) / Battery.weight($0.test)) }
            .min() ?? .one
    }
}
