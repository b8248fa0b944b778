internal import CMath
internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

/// Draws with a planted defect: honest ones, altered.
struct AlteredSample: SampleSource {
    typealias Scalar = Float

    let base: DrawnSample
    let alteration: Alteration

    var count: Int { base.count }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
        try alteration.read(range, of: base, into: &destination)
    }
}

/// What a planted defect does to honest draws. Each altered element is a pure function of its index, as each draw is,
/// so the sample can be read again and in any pieces.
enum Alteration: Sendable {
    /// Values beyond the bounds are moved onto them.
    case clip(Float)

    /// The value at every `period`-th index, from `first` on, is replaced.
    case plant(value: Float, first: Int, period: Int)

    /// The last hundredth of the sample is zero: a shard that was never initialised.
    case zeroEnd

    /// Values are rounded to multiples of a step.
    case quantise(step: Float)

    /// Magnitudes are kept, signs alternate.
    case alternateSigns

    /// Each row is sorted.
    case sortRows

    /// Every second row is a copy of the one before.
    case repeatRows

    /// The sample is its first eighth, eight times.
    case repeatBlock

    /// Every tensor is drawn under the same key: layers, or ranks, that share one seed.
    case shareKeys

    /// The entries of a row have a common part: any two are correlated by rho. For normal laws about 0.
    case correlateRows(rho: Double)

    /// Uniforms of IBM's RANDU, x = 65539 x mod 2^31, on [-limit, limit).
    case randu(limit: Double)

    /// Each value is set to 0 with the given probability, independently of all others.
    case zeroByCoin(probability: Double)

    /// The first rows of each tensor are 0: this fraction of its rows, rounded up.
    case zeroFirstRows(fraction: Double)

    /// Matrices of the law's draws are replaced by the orthogonal factor of their QR decomposition, signs not fixed.
    case unsignedQR

    /// Uniform draws are replaced by the orthogonal factor of their QR decomposition, signs fixed.
    case signedQR

    /// Matrices of the law's draws become Hadamard's matrix over the root of its order, or leading columns of it. The
    /// signs of rows and columns are those of the draws.
    case hadamard

    /// Matrices are replaced by equal orthogonal blocks that are stacked.
    case stackedBlocks

    /// Matrices become those of the cosine transform, or leading columns of them. The signs of rows and columns are
    /// those of the draws.
    case cosines

    /// Matrices become blocks along the diagonal, orthonormal, with 1/8, 1/4 or 1/2 of the columns each, and zeros.
    case diagonalBlocks

    /// Uniforms on [-1, 1) become a truncated normal of the given standard deviation of the parent, with every step
    /// rounded to bfloat16: the uniform, the inverse error function, the product.
    case bfloat16Quantile(deviation: Float)

    /// The second half of each row is the first one again: two ranks, split along the last axis, that share a seed.
    case repeatHalfRows

    /// The first eighth of each row is zero: a shard that was never loaded.
    case zeroFirstColumns

    /// The scale falls along each row, from 1 + a share to 1 - the share.
    case slopeRows(Float)

    /// The first half of each row is wider by a share, the second narrower by as much.
    case scaleHalves(by: Float)

    /// Normal values become Student's t with an even number of degrees of freedom, scaled to the same variance: each is
    /// divided by the root of a sum of exponential variables.
    case student(degreesOfFreedom: Int)

    /// The first index that the alteration touches.
    var firstIndex: Int {
        if case .plant(_, let first, _) = self { return first }
        return 0
    }

    /// Writes the altered draws of a range.
    func read(_ range: Range<Int>, of sample: DrawnSample, into destination: inout MutableSpan<Float>) throws {
        switch self {
        case .shareKeys:
            var shared = sample
            shared.sharesKeys = true
            try shared.read(range, into: &destination)
        case .repeatRows:
            try copy(range, of: sample, blockSize: sample.rowLength, into: &destination) { $0 & ~1 }
        case .repeatBlock:
            try copy(range, of: sample, blockSize: max(1, sample.count / 8), into: &destination) { _ in 0 }
        case .sortRows:
            try sortRows(range, of: sample, into: &destination)
        case .randu(let limit):
            randu(range, limit: limit, into: &destination)
        case .unsignedQR, .signedQR, .hadamard, .cosines, .stackedBlocks, .diagonalBlocks:
            try orthonormalise(range, of: sample, into: &destination)
        case .repeatHalfRows:
            try repeatHalfRows(range, of: sample, into: &destination)
        default:
            try sample.read(range, into: &destination)
            try alter(range, of: sample, &destination)
        }
    }

