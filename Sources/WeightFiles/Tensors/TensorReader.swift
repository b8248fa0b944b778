public import NumberTypes

/// Reads the elements of one tensor.
///
/// Elements are numbered in the file's order: row-major, unless the tensor is in Fortran order. They can be read in any
/// order, any number of times, by several threads at once. Besides the caller's buffer, a read needs at most a few
/// hundred KiB. Standard input is held as a whole. In a deflated member, a read before the end of the last one is slow:
/// the member is inflated again from its start.
public final class TensorReader: Sendable {
    enum Storage {
        case elements(any ByteRegion, start: Int, type: NumberType, isBigEndian: Bool)
        case numbers(any NumberSource)
    }

    /// The tensor.
    public let info: TensorInfo

    /// The file.
    package let path: String
    let storage: Storage

    init(path: String, info: TensorInfo, storage: Storage) {
        self.path = path
        self.info = info
        self.storage = storage
    }

    /// The type of the elements, as they are stored.
    public var numberType: NumberType {
        switch storage {
        case .elements(_, _, let type, _): type
        case .numbers: .float64
        }
    }

    /// The number of elements.
    public var count: Int { info.count }

    /// Whether reads are slow in any order but the file's, as in a deflated member or a text.
    public var isSequential: Bool {
        switch storage {
        case .elements(let region, _, _, _): region.isSequential
        case .numbers: true
        }
    }

    /// A reader of a slice as a tensor of its own, in the same order.
    ///
    /// - Throws: `TensorSliceError` if the tensor has no such part.
    public func selecting(_ slice: TensorSlice) throws(TensorSliceError) -> TensorReader {
        let part = try info.part(slice)
        return selecting(part.runs, shape: part.shape)
    }

    /// A reader of what some slices leave: whole rows if the slices are whole rows, otherwise a vector.
    ///
    /// - Throws: `TensorSliceError` if the tensor has no such parts, or two of them overlap.
    public func selecting(beside slices: [TensorSlice]) throws(TensorSliceError) -> TensorReader {
        let part = try info.rest(beside: slices)
        return selecting(part.runs, shape: part.shape)
    }

    /// The same elements as a tensor of another shape, in the same order.
    package func reshaped(to shape: [Int]) -> TensorReader {
        precondition(shape.checkedProduct == count, "shape \(shape) is not that of \(count) values")
        var info = info
        info.shape = shape
        return TensorReader(path: path, info: info, storage: storage)
    }

    /// Whether another tensor of the same type and count has the same numbers, bit for bit.
    public func isSame(as other: TensorReader) throws(WeightFileError) -> Bool {
        precondition(numberType == other.numberType && count == other.count, "\(info) and \(other.info)")
        switch numberType.size {
        case 1: return try isSame(as: other, UInt8.self)
        case 2: return try isSame(as: other, UInt16.self)
        case 4: return try isSame(as: other, UInt32.self)
        default: return try isSame(as: other, UInt64.self)
        }
    }

    /// Reads elements as single-precision numbers. 16-bit numbers are widened, which is exact.
    ///
    /// - Parameters:
    ///   - range: The elements to read, within `0..<count`.
    ///   - values: The destination, with room for exactly `range`.
    /// - Throws: `WeightFileError.file` if the file cannot be read or has become shorter; `.format` if a compressed
    ///   member or a text turns out malformed, or the tensor's type is not float16, bfloat16 or float32.
    public func read(_ range: Range<Int>, into values: inout MutableSpan<Float>) throws(WeightFileError) {
        check(range, values.count)
        guard case .elements(let region, let start, let type, let isBigEndian) = storage,
            type.size == 2 || type == .float32, !type.isExact
        else {
            throw refusal("float32")
        }
        let words = WordReader(region: region, isBigEndian: isBigEndian)
        let offset = start + range.lowerBound * type.size
        try values.withUnsafeMutableBufferPointer { values throws(WeightFileError) in
            if type == .float32 {
                try words.fill(UnsafeMutableRawBufferPointer(values), at: offset, UInt32.self)
            } else {
                try words.forEachChunk(UInt16.self, at: offset, count: values.count) { chunk, start in
                    Widening.widen(chunk, of: type, into: values.part(start, chunk.count))
                }
            }
        }
    }

