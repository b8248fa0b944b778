internal import Claims
internal import Initializers
internal import NumberTypes
internal import WeightFiles

extension SeededDraw {
    /// The largest number of values that are drawn at once: the draw is held in memory.
    package static let countLimit = 1 << 30

    /// Compares a tensor with the draw.
    ///
    /// - Parameters:
    ///   - reader: the tensor.
    ///   - hypothesis: its claim.
    ///   - expected: the number of words before the tensor in a stream that goes on, if another tensor tells it.
    ///   - length: the number of words of such a stream in which the tensor may begin; 1 if it must be the first.
    ///   - zeros: places, row-major, that are 0 whatever the stream drew there.
    func comparison(
        of reader: TensorReader,
        claiming hypothesis: Hypothesis,
        expectedAt expected: Int? = nil,
        within length: Int = 1,
        zeros: Range<Int> = 0..<0
    ) throws(WeightFileError) -> StreamComparison {
        guard let law = hypothesis.streamLaw else {
            return undrawn("no stream draws \(hypothesis.scheme)")
        }
        guard reader.count <= Self.countLimit else {
            return undrawn("too large to be drawn at once")
        }
        var likely = [StreamPosition.start]
        if let expected, expected > 0, stream.goesOn { likely.append(StreamPosition(words: expected)) }
        let nearest = try nearest(reader, law, at: likely, zeros)
        if nearest.isEqual || length <= 1 { return nearest }
        guard SeedMatch.isTelling(count: reader.count, reader.numberType, tried: Double(length)) else {
            return undrawn("too few values to be looked for beyond the beginning of the stream")
        }
        let sought = SoughtValues(
            values: try TensorDoubles(reader).first(SoughtValues.mostCount),
            law: law,
            count: reader.count,
            numberType: reader.numberType
        )
        let places = positions(of: sought, below: length).filter { !likely.contains($0) }.prefix(Self.positionLimit)
        let later = try self.nearest(reader, law, at: Array(places), zeros)
        return later.differences < nearest.differences ? later : nearest
    }

    // MARK: - Implementation

    private func undrawn(_ reason: String) -> StreamComparison {
        StreamComparison(draw: self, outcome: .undrawn(reason: reason))
    }

    /// Places whose first values fit that are compared on all values.
    private static let positionLimit = 4

    /// The comparison with the fewest differences, over places and over the types that the values may have been drawn in.
    private func nearest(
        _ reader: TensorReader,
        _ law: StreamLaw,
        at positions: [StreamPosition],
        _ zeros: Range<Int>
    ) throws(WeightFileError) -> StreamComparison {
        var best: StreamComparison?
        for drawn in try Self.drawnTypes(reader) {
            let found = try compare(reader, law, drawnAs: drawn, positions, zeros)
            if found.isEqual { return found }
            if best.map({ found.differences < $0.differences }) ?? true { best = found }
        }
        return best ?? undrawn("no stream draws \(reader.numberType)")
    }

    /// The types that values may have been drawn in: their own, and single precision, which models are often drawn in and
    /// then stored in 16 bits, or as doubles.
    private static func drawnTypes(_ reader: TensorReader) throws(WeightFileError) -> [NumberType] {
        switch reader.numberType {
        case .float16, .bfloat16: return [reader.numberType, .float32]
        case .float64:
            let first = try TensorDoubles(reader).first(SoughtValues.mostCount)
            return first.allSatisfy { Double(Float($0)) == $0 } ? [.float64, .float32] : [.float64]
        default: return [reader.numberType]
        }
    }

    private func compare(
        _ reader: TensorReader,
        _ law: StreamLaw,
        drawnAs type: NumberType,
        _ positions: [StreamPosition],
        _ zeros: Range<Int>
    ) throws(WeightFileError) -> StreamComparison {
        switch type {
        case .float32: try compare(reader, law, drawnAs: Float.self, positions, zeros)
        case .float64: try compare(reader, law, drawnAs: Double.self, positions, zeros)
        case .bfloat16: try compare(reader, law, drawnAs: BFloat16.self, positions, zeros)
        case .float16:
            #if !(os(macOS) && arch(x86_64))
                try compare(reader, law, drawnAs: Float16.self, positions, zeros)
            #else
                undrawn("this processor has no float16")
            #endif
        case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
            undrawn("no stream draws \(type)")
        }
    }

