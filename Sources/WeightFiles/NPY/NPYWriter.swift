/// Writes one tensor as a .npy file, row-major.
///
/// bfloat16 is written as NumPy writes that of ml_dtypes: as two bytes of a kind that the file does not name.
///
/// Source: NumPy documentation, numpy.lib.format, "Format Version 1.0" and "Format Version 2.0".
public struct NPYWriter<Scalar: StoredScalar>: ~Copyable {
    private var file: StagedFile

    /// Opens the file and writes its header.
    ///
    /// - Throws: `FileError` where the file cannot be created.
    public init(path: String, shape: [Int]) throws(FileError) {
        var staged = try StagedFile(path: path)
        try staged.write(Self.header(shape: shape))
        file = staged
    }

    /// Appends values in row-major order.
    public mutating func write(_ values: borrowing Span<Scalar>) throws(FileError) {
        try file.write(scalars: values)
    }

    /// Puts the file in its place.
    public consuming func commit() throws(FileError) {
        try file.commit()
    }

    // MARK: - Implementation

    package static func header(shape: [Int]) -> [UInt8] {
        let description =
            switch Scalar.storedType {
            case .float16: "<f2"
            case .bfloat16: "<V2"
            case .float32: "<f4"
            case .float64: "<f8"
            }
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = "{'descr': '\(description)', 'fortran_order': False, 'shape': (\(sizes)), }"
        // Version 1 counts the text's bytes, with up to 64 of padding, in 16 bits, version 2 in 32.
        let isLong = text.utf8.count > 0xFFFF - 64
        // Magic, version, length and text together fill a multiple of 64 bytes, the last one a line break.
        let prefix = isLong ? 12 : 10
        let padding = 64 - (prefix + text.utf8.count + 1) % 64
        text += String(repeating: " ", count: padding % 64) + "\n"
        let length = UInt32(text.utf8.count)
        return NPYHeader.magic + [isLong ? 2 : 1, 0]
            + (0..<(isLong ? 4 : 2)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(text.utf8)
    }
}
