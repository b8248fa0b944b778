internal import NumberTypes

/// Writes one tensor as a .npy file, row-major.
///
/// bfloat16 is written as NumPy writes ml_dtypes' bfloat16: as two bytes whose type the file does not name.
///
/// Source: NumPy documentation, numpy.lib.format, "Format Version 1.0" and "Format Version 2.0".
public struct NPYWriter<Scalar: StoredScalar>: ~Copyable {
    private var file: StagedFile
    private let path: String
    private let count: Int

    /// How many values are still to be written.
    private var missing: Int

    /// Opens the file and writes its header.
    ///
    /// - Throws: `FileError` if the file cannot be created or the shape is impossible.
    public init(path: String, shape: [Int]) throws(FileError) {
        guard shape.allSatisfy({ $0 >= 0 }), let count = shape.checkedProduct else {
            let reason = "expected sizes of at least 0 with a product of at most 2^63 - 1, not \(listed(shape))"
            throw FileError(path: path, operation: "create", reason: reason)
        }
        var staged = try StagedFile(path: path)
        try staged.write(Self.header(shape: shape))
        file = staged
        (self.path, self.count, missing) = (path, count, count)
    }

    /// Appends values in row-major order.
    ///
    /// - Throws: `FileError` if they cannot be written, or are more than the shape has left.
    public mutating func write(_ values: borrowing Span<Scalar>) throws(FileError) {
        guard values.count <= missing else { throw wrongCount("more") }
        missing -= values.count
        try file.write(scalars: values)
    }

    /// Puts the file in its place.
    ///
    /// - Throws: `FileError` if it cannot be written, or if fewer values were written than the shape has. An old file
    ///   then stays.
    public consuming func commit() throws(FileError) {
        guard missing == 0 else { throw wrongCount("\(count - missing)") }
        try file.commit()
    }

    // MARK: - Implementation

    private borrowing func wrongCount(_ found: String) -> FileError {
        FileError(path: path, operation: "write", reason: "expected \(count) values, got \(found)")
    }

    package static func header(shape: [Int]) -> [UInt8] {
        let description =
            switch Scalar.numberType {
            case .float16: "<f2"
            case .bfloat16: "<V2"
            case .float32: "<f4"
            case .float64: "<f8"
            case .bool: "|b1"
            case .int8: "|i1"
            case .uint8: "|u1"
            case .int16: "<i2"
            case .uint16: "<u2"
            case .int32: "<i4"
            case .uint32: "<u4"
            case .int64: "<i8"
            case .uint64: "<u8"
            }
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = "{'descr': '\(description)', 'fortran_order': False, 'shape': (\(sizes)), }"
        // Version 1 stores the text's length, with up to 64 bytes of padding, in 16 bits; version 2 in 32.
        let isLong = text.utf8.count > 0xFFFF - 64
        // Magic, version, length and text together fill a multiple of 64 bytes and end with a line break.
        let prefix = isLong ? 12 : 10
        let padding = 64 - (prefix + text.utf8.count + 1) % 64
        text += String(repeating: " ", count: padding % 64) + "\n"
        let length = UInt32(text.utf8.count)
        return NPYHeader.magic + [isLong ? 2 : 1, 0]
            + (0..<(isLong ? 4 : 2)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(text.utf8)
    }
}
