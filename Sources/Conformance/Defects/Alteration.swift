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

/// What a planted defect does to honest draws. Like these, each altered element is a pure function of its index, so that
/// the sample can be read again and in any pieces.
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

    /// The first rows of each tensor are 0, as many as are the fraction of all, rounded up.
    case zeroFirstRows(fraction: Double)

    /// Matrices of the law's draws are replaced by the orthogonal factor of their QR decomposition, signs not fixed; a range
    /// is a whole matrix.
    case unsignedQR

    /// Uniform draws are replaced by the orthogonal factor of their QR decomposition, signs fixed; a range is a whole matrix.
    case signedQR

    /// Matrices of the law's draws are replaced by Hadamard's matrix, or leading columns of it, over the root of its order; the signs of
    /// rows and columns are those of the draws. A range is a whole matrix.
    case hadamard

    /// Matrices are replaced by equal orthogonal blocks that are stacked; a range is a whole matrix.
    case stackedBlocks

    /// Uniforms on [-1, 1) become a truncated normal of the given standard deviation of the parent, every step rounded to
    /// bfloat16: the uniform, the inverse error function, the product.
    case bfloat16Quantile(deviation: Float)

    /// The first half of each row is wider by a share, the second narrower by as much.
    case scaleHalves(by: Float)

    /// Normal values become Student's t of an even number of degrees of freedom, scaled to the same variance: each is divided
    /// by the root of a sum of exponential ones.
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
            for i in 0..<range.count {
                let u = Float(BFloat16(destination[i]))
                let z = BFloat16(law.quantile((Double(u) + 1) / 2))
                destination[i] = Float(BFloat16(Float(z) * deviation))
            }
        case .unsignedQR, .signedQR, .hadamard, .stackedBlocks:
            let columns = sample.rowLength
            let rows = range.count / columns
            // The draws are taken as the matrix, or as its transpose where there are fewer rows than columns.
            let draws = (0..<range.count).map { Double(destination[$0]) }
            let q = orthonormal(draws, rows: max(rows, columns), columns: min(rows, columns))
            for r in 0..<rows {
                for c in 0..<columns {
                    destination[r * columns + c] = Float(rows < columns ? q[c * rows + r] : q[r * columns + c])
                }
            }
        case .scaleHalves(let share):
            for i in 0..<range.count {
                let column = (range.lowerBound + i) % sample.rowLength
                destination[i] *= 2 * column < sample.rowLength ? 1 + share : 1 - share
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

    /// Orthonormal columns made of draws; `rows` is at least `columns`.
    private func orthonormal(_ draws: [Double], rows: Int, columns: Int) -> [Double] {
        switch self {
        case .hadamard:
            let scale = 1 / Double(rows).squareRoot()
            return (0..<rows * columns).map { place in
                let (r, c) = place.quotientAndRemainder(dividingBy: columns)
                let isNegative = (r > 0 && draws[r * columns] < 0) != (draws[c] < 0)
                return (r & c).nonzeroBitCount.isMultiple(of: 2) == isNegative ? -scale : scale
            }
        case .stackedBlocks:
            let block = UnsignedQR.signed(draws, rows: columns, columns: columns)
            let scale = (Double(columns) / Double(rows)).squareRoot()
            return (0..<rows * columns).map { block[$0 % block.count] * scale }
        case .signedQR:
            return UnsignedQR.signed(draws, rows: rows, columns: columns)
        default:
            return UnsignedQR.factor(draws, rows: rows, columns: columns)
        }
    }

    /// Why a tensor of a shape, its axes but the last one flattened, cannot have the mistake; nil where it can.
    func obstacle(at shape: [Int]) -> String? {
        let columns = shape.last ?? 1
        let rows = shape.dropLast().reduce(1, *)
        let (long, short) = (max(rows, columns), min(rows, columns))
        switch self {
        case .hadamard where long < 2 || long & (long - 1) != 0: return "the longer side is no power of 2"
        case .stackedBlocks where short < 2 || long == short || long % short != 0:
            return "the longer side is no multiple of the shorter one"
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
            // A product of a few uniforms lies far above the smallest number; 0 itself is none of them.
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
