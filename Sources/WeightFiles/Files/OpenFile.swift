#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A regular file that is read by position.
///
/// Nothing is mapped: if a file shrinks while it is read, the missing bytes are an error, not a signal. Any number of
/// threads may read at once. The file is not kept open: see `Descriptors`.
final class OpenFile: Sendable {
    let path: String

    /// The file's identity when it was first opened.
    let identity: FileIdentity

    /// A number that no other file of the process has.
    private let number: Int

    /// Opens a file.
    ///
    /// Folders, pipes, sockets and devices are refused, without blocking.
    init(path: String) throws(WeightFileError) {
        self.path = path
        let descriptor: Descriptor
        (descriptor, identity) = try Self.open(path)
        number = Descriptors.shared.add(descriptor)
    }

    deinit { Descriptors.shared.remove(number) }

    /// Fills a buffer with the bytes from `offset` on.
    ///
    /// - Throws: `FileError` if the system cannot read them, the file has become too short to hold them, or another
    ///   file has taken its place.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        let descriptor = try descriptor()
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let (position, overflow) = offset.addingReportingOverflow(done)
            guard !overflow, let place = off_t(exactly: position) else { throw Self.refused(path, EOVERFLOW) }
            let count = pread(descriptor.number, rest.baseAddress, rest.count, place)
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.refused(path, errno)
            }
            guard count > 0 else {
                throw .changed(path, "expected \(buffer.count) bytes from byte \(offset) on, got \(done)")
            }
            done += count
        }
    }

    /// Checks that the path still leads to this file, and that the file has not changed since it was opened.
    ///
    /// - Throws: `FileError` if either is not so.
    func verifyUnchanged() throws(WeightFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT ? .changed(path, "it is no longer there") : Self.refused(path, errno)
        }
        if let difference = identity.difference(from: FileIdentity(status)) { throw .changed(path, difference) }
    }

    // MARK: - Implementation

    /// The descriptor, opened again if it was closed meanwhile.
    private func descriptor() throws(WeightFileError) -> Descriptor {
        if let descriptor = Descriptors.shared[number] { return descriptor }
        let descriptor: Descriptor
        let found: FileIdentity
        do {
            (descriptor, found) = try Self.open(path)
        } catch .file(let error) where error.code == ENOENT {
            throw .changed(path, "it is no longer there")
        }
        if let difference = identity.difference(from: found) { throw .changed(path, difference) }
        Descriptors.shared.keep(descriptor, number)
        return descriptor
    }

    private static func open(_ path: String) throws(WeightFileError) -> (Descriptor, FileIdentity) {
        var status = stat()
        // Checked before opening: opening a device can have effects.
        guard stat(path, &status) == 0 else { throw Self.refused(path, errno) }
        try Self.requireRegular(path, status)
        // The file may have become a pipe since.
        let descriptor = Descriptor(openFile(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
        guard descriptor.number >= 0 else { throw Self.refused(path, errno) }
        guard fstat(descriptor.number, &status) == 0 else { throw Self.refused(path, errno) }
        try Self.requireRegular(path, status)
        return (descriptor, FileIdentity(status))
    }

    private static func requireRegular(_ path: String, _ status: stat) throws(WeightFileError) {
        let kind: String
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw refused(path, EISDIR)
        case S_IFIFO: kind = "a pipe"
        case S_IFSOCK: kind = "a socket"
        case S_IFCHR, S_IFBLK: kind = "a device"
        default: kind = "a special file"
        }
        let reason = "it is \(kind); weights are read more than once, and only a regular file allows that"
        throw .unreadable(path, reason)
    }

    private static func refused(_ path: String, _ code: Int32) -> WeightFileError {
        .file(FileError(path: path, operation: "read", code: code))
    }
}

/// Calls the system's `open`, which `OpenFile.open` would hide.
///
/// If the process has no descriptor left, it lets go of those it keeps and tries again.
private func openFile(_ path: String, _ flags: Int32) -> Int32 {
    let descriptor = open(path, flags)
    guard descriptor < 0, errno == EMFILE || errno == ENFILE else { return descriptor }
    Descriptors.shared.removeAll()
    return open(path, flags)
}