    // MARK: - Implementation

    /// Alters a range that holds honest draws.
    private func alter(
        _ range: Range<Int>,
        of sample: DrawnSample,
        _ destination: inout MutableSpan<Float>
    ) throws {
        switch self {
        case .clip(let bound):
            for i in 0..<range.count { destination[i] = min(max(destination[i], -bound), bound) }
        case .plant(let value, let first, let period):
            var index = first
            if index < range.lowerBound { index += (range.lowerBound - index + period - 1) / period * period }
            while index < range.upperBound {
                destination[index - range.lowerBound] = value
                index += period
            }
        case .zeroEnd:
            let start = max(range.lowerBound, sample.count - sample.count / 100)
            for index in stride(from: start, to: range.upperBound, by: 1) { destination[index - range.lowerBound] = 0 }
        case .quantise(let step):
            for i in 0..<range.count { destination[i] = (destination[i] / step).rounded() * step }
        case .alternateSigns:
            for i in 0..<range.count {
                let magnitude = abs(destination[i])
                destination[i] = (range.lowerBound + i) & 1 == 0 ? magnitude : -magnitude
            }
        case .bfloat16Quantile(let deviation):
            let law = try TruncatedNormal(low: -2, high: 2)
            // The value of each uniform, by its pattern, once it is known.
            var values = [Float](repeating: .nan, count: 1 << 16)
            for i in 0..<range.count {
                let u = BFloat16(destination[i])
                let pattern = Int(u.bitPattern)
                if values[pattern].isNaN {
                    let z = BFloat16(law.quantile((Double(Float(u)) + 1) / 2))
                    values[pattern] = Float(BFloat16(Float(z) * deviation))
                }
                destination[i] = values[pattern]
            }
        case .scaleHalves(let share):
            for i in 0..<range.count {
                let column = (range.lowerBound + i) % sample.rowLength
                destination[i] *= 2 * column < sample.rowLength ? 1 + share : 1 - share
            }
        case .zeroFirstColumns:
            for i in 0..<range.count where (range.lowerBound + i) % sample.rowLength < sample.rowLength / 8 {
                destination[i] = 0
            }
        case .slopeRows(let share):
            let last = Float(sample.rowLength - 1)
            for i in 0..<range.count {
                let column = Float((range.lowerBound + i) % sample.rowLength)
                destination[i] *= 1 + share * (1 - 2 * column / last)
            }
        case .student(let degrees):
            try divide(range, of: sample, degrees, &destination)
        case .correlateRows(let rho):
            try correlate(range, of: sample, rho, &destination)
        case .zeroFirstRows(let fraction):
            let rows = Double(sample.elementCount / sample.rowLength)
            for i in 0..<range.count {
                let row = (range.lowerBound + i) % sample.elementCount / sample.rowLength
                if Double(row) < fraction * rows { destination[i] = 0 }
            }
        case .zeroByCoin(let probability):
            var coins = [Float](repeating: 0, count: range.count)
            var span = coins.mutableSpan
            try WeightLaw.uniform(low: 0, high: 1)
                .fill(&span, key: sample.key.folding("coins"), startingAt: range.lowerBound)
            for i in 0..<range.count where Double(coins[i]) < probability { destination[i] = 0 }
        default:
            break
        }
    }

    /// Why a tensor of a shape, with all axes but the last flattened, cannot have the mistake; nil where it can.
    func obstacle(at shape: [Int]) -> String? {
        let columns = shape.last ?? 1
        let rows = shape.dropLast().reduce(1, *)
        let (long, short) = (max(rows, columns), min(rows, columns))
        switch self {
        case .hadamard where long < 2 || long & (long - 1) != 0: return "the longer side is no power of 2"
        case .stackedBlocks where short < 2 || long == short || long % short != 0:
            return "the longer side is no multiple of the shorter one"
        case .diagonalBlocks where Self.diagonalCount(rows, columns) == nil: return "both sides are not even"
        case .repeatHalfRows where !columns.isMultiple(of: 2): return "the rows have no halves"
        default: return nil
        }
    }

