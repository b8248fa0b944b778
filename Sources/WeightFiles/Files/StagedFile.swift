#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that is written in full before it replaces the old one. Until `commit()` the old file stays.
///
/// Dropped without a commit, it leaves nothing behind. A killed process leaves nothing either where the system has
/// nameless files (Linux, on most file systems). Elsewhere it leaves the staging file, `.glorot-partial-PROCESS-NUMBER`
/// in the same folder. Nothing reads that file; remove it at will.
///
/// A symbolic link stays a link: the file that it leads to is replaced. Pipes and devices are refused, since they
/// cannot be replaced.
public struct StagedFile: ~Copyable {
    /// Where the file will be.
    public let path: String

    /// The same path with links followed.
    private let target: String

    /// The staging file's name; nil while it has none.
    private var stagingPath: String?
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Whether the staging file has replaced the old one, so that its name is no longer ours.
    private var isCommitted = false

    private static let bufferSize = 1 << 20

    /// The number of names to try.
    private static let maximumNumber = 1000

    /// Opens a file beside `path`.
    ///
    /// - Throws: `FileError` if the folder does not exist or cannot be written to, or if `path` is itself a folder, a
    ///   pipe or a device.
    public init(path: String) throws(FileError) {
        try self.init(path: path, isNameless: true)
    }

    /// - Parameter isNameless: whether the file has no name until the commit, if the system has nameless files.
    package init(path: String, isNameless: Bool) throws(FileError) {
        let target = try Self.target(of: path)
        let staged = try Self.staged(beside: target, isNameless: isNameless)
        (self.path, self.target, stagingPath, descriptor) = (path, target, staged.name, staged.descriptor)
    }

    /// Appends bytes.
    public mutating func write(_ bytes: some Sequence<UInt8>) throws(FileError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Appends the bytes of a span. Long spans are written to disk directly, without a copy.
    public mutating func write(_ bytes: RawSpan) throws(FileError) {
        if buffer.count + bytes.byteCount < Self.bufferSize {
            bytes.withUnsafeBytes { buffer.append(contentsOf: $0) }
        } else {
            try flush()
            let (descriptor, path) = (descriptor, path)
            try bytes.withUnsafeBytes { bytes throws(FileError) in try writeAll(bytes, to: descriptor, path: path) }
        }
    }

    /// Writes out the rest, so that `commit()` only has to rename the file.
    ///
    /// Finish all of several files that belong together before you commit the first.
    public mutating func finish() throws(FileError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw FileError(path: path, operation: "write", code: errno) }
    }

    /// Writes out the rest and puts the file in its place.
    public consuming func commit() throws(FileError) {
        try finish()
        let name: String
        if let stagingPath {
            name = stagingPath
        } else {
            // linkat cannot replace a name that is taken: link to a fresh name first, then rename that.
            let link = Self.link(descriptor)
            name = try Self.named(beside: target) { linkat(AT_FDCWD, link, AT_FDCWD, $0, AT_SYMLINK_FOLLOW) }.name
            stagingPath = name
        }
        guard rename(name, target) == 0 else { throw FileError(path: path, operation: "write", code: errno) }
        isCommitted = true
    }

    deinit {
        close(descriptor)
        // After a commit the name is free and may belong to another writer.
        if !isCommitted, let stagingPath { unlink(stagingPath) }
    }

    // MARK: - Implementation

    /// Where a path leads, through up to 40 links as the system allows. The file need not exist.
    private static func target(of path: String) throws(FileError) -> String {
        var status = stat()
        // Renaming would fail on a folder, too, but only at the end.
        if stat(path, &status) == 0 {
            let kind = status.st_mode & S_IFMT
            guard kind != S_IFDIR else { throw FileError(path: path, operation: "create", code: EISDIR) }
            guard kind == S_IFREG else {
                let reason = "it is a pipe or a device; only a regular file can be replaced"
                throw FileError(path: path, operation: "create", reason: reason)
            }
        }
        var target = path
        for _ in 0..<40 {
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let length = readlink(target, &buffer, buffer.count)
            guard length > 0 else { return target }
            let link = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
            target = link.hasPrefix("/") ? link : folder + link
        }
        throw FileError(path: path, operation: "create", code: ELOOP)
    }

    private static func staged(
        beside path: String,
        isNameless: Bool
    ) throws(FileError) -> (name: String?, descriptor: Int32) {
        if isNameless, let descriptor = nameless(beside: path) { return (nil, descriptor) }
        // Only a new file is written to: anything that already has the name, even a link, is left as it is.
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let opened = try named(beside: path) { open($0, flags, 0o644) }
        return (opened.name, opened.result)
    }

    /// Calls `create` with names beside `path` until one is free.
    ///
    /// The process number keeps runs apart; the other number keeps writers within a process apart.
    private static func named(
        beside path: String,
        _ create: (String) -> Int32
    ) throws(FileError) -> (name: String, result: Int32) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        for number in 0..<maximumNumber {
            // Not the file's own name plus a suffix, which may be too long for a name.
            let name = "\(folder).glorot-partial-\(getpid())-\(number)"
            let result = create(name)
            if result >= 0 { return (name, result) }
            if errno != EEXIST { break }
        }
        throw FileError(path: path, operation: "create", code: errno)
    }

    /// A descriptor of a nameless file on the file system of `path`.
    ///
    /// Nil if the system has no nameless files, or if the file could not be given a name later.
    private static func nameless(beside path: String) -> Int32? {
        #if os(Linux)
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
            // O_TMPFILE of fcntl.h, which is not a simple constant.
            let opened = open(folder, O_WRONLY | O_DIRECTORY | 0o20_000_000 | O_CLOEXEC, 0o644)
            guard opened >= 0 else { return nil }
            guard access(link(opened), F_OK) == 0 else {
                close(opened)
                return nil
            }
            return opened
        #else
            return nil
        #endif
    }

    /// The path by which the system shows an open file. Source: open(2), O_TMPFILE.
    private static func link(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

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
