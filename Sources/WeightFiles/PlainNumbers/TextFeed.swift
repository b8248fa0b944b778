#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The source of a text.
enum TextFeed: Sendable {
    case source(ByteSource)

    /// A descriptor that can be read only once, and only forwards, with the bytes already read from it.
    case stream(descriptor: Int32, name: String, beginning: [UInt8])

    /// The number of bytes read at once.
    static let chunkSize = 1 << 16

    var path: String {
        switch self {
        case .source(let source): source.path
        case .stream(_, let name, _): name
        }
    }

    /// Reads some bytes from `offset` on; none at the end.
    ///
    /// Past its beginning, a stream ignores the offset and continues where it is.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) -> Int {
        switch self {
        case .source(let source):
            let count = min(buffer.count, max(0, source.size - offset))
            try source.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
            return count
        case .stream(let descriptor, let name, let beginning):
            guard offset < beginning.count else { return try Self.read(descriptor, name, into: buffer) }
            let count = min(buffer.count, beginning.count - offset)
            beginning[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
            return count
        }
    }

    /// Reads some bytes of a stream; none at its end.
    static func read(
        _ descriptor: Int32,
        _ name: String,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(WeightFileError) -> Int {
        while true {
            let count = posixRead(descriptor, buffer)
            if count >= 0 { return count }
            let code = errno
            if code != EINTR { throw .file(FileError(path: name, operation: "read", code: code)) }
        }
    }

    private static func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}
