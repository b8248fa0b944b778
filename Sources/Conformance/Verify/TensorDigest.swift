internal import WeightFiles

/// What tells copies: hashes of a tensor's slices along its first axis and of its beginnings, and the zeros at its end.
struct TensorDigest {
    /// A hash of each slice, in order.
    private(set) var slices: [UInt64] = []

    /// Number of values in a slice.
    let sliceLength: Int

    /// A hash of the first m values, for each m that was asked for.
    private(set) var beginnings: [Int: UInt64] = [:]

    /// Number of zeros, of either sign, at the end.
    private(set) var trailingZeros = 0

    /// The largest number of slices.
    static let sliceLimit = 1 << 20

    /// The digest of a tensor of at least one value, read once.
    ///
    /// - Parameters:
    ///   - reader: the tensor.
    ///   - lengths: the beginnings to hash.
    init(_ reader: TensorReader, lengths: Set<Int>) throws {
        let first = (reader.info.isFortranOrder ? reader.info.shape.last : reader.info.shape.first) ?? 1
        sliceLength = first > 0 && first <= Self.sliceLimit ? reader.count / first : reader.count
        let stops = lengths.filter { $0 > 0 && $0 <= reader.count }.sorted()
        switch reader.info.type {
        case .float16, .bfloat16: try read(reader, stops, UInt16.self) { try reader.read($0, into: &$1) }
        case .float32:
            try read(reader, stops, Float.self) { try reader.read($0, into: &$1) }
        default:
            try read(reader, stops, Double.self) { try reader.read($0, into: &$1) }
        }
    }

    // MARK: - Implementation

    private mutating func read<Element: DigestElement>(
        _ reader: TensorReader,
        _ stops: [Int],
        _ type: Element.Type,
        _ fill: (Range<Int>, inout MutableSpan<Element>) throws -> Void
    ) throws {
        var buffer = [Element](repeating: Element.zero, count: min(1 << 16, reader.count))
        var whole = Mixer()
        var slice = Mixer()
        var position = 0
        var stop = 0
        while position < reader.count {
            let length = min(buffer.count, reader.count - position)
            var span = buffer.mutableSpan
            var part = span._mutatingExtracting(0..<length)
            try fill(position..<(position + length), &part)
            let values = buffer.span
            var start = 0
            while start < length {
                // To the next end of a slice or of a beginning.
                var end = min(length, start + sliceLength - (position + start) % sliceLength)
                if stop < stops.count { end = min(end, stops[stop] - position) }
                for i in start..<end {
                    let bits = values[i].digestBits
                    whole.add(bits)
                    slice.add(bits)
                    trailingZeros = values[i].isZeroOfEitherSign ? trailingZeros + 1 : 0
                }
                start = end
                if (position + start) % sliceLength == 0 {
                    slices.append(slice.value)
                    slice = Mixer()
                }
                while stop < stops.count, stops[stop] == position + start {
                    beginnings[stops[stop]] = whole.value
                    stop += 1
                }
            }
            position += length
        }
    }

    /// Two states that take turns, stirred by the multipliers of SplitMix64 (Steele, Lea & Flood 2014).
    private struct Mixer {
        private var even: UInt64 = 0
        private var odd: UInt64 = 0x9E37_79B9_7F4A_7C15

        @inline(__always)
        mutating func add(_ bits: UInt64) {
            let state = (even ^ bits) &* 0xBF58_476D_1CE4_E5B9
            even = odd
            odd = state ^ (state >> 31)
        }

        var value: UInt64 {
            var z = (even &* 0x94D0_49BB_1331_11EB) ^ odd
            z = (z ^ (z >> 27)) &* 0xBF58_476D_1CE4_E5B9
            return z ^ (z >> 31)
        }
    }
}

/// What a tensor is hashed by.
private protocol DigestElement {
    static var zero: Self { get }
    var digestBits: UInt64 { get }
    var isZeroOfEitherSign: Bool { get }
}

extension Float: DigestElement {
    fileprivate var digestBits: UInt64 { UInt64(bitPattern) }
    fileprivate var isZeroOfEitherSign: Bool { self == 0 }
}

extension Double: DigestElement {
    fileprivate var digestBits: UInt64 { bitPattern }
    fileprivate var isZeroOfEitherSign: Bool { self == 0 }
}

extension UInt16: DigestElement {
    fileprivate var digestBits: UInt64 { UInt64(self) }
    fileprivate var isZeroOfEitherSign: Bool { self & 0x7FFF == 0 }
}
