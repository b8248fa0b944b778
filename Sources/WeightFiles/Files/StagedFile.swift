#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that is written beside its place and takes it, whole, at the end: until `commit()` the old file stands, and a
/// file that is never committed leaves nothing behind.
public struct StagedFile: ~Copyable {
    /// Where the file will be.
    public let path: String

    private let stagingPath: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    private static let bufferSize = 1 << 20

    /// Opens a file beside `path`.
    ///
    /// - Throws: `FileError` where the folder does not exist or cannot be written to, or `path` is itself a folder.
    public init(path: String) throws(FileError) {
        var status = stat()
        // Renaming would find it, too, but only at the end.
        let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        self.path = path
        // The process number keeps two runs that write the same file apart.
        stagingPath = "\(path).partial-\(getpid())"
        descriptor = isFolder ? -1 : open(stagingPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw FileError(path: path, operation: "create", code: isFolder ? EISDIR : errno)
        }
    }

    /// Appends bytes.
    public mutating func write(_ bytes: some Sequence<UInt8>) throws(FileError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Appends the bytes of a span. Long ones go to the disk as they are, without a copy.
    public mutating func write(_ bytes: RawSpan) throws(FileError) {
        if buffer.count + bytes.byteCount < Self.bufferSize {
            bytes.withUnsafeBytes { buffer.append(contentsOf: $0) }
        } else {
            try flush()
            let (descriptor, path) = (descriptor, path)
            try bytes.withUnsafeBytes { bytes throws(FileError) in try writeAll(bytes, to: descriptor, path: path) }
        }
    }

    /// Writes out what is left, so that `commit()` has only the name to change: of several files that belong together
    /// all are finished before the first takes its place.
    public mutating func finish() throws(FileError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw FileError(path: path, operation: "write", code: errno) }
    }

    /// Writes out what is left and puts the file in its place.
    public consuming func commit() throws(FileError) {
        try finish()
        guard rename(stagingPath, path) == 0 else { throw FileError(path: path, operation: "write", code: errno) }
    }

    deinit {
        close(descriptor)
        // After a commit there is nothing under this name.
        unlink(stagingPath)
    }

    // MARK: - Implementation

    private mutating func flush() throws(FileError) {
        let (descriptor, path) = (descriptor, path)
        try buffer.withUnsafeBufferPointer { bytes throws(FileError) in
            try writeAll(UnsafeRawBufferPointer(bytes), to: descriptor, path: path)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(FileError) {
    var start = 0
    while start < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let written = write(descriptor, rest.baseAddress, rest.count)
        if written < 0 {
            if errno == EINTR { continue }
            throw FileError(path: path, operation: "write", code: errno)
        }
        start += written
    }
}
