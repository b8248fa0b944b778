internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

extension DiagnosisEngine {
    /// The type whose numbers the bits are, where these conform to the claim; nil where there is none.
    func otherType() throws -> Diagnosis? {
        let limit = min(reader.count, 1 << 18)
        guard limit >= 64 else { return nil }
        var words: [UInt32] = []
        switch reader.numberType {
        case .float16, .bfloat16:
            var patterns = [UInt16](repeating: 0, count: limit)
            var span = patterns.mutableSpan
            try reader.read(0..<limit, into: &span)
            let other: NumberType = reader.numberType == .float16 ? .bfloat16 : .float16
            if try fits(patterns, other) { return .otherType(other, isSwapped: false) }
            if try fits(patterns.map(\.byteSwapped), reader.numberType) {
                return .otherType(reader.numberType, isSwapped: true)
            }
        case .float32:
            var values = [Float](repeating: 0, count: limit)
            var span = values.mutableSpan
            try reader.read(0..<limit, into: &span)
            words = values.map(\.bitPattern)
            if try fits(words.map(\.byteSwapped), .float32) { return .otherType(.float32, isSwapped: true) }
        case .float64:
            var values = [Double](repeating: 0, count: limit)
            var span = values.mutableSpan
            try reader.read(0..<limit, into: &span)
            words = values.flatMap { [UInt32(truncatingIfNeeded: $0.bitPattern), UInt32($0.bitPattern >> 32)] }
            if try fits(values.map(\.bitPattern.byteSwapped), .float64) { return .otherType(.float64, isSwapped: true) }
            if try fits(words, .float32) { return .otherType(.float32, isSwapped: false) }
        default: return nil
        }
        let halves = words.flatMap { [UInt16(truncatingIfNeeded: $0), UInt16($0 >> 16)] }
        guard !halves.isEmpty else { return nil }
        for type in [NumberType.bfloat16, .float16] where try fits(halves, type) {
            return .otherType(type, isSwapped: false)
        }
        return nil
    }

    /// What the claim's framework does in 16 bits beside one rounding, where the values conform to the claim as far as
    /// numbers that are off by a spacing of the type can tell; nil elsewhere.
    func rounding(_ sample: DiagnosisSample) throws -> SixteenBitRounding? {
        guard let format = hypothesis.numberType.sixteenBitFormat, sample.values.count >= 64,
            let rounding = hypothesis.claim?.sixteenBitRounding(of: hypothesis.law), !rounding.isExact
        else { return nil }
        let law = hypothesis.distribution
        // Each of two roundings moves a value by half a spacing, and a bound by as much.
        let atom = LatticeLaw(law, format: format, rounding: .nearestEven).largestAtom
        let (low, high) = (law.support.lowerBound, law.support.upperBound)
        let slack = 2 * format.unitRoundoff
        let values = sample.values.map { x in
            let nearest = min(max(x, low), high)
            return abs(x - nearest) <= slack * abs(nearest) ? nearest : x
        }
        let battery = Battery(resolution: Resolution(min(0.5, 2 * atom)))
        let outcome = try battery.run(on: ArraySample(values), against: law)
        return DiagnosisSample.accepts(outcome, at: Self.level) ? rounding : nil
    }

    // MARK: - Implementation

    /// Whether bits, taken as numbers of a type, conform to the claim.
    private func fits<Word: BitwiseCopyable & Sendable>(_ bits: [Word], _ type: NumberType) throws -> Bool {
        let held = TensorReader(holding: bits, as: type, shape: [bits.count], name: "bits")
        let sample = try DiagnosisSample(held)
        guard sample.values.allSatisfy(\.isFinite) else { return false }
        // The rounding of narrower numbers is granted by the cells' resolution: their law is tested as it was drawn.
        return try conforms(hypothesis.law, DiagnosisSample(sample.values, type, isInOrder: false))
    }
}
