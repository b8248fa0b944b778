/// Where a file's bytes come from: the disk, a store, or memory.
enum ByteSource: Sendable {
    case file(OpenFile)
    case stored(StoredFile)
    case memory(name: String, bytes: [UInt8])

    /// Bytes of another source: a file within a file.
    indirect case part(ByteSource, start: Int, size: Int)

    /// The file's name in messages.
    var path: String {
        switch self {
        case .file(let file): file.path
        case .stored(let file): file.path
        case .memory(let name, _): name
        case .part(let whole, _, _): whole.path
        }
    }

    /// The number of bytes; for a file, its size when it was opened.
    var size: Int {
        switch self {
        case .file(let file): file.identity.size
        case .stored(let file): file.size
        case .memory(_, let bytes): bytes.count
        case .part(_, _, let size): size
        }
    }

    /// The file's identity when it was opened; nil for a source that is not a file on this machine.
    var identity: FileIdentity? {
        if case .file(let file) = self { file.identity } else { nil }
    }

    /// Fills a buffer with the bytes from `offset` on.
    ///
    /// - Throws: `FileError` if some of them are missing.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        switch self {
        case .file(let file):
            try file.read(at: offset, into: buffer)
        case .stored(let file):
            try file.read(at: offset, into: buffer)
        case .memory(let name, let bytes):
            guard offset >= 0, offset <= bytes.count, buffer.count <= bytes.count - offset else {
                let reason = "expected \(buffer.count) bytes from byte \(offset) on, but its size is \(bytes.count)"
                throw .unreadable(name, reason)
            }
            bytes.withUnsafeBytes { bytes in
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + buffer.count]))
            }
        case .part(let whole, let start, let size):
            guard offset >= 0, offset <= size, buffer.count <= size - offset else {
                let reason = "expected \(buffer.count) bytes from byte \(offset) on, but its size is \(size)"
                throw .unreadable(path, reason)
            }
            try whole.read(at: start + offset, into: buffer)
        }
    }

    /// The `count` bytes from `offset` on.
    ///
    /// The caller must make sure that the file is long enough. Nothing is allocated just because a header says so.
    func bytes(at offset: Int, count: Int) throws(WeightFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try span.withUnsafeMutableBytes { buffer throws(WeightFileError) in try read(at: offset, into: buffer) }
        return bytes
    }

    /// Checks that the file has not changed since it was opened.
    func verifyUnchanged() throws(WeightFileError) {
        switch self {
        case .file(let file): try file.verifyUnchanged()
        case .stored(let file): try file.verifyUnchanged()
        case .memory: break
        case .part(let whole, _, _): try whole.verifyUnchanged()
        }
    }
}
