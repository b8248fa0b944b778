internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

extension DiagnosisEngine {
    /// The type in which the same bits conform to the claim; nil where there is none.
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

    // MARK: - Implementation

    /// Whether bits, taken as numbers of a type, conform to the claim.
    private func fits<Word: BitwiseCopyable & Sendable>(_ bits: [Word], _ type: NumberType) throws -> Bool {
        let held = TensorReader(holding: bits, as: type, shape: [bits.count], name: "bits")
        let sample = try DiagnosisSample(held)
        guard sample.values.allSatisfy(\.isFinite) else { return false }
        // The cells' resolution grants the rounding of narrower numbers, so their law is tested as it was drawn.
        return try conforms(hypothesis.law, DiagnosisSample(sample.values, type, isInOrder: false))
    }
}