    private func compare<Scalar: WeightScalar>(
        _ reader: TensorReader,
        _ law: StreamLaw,
        drawnAs type: Scalar.Type,
        _ positions: [StreamPosition],
        _ zeros: Range<Int>
    ) throws(WeightFileError) -> StreamComparison {
        let found = try TensorDoubles(reader)
        let shape = reader.info.shape
        var best: StreamComparison?
        for position in positions {
            let drawn: [Scalar]
            let end: Int?
            do {
                (drawn, end) = try draw(law, count: reader.count, as: type, at: position)
            } catch {
                return best ?? undrawn("\(error)")
            }
            let outcome: StreamComparison.Outcome
            if Scalar.self == Float.self, reader.numberType == .bfloat16 {
                let stored = drawn.map { BFloat16._rounding($0._widened) }
                outcome = try compare(found, stored, shape, law, at: position, zeros)
            } else if Scalar.self == Float.self, reader.numberType == .float16 {
                #if !(os(macOS) && arch(x86_64))
                    let stored = drawn.map { Float16._rounding($0._widened) }
                    outcome = try compare(found, stored, shape, law, at: position, zeros)
                #else
                    outcome = .undrawn(reason: "this processor has no float16")
                #endif
            } else {
                outcome = try compare(found, drawn, shape, law, at: position, zeros)
            }
            let comparison = StreamComparison(draw: self, outcome: outcome, end: end)
            if comparison.isEqual { return comparison }
            if best.map({ comparison.differences < $0.differences }) ?? true { best = comparison }
        }
        return best ?? undrawn("its first values are nowhere in the stream")
    }

    private func compare<Scalar: WeightScalar>(
        _ found: TensorDoubles,
        _ drawn: [Scalar],
        _ shape: [Int],
        _ law: StreamLaw,
        at position: StreamPosition,
        _ zeros: Range<Int>
    ) throws(WeightFileError) -> StreamComparison.Outcome {
        let granted = stream.unitsInTheLastPlace(law, Scalar.self)
        var worst = 0.0
        var different = 0
        var first: (place: Int, found: Double, drawn: Double)?
        var chunk = [Double](repeating: 0, count: min(1 << 16, drawn.count))
        var start = 0
        while start < drawn.count {
            let end = min(start + chunk.count, drawn.count)
            try found.read(start..<end, into: &chunk)
            for place in start..<end {
                let (value, own) = (chunk[place - start], drawn[place]._widened)
                guard value != own, !zeros.contains(place) else { continue }
                let ulps = Self.ulps(between: value, drawn[place])
                if ulps <= granted {
                    worst = max(worst, ulps)
                } else {
                    different += 1
                    if first == nil { first = (place, value, own) }
                }
            }
            start = end
        }
        guard let first else { return .equal(position: position.words, ulps: worst) }
        return .different(
            count: different,
            first: Self.index(of: first.place, in: shape),
            found: first.found,
            drawn: first.drawn,
            position: position.words
        )
    }

    /// The distance of a value from a draw in units of the draw's last place; infinite for NaN.
    private static func ulps<Scalar: WeightScalar>(between value: Double, _ drawn: Scalar) -> Double {
        let size = drawn._widened < 0 ? -drawn : drawn
        let distance = abs(value - drawn._widened) / (size.nextUp._widened - size._widened)
        return distance.isNaN ? .infinity : distance
    }

    private static func index(of place: Int, in shape: [Int]) -> [Int] {
        var rest = place
        var index = [Int](repeating: 0, count: shape.count)
        for axis in shape.indices.reversed() {
            index[axis] = rest % shape[axis]
            rest /= shape[axis]
        }
        return index
    }
}
