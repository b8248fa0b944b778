internal import NumberTypes

/// Tensors known only by their description, without the values.
struct ListedTensors: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]
    let path: String

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let reason = "the values of \(quoted(tensor.name)) are not available"
        throw .file(FileError(path: path, operation: "read", reason: reason))
    }

    func verifyUnchanged() {}
}

extension TensorReader {
    /// The values as little-endian bytes; nil for integers and booleans.
    package func storedBytes() throws(WeightFileError) -> [UInt8]? {
        switch numberType {
        case .float16, .bfloat16:
            var values = [UInt16](repeating: 0, count: count)
            var span = values.mutableSpan
            try read(0..<count, into: &span)
            return values.flatMap { [UInt8](littleEndian: $0) }
        case .float32:
            var values = [Float](repeating: 0, count: count)
            var span = values.mutableSpan
            try read(0..<count, into: &span)
            return values.flatMap { [UInt8](littleEndian: $0.bitPattern) }
        case .float64:
            var values = [Double](repeating: 0, count: count)
            var span = values.mutableSpan
            try read(0..<count, into: &span)
            return values.flatMap { [UInt8](littleEndian: $0.bitPattern) }
        case .bool, .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64: return nil
        }
    }

    /// A tensor whose values were stored by `storedBytes()`.
    ///
    /// - Returns: nil if the number of bytes is wrong.
    package convenience init?(stored bytes: [UInt8], info: TensorInfo, path: String) {
        guard let type = info.type, bytes.count % type.size == 0, bytes.count / type.size == info.count else {
            return nil
        }
        self.init(
            path: path,
            info: info,
            storage: .elements(HeldBytes(bytes: bytes), start: 0, type: type, isBigEndian: false)
        )
    }
}

extension [UInt8] {
    /// The bytes of an integer, the lowest first.
    fileprivate init(littleEndian value: some FixedWidthInteger) {
        self = Swift.withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
