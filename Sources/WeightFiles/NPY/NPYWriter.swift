/// A type that NumPy's .npy files can hold.
public protocol NPYScalar {
    /// NumPy's description of the type, little-endian: `<f4`, `<f8`.
    static var npyDescription: String { get }

    /// The value's bytes, least significant first.
    var littleEndianBytes: [UInt8] { get }
}

extension Float: NPYScalar {
    public static var npyDescription: String { "<f4" }
    public var littleEndianBytes: [UInt8] { withUnsafeBytes(of: bitPattern.littleEndian) { Array($0) } }
}

extension Double: NPYScalar {
    public static var npyDescription: String { "<f8" }
    public var littleEndianBytes: [UInt8] { withUnsafeBytes(of: bitPattern.littleEndian) { Array($0) } }
}

/// Writes one tensor as a .npy file, version 1.0, row-major.
///
/// Source: NumPy documentation, numpy.lib.format, "Format Version 1.0".
public struct NPYWriter<Scalar: NPYScalar>: ~Copyable {
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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * MemoryLayout<Scalar>.size)
        for i in values.indices { bytes += values[i].littleEndianBytes }
        try file.write(bytes)
    }

    /// Puts the file in its place.
    public consuming func commit() throws(FileError) {
        try file.commit()
    }

    // MARK: - Implementation

    package static func header(shape: [Int]) -> [UInt8] {
        let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = "{'descr': '\(Scalar.npyDescription)', 'fortran_order': False, 'shape': (\(sizes)), }"
        // Magic, version, length and text together fill a multiple of 64 bytes, the last one a line break.
        let prefix = 10
        let padding = 64 - (prefix + text.utf8.count + 1) % 64
        text += String(repeating: " ", count: padding % 64) + "\n"
        let length = UInt16(truncatingIfNeeded: text.utf8.count)
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
    }
}
