/// A run of bytes that holds one array: a whole file, a part of it, or a member of an archive.
protocol ByteRegion: Sendable {
    /// The number of bytes.
    var size: Int { get }

    /// Whether reads are slow in any order but the file's.
    var isSequential: Bool { get }

    /// Fills a buffer with the bytes from `offset` on, counted from the region's start.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError)
}

extension ByteRegion {
    var isSequential: Bool { false }

    /// The `count` bytes from `offset` on. The region must have them.
    func bytes(at offset: Int, count: Int) throws(WeightFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try span.withUnsafeMutableBytes { buffer throws(WeightFileError) in try read(at: offset, into: buffer) }
        return bytes
    }
}

/// A part of a file that is stored as is.
struct FileRegion: ByteRegion {
    let source: ByteSource
    let start: Int
    let size: Int

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        try source.read(at: start + offset, into: buffer)
    }
}