    /// Copies blocks: block b of the sample is block `source(b)` of the draws.
    private func copy(
        _ range: Range<Int>,
        of sample: DrawnSample,
        blockSize: Int,
        into destination: inout MutableSpan<Float>,
        from source: (Int) -> Int
    ) throws {
        var position = range.lowerBound
        while position < range.upperBound {
            let (block, offset) = position.quotientAndRemainder(dividingBy: blockSize)
            let length = min(blockSize - offset, range.upperBound - position)
            let from = source(block) * blockSize + offset
            let start = position - range.lowerBound
            try destination.withPart(start..<(start + length)) { part in
                try sample.read(from..<(from + length), into: &part)
            }
            position += length
        }
    }

    private func repeatHalfRows(
        _ range: Range<Int>,
        of sample: DrawnSample,
        into destination: inout MutableSpan<Float>
    ) throws {
        let (length, half) = (sample.rowLength, sample.rowLength / 2)
        for row in range.lowerBound / length...(range.upperBound - 1) / length {
            for part in [0, half] {
                let wanted = range.clamped(to: row * length + part..<row * length + part + half)
                guard !wanted.isEmpty else { continue }
                let start = wanted.lowerBound - range.lowerBound
                try destination.withPart(start..<start + wanted.count) { values in
                    try sample.read(wanted.lowerBound - part..<wanted.upperBound - part, into: &values)
                }
            }
        }
    }

    private func sortRows(
        _ range: Range<Int>,
        of sample: DrawnSample,
        into destination: inout MutableSpan<Float>
    ) throws {
        let length = sample.rowLength
        var row = [Float](repeating: 0, count: length)
        var position = range.lowerBound
        while position < range.upperBound {
            let start = position / length * length
            var span = row.mutableSpan
            try sample.read(start..<(start + length), into: &span)
            row.sortByKey()
            while position < min(start + length, range.upperBound) {
                destination[position - range.lowerBound] = row[position - start]
                position += 1
            }
        }
    }

    private func correlate(
        _ range: Range<Int>,
        of sample: DrawnSample,
        _ rho: Double,
        _ destination: inout MutableSpan<Float>
    ) throws {
        let length = sample.rowLength
        let rows = (range.lowerBound / length)..<((range.upperBound - 1) / length + 1)
        var common = [Float](repeating: 0, count: rows.count)
        var span = common.mutableSpan
        // The row's common part has the law's own standard deviation, taken here as that of the claim, 0.02.
        try WeightLaw.normal(mean: 0, standardDeviation: 0.02 * rho.squareRoot())
            .fill(&span, key: sample.key.folding("common part of rows"), startingAt: rows.lowerBound)
        let own = Float((1 - rho).squareRoot())
        for i in 0..<range.count {
            let row = (range.lowerBound + i) / length - rows.lowerBound
            destination[i] = own * destination[i] + common[row]
        }
    }

    private func divide(
        _ range: Range<Int>,
        of sample: DrawnSample,
        _ degrees: Int,
        _ destination: inout MutableSpan<Float>
    ) throws {
        // chi-square of 2 k degrees of freedom is -2 log of a product of k uniforms.
        var product = [Float](repeating: 1, count: range.count)
        var factor = product
        for k in 0..<degrees / 2 {
            var span = factor.mutableSpan
            try WeightLaw.uniform(low: 0, high: 1)
                .fill(&span, key: sample.key.folding("degrees of freedom").folding(k), startingAt: range.lowerBound)
            // A product of a few uniforms lies far above the smallest number, and none of them is 0.
            for i in 0..<range.count { product[i] *= max(factor[i], 0x1p-24) }
        }
        for i in 0..<range.count {
            let square = -2 * log(Double(product[i])) / Double(degrees - 2)
            destination[i] /= Float(square.squareRoot())
        }
    }

    private func randu(_ range: Range<Int>, limit: Double, into destination: inout MutableSpan<Float>) {
        // x_i = 65539^(i+1) mod 2^31, by binary powers to the start of the range.
        var state: UInt32 = 1
        var power: UInt32 = 65_539
        var steps = range.lowerBound
        while steps > 0 {
            if steps & 1 == 1 { state = state &* power }
            power = power &* power
            steps >>= 1
        }
        for i in 0..<range.count {
            state = (state &* 65_539) & 0x7FFF_FFFF
            destination[i] = Float((Double(state) * 0x1p-30 - 1) * limit)
        }
    }
}
