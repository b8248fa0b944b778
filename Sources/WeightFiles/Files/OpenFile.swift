#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A regular file, open for reading by position.
///
/// Nothing is mapped: of a file that shrinks while it is read the missing bytes are an error, not a signal. Any number
/// of threads may read at once.
final class OpenFile: Sendable {
    let path: String

    /// The file as it was when it was opened.
    let identity: FileIdentity

    private let descriptor: Int32

    /// Opens a file.
    ///
    /// Folders, pipes, sockets and devices are refused, and opening none of them blocks.
    init(path: String) throws(WeightFileError) {
        var status = stat()
        // Looked at before it is opened: opening a device can do something.
        guard stat(path, &status) == 0 else { throw Self.refused(path, errno) }
        try Self.requireRegular(path, status)
        // The file may have become a pipe since.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.refused(path, errno) }
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw Self.refused(path, code)
        }
        do {
            try Self.requireRegular(path, status)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
        identity = FileIdentity(status)
    }

    deinit { close(descriptor) }

    /// Fills a buffer with the bytes from `offset` on.
    ///
    /// - Throws: `FileError` where the system cannot read them, or the file has become too short to hold them.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let (position, overflow) = offset.addingReportingOverflow(done)
            guard !overflow, let place = off_t(exactly: position) else { throw Self.refused(path, EOVERFLOW) }
            let count = pread(descriptor, rest.baseAddress, rest.count, place)
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.refused(path, errno)
            }
            guard count > 0 else {
                throw .changed(path, "\(buffer.count) bytes were expected from byte \(offset) on, \(done) came")
            }
            done += count
        }
    }

    /// Checks that the path still leads to this file, and the file is as it was when it was opened.
    ///
    /// - Throws: `FileError` where it is not.
    func verifyUnchanged() throws(WeightFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT ? .changed(path, "it is no longer there") : Self.refused(path, errno)
        }
        if let difference = identity.difference(from: FileIdentity(status)) { throw .changed(path, difference) }
    }

    // MARK: - Implementation

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
        throw .file(FileError(path: path, operation: "read", reason: reason))
    }

    private static func refused(_ path: String, _ code: Int32) -> WeightFileError {
        .file(FileError(path: path, operation: "read", code: code))
    }
}
