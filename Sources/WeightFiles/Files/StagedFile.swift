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
        var start = 0
        while start < buffer.count {
            // Qualified by hand: `write` alone would be this type's own.
            let written = buffer.withUnsafeBytes { bytes in
                posixWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]))
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw FileError(path: path, operation: "write", code: errno)
            }
            start += written
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

/// A file that the system refused to open, read or write.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// What was tried: create, read, write.
    public let operation: String

    /// The system's error number.
    public let code: Int32

    init(path: String, operation: String, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    public var description: String { "\(path): cannot \(operation): \(String(cString: strerror(code)))" }
}

/// Makes a folder, and those above it, unless it is there.
///
/// - Throws: `FileError` where the path is taken by something that is no folder, or a folder cannot be made.
public func createFolder(_ path: String) throws(FileError) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
        prefix += part
        if mkdir(prefix, 0o755) != 0, errno != EEXIST {
            throw FileError(path: prefix, operation: "create the folder", code: errno)
        }
        prefix += "/"
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, operation: "read", code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(path: path, operation: "create the folder", code: ENOTDIR)
    }
}