    /// Reads elements as double-precision numbers. A 64-bit integer that a double cannot hold exactly becomes NaN.
    ///
    /// - Parameters:
    ///   - range: The elements to read, within `0..<count`.
    ///   - values: The destination, with room for exactly `range`.
    /// - Throws: `WeightFileError.file` if the file cannot be read or has become shorter; `.format` if a compressed
    ///   member or a text turns out malformed.
    public func read(_ range: Range<Int>, into values: inout MutableSpan<Double>) throws(WeightFileError) {
        check(range, values.count)
        try values.withUnsafeMutableBufferPointer { values throws(WeightFileError) in
            switch storage {
            case .numbers(let source):
                try source.read(at: range.lowerBound, into: values)
            case .elements(let region, let start, let type, let isBigEndian):
                let words = WordReader(region: region, isBigEndian: isBigEndian)
                let offset = start + range.lowerBound * type.size
                switch type {
                case .float64:
                    try words.fill(UnsafeMutableRawBufferPointer(values), at: offset, UInt64.self)
                case .float32:
                    try words.forEachChunk(UInt32.self, at: offset, count: values.count) { chunk, start in
                        Widening.widen(chunk, into: values.part(start, chunk.count))
                    }
                case .float16, .bfloat16:
                    try words.forEachChunk(UInt16.self, at: offset, count: values.count) { chunk, start in
                        Widening.widen(chunk, of: type, into: values.part(start, chunk.count))
                    }
                case .bool: try words.widen(UInt8.self, at: offset, into: values) { $0 == 0 ? 0 : 1 }
                case .int8: try words.widen(UInt8.self, at: offset, into: values) { Double(Int8(bitPattern: $0)) }
                case .uint8: try words.widen(UInt8.self, at: offset, into: values) { Double($0) }
                case .int16: try words.widen(UInt16.self, at: offset, into: values) { Double(Int16(bitPattern: $0)) }
                case .uint16: try words.widen(UInt16.self, at: offset, into: values) { Double($0) }
                case .int32: try words.widen(UInt32.self, at: offset, into: values) { Double(Int32(bitPattern: $0)) }
                case .uint32: try words.widen(UInt32.self, at: offset, into: values) { Double($0) }
                case .int64:
                    try words.widen(UInt64.self, at: offset, into: values) {
                        Double(exactly: Int64(bitPattern: $0)) ?? .nan
                    }
                case .uint64: try words.widen(UInt64.self, at: offset, into: values) { Double(exactly: $0) ?? .nan }
                }
            }
        }
    }

    /// Reads the bit patterns of 16-bit elements.
    ///
    /// - Parameters:
    ///   - range: The elements to read, within `0..<count`.
    ///   - patterns: The destination, with room for exactly `range`.
    /// - Throws: `WeightFileError.file` if the file cannot be read or has become shorter; `.format` if a compressed
    ///   member turns out malformed, or the tensor's type is neither float16 nor bfloat16.
    public func read(_ range: Range<Int>, into patterns: inout MutableSpan<UInt16>) throws(WeightFileError) {
        check(range, patterns.count)
        guard case .elements(let region, let start, let type, let isBigEndian) = storage,
            type == .float16 || type == .bfloat16
        else {
            throw refusal("bit patterns of float16 or bfloat16")
        }
        let words = WordReader(region: region, isBigEndian: isBigEndian)
        try patterns.withUnsafeMutableBufferPointer { patterns throws(WeightFileError) in
            let offset = start + range.lowerBound * 2
            try words.fill(UnsafeMutableRawBufferPointer(patterns), at: offset, UInt16.self)
        }
    }

    // MARK: - Implementation

    private func selecting(_ runs: ElementRuns, shape: [Int]) -> TensorReader {
        var part = info
        (part.shape, part.count) = (shape, runs.count)
        let selected: Storage =
            switch storage {
            case .elements(let region, let start, let type, let isBigEndian):
                .elements(
                    SelectedRegion(base: region, start: start, runs: runs, elementSize: type.size),
                    start: 0,
                    type: type,
                    isBigEndian: isBigEndian
                )
            case .numbers(let source): .numbers(SelectedNumbers(base: source, runs: runs))
            }
        return TensorReader(path: path, info: part, storage: selected)
    }

    private func isSame<Word: FixedWidthInteger & BitwiseCopyable>(
        as other: TensorReader,
        _ type: Word.Type
    ) throws(WeightFileError) -> Bool {
        var first = [Word](repeating: 0, count: min(count, 1 << 16))
        var second = first
        var start = 0
        while start < count {
            let length = min(first.count, count - start)
            try readWords(start..<start + length, into: &first)
            try other.readWords(start..<start + length, into: &second)
            if first[..<length] != second[..<length] { return false }
            start += length
        }
        return true
    }

    /// Reads the stored words of elements into the beginning of an array.
    private func readWords<Word: FixedWidthInteger & BitwiseCopyable>(
        _ range: Range<Int>,
        into words: inout [Word]
    ) throws(WeightFileError) {
        var span = words.mutableSpan
        try span.withUnsafeMutableBytes { whole throws(WeightFileError) in
            let buffer = UnsafeMutableRawBufferPointer(rebasing: whole[..<(range.count * MemoryLayout<Word>.stride)])
            switch storage {
            case .elements(let region, let start, let type, let isBigEndian):
                let offset = start + range.lowerBound * type.size
                try WordReader(region: region, isBigEndian: isBigEndian).fill(buffer, at: offset, Word.self)
            case .numbers(let source):
                try source.read(at: range.lowerBound, into: buffer.bindMemory(to: Double.self))
            }
        }
    }

    private func check(_ range: Range<Int>, _ room: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) is not within 0..<\(count)")
        precondition(range.count == room, "\(range.count) elements do not fill a buffer of \(room)")
    }

    private func refusal(_ wanted: String) -> WeightFileError {
        let found = numberType
        let part = "tensor \(quoted(info.name))"
        return .format(
            FileFormatError(
                path: path,
                part: part,
                "type",
                found: found.rawValue,
                expected: "a type that can be read as \(wanted)"
            )
        )
    }
}

extension UnsafeMutableBufferPointer {
    fileprivate func part(_ start: Int, _ count: Int) -> Self { Self(rebasing: self[start..<start + count]) }
}
