#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that is written beside its place and takes it, whole, at the end: until `commit()` the old file stands.
///
/// A file that is let go of without a commit leaves nothing behind. A process that is killed leaves the staging file,
/// `PATH.partial-PROCESS-NUMBER`, which nobody reads and which may be removed.
public struct StagedFile: ~Copyable {
    /// Where the file will be.
    public let path: String

    private let stagingPath: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Whether the staging file has taken its place, so that its name is no longer this one's.
    private var isCommitted = false

    private static let bufferSize = 1 << 20

    /// So many names are tried.
    private static let maximumNumber = 1000

    /// Opens a file beside `path`.
    ///
    /// - Throws: `FileError` where the folder does not exist or cannot be written to, or `path` is itself a folder.
    public init(path: String) throws(FileError) {
        var status = stat()
        // Renaming would find it, too, but only at the end.
        let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        guard !isFolder else { throw FileError(path: path, operation: "create", code: EISDIR) }
        // Only a file that did not exist is written to: whatever stands under the name, a link included, stays as it
        // is. The process number keeps two runs apart, the other one two writers of a process.
        for number in 0..<Self.maximumNumber {
            let name = "\(path).partial-\(getpid())-\(number)"
            let opened = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
            if opened >= 0 {
                (self.path, stagingPath, descriptor) = (path, name, opened)
                return
            }
            if errno != EEXIST { break }
        }
        throw FileError(path: path, operation: "create", code: errno)
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
        isCommitted = true
    }

    deinit {
        close(descriptor)
        // After a commit the name is free, and may be another writer's.
        if !isCommitted { unlink(stagingPath) }
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
