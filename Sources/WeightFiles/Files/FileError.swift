#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file that cannot be opened, read or written, or that changed while it was read.
public struct FileError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// The operation that failed: create, read, write.
    public let operation: String

    /// The system's error number; 0 if the error is not the system's.
    public let code: Int32

    /// Why it failed.
    public let reason: String

    init(path: String, operation: String, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
        reason = String(cString: strerror(code))
    }

    init(path: String, operation: String, reason: String) {
        self.path = path
        self.operation = operation
        code = 0
        self.reason = reason
    }

    public var description: String { "\(path): cannot \(operation): \(reason)" }
}
