internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

extension NumberType {
    /// The relative error of a value rounded once to the type, which is read as float32 unless it is wider.
    var unitRoundoff: Double { sixteenBitFormat?.unitRoundoff ?? (self == .float64 ? 0x1p-53 : 0x1p-24) }
}

extension SixteenBitFormat {
    /// Half a unit in the last place of 1: 8 and 11 bits of precision, the leading one included.
    var unitRoundoff: Double {
        switch self {
        case .bfloat16: 0x1p-8
        case .float16: 0x1p-11
        }
    }

    /// The least positive value.
    var leastPositive: Double { pattern(at: 1).map { value($0) } ?? 0 }
}

/// A 16-bit type in which the initializers draw.
protocol SixteenBitScalar: WeightScalar {
    var bitPattern: UInt16 { get }
    init(_ value: Float)
}

extension BFloat16: SixteenBitScalar {}

#if !(os(macOS) && arch(x86_64))
    extension Float16: SixteenBitScalar {}
#endif

/// 16-bit draws: the counts of all patterns, and the first patterns in their order, for tests that depend on it.
struct LatticeSample {
    private(set) var counts = PatternCounts()
    private(set) var leading: [UInt16] = []

    /// The number of patterns that are kept in order.
    static let leadingLimit = 1 << 22

    /// The package's own draws for a claim, in the 16-bit type.
    static func drawn(
        _ claim: Claim,
        format: SixteenBitFormat,
        shape: [Int],
        count: Int,
        key: Key
    ) throws -> LatticeSample {
        switch format {
        case .bfloat16: return try drawn(claim, BFloat16.self, shape: shape, count: count, key: key)
        #if !(os(macOS) && arch(x86_64))
            case .float16: return try drawn(claim, Float16.self, shape: shape, count: count, key: key)
        #else
            case .float16: throw ClaimError.invalidShape(shape, expected: "a processor with half precision")
        #endif
        }
    }

    /// A sample drawn in single precision, each value rounded to the format.
    static func rounded(_ sample: some SampleSource<Float>, to format: SixteenBitFormat) throws -> LatticeSample {
        var result = LatticeSample()
        var buffer = [Float](repeating: 0, count: min(sample.count, DrawnSample.chunkSize))
        for start in stride(from: 0, to: sample.count, by: buffer.count) {
            let length = min(buffer.count, sample.count - start)
            var span = buffer.mutableSpan
            try sample.read(start..<(start + length), into: &span)
            result.add(buffer[..<length].map { format.nearest(Double($0)) })
        }
        return result
    }

    // MARK: - Implementation

    mutating func add(_ patterns: [UInt16], keepingOrder: Bool = true) {
        counts.add(patterns.span)
        guard keepingOrder else { return }
        leading += patterns.prefix(Self.leadingLimit - leading.count)
    }

    private static func drawn<Scalar: SixteenBitScalar>(
        _ claim: Claim,
        _ type: Scalar.Type,
        shape: [Int],
        count: Int,
        key: Key
    ) throws -> LatticeSample {
        var result = LatticeSample()
        let size = try elementCount(of: shape)
        var buffer = [Scalar](repeating: 0, count: min(size, DrawnSample.chunkSize))
        var position = 0
        while position < count {
            let (tensor, offset) = position.quotientAndRemainder(dividingBy: size)
            let length = min(buffer.count, size - offset, count - position)
            var span = buffer.mutableSpan
            let initializer = try claim.initializer(key: key.folding(tensor))
            try span.withPart(0..<length) { part in try initializer.fill(&part, shape: shape, startingAt: offset) }
            result.add(buffer[..<length].map(\.bitPattern))
            position += length
        }
        return result
    }
}
