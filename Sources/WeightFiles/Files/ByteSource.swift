/// Where a file's bytes come from: from the disk, from a store, or from memory.
enum ByteSource: Sendable {
    case file(OpenFile)
    case stored(StoredFile)
    case memory(name: String, bytes: [UInt8])

    /// Bytes of another one: a file within a file.
    indirect case part(ByteSource, start: Int, size: Int)

    /// What messages call it.
    var path: String {
        switch self {
        case .file(let file): file.path
        case .stored(let file): file.path
        case .memory(let name, _): name
        case .part(let whole, _, _): whole.path
        }
    }

    /// The number of bytes; for a file, when it was opened.
    var size: Int {
        switch self {
        case .file(let file): file.identity.size
        case .stored(let file): file.size
        case .memory(_, let bytes): bytes.count
        case .part(_, _, let size): size
        }
    }

    /// What the file was when it was opened; nil where it has no such identity on this machine.
    var identity: FileIdentity? {
        if case .file(let file) = self { file.identity } else { nil }
    }

    /// Fills a buffer with the bytes from `offset` on.
    ///
    /// - Throws: `FileError` where not all of them are there.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        switch self {
        case .file(let file):
            try file.read(at: offset, into: buffer)
        case .stored(let file):
            try file.read(at: offset, into: buffer)
        case .memory(let name, let bytes):
            guard offset >= 0, offset <= bytes.count, buffer.count <= bytes.count - offset else {
                let reason = "\(buffer.count) bytes were expected from byte \(offset) on, there are \(bytes.count)"
                throw .unreadable(name, reason)
            }
            bytes.withUnsafeBytes { bytes in
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + buffer.count]))
            }
        case .part(let whole, let start, let size):
            guard offset >= 0, offset <= size, buffer.count <= size - offset else {
                let reason = "\(buffer.count) bytes were expected from byte \(offset) on, there are \(size)"
                throw .unreadable(path, reason)
            }
            try whole.read(at: start + offset, into: buffer)
        }
    }

    /// The `count` bytes from `offset` on. The caller has made sure that the file is long enough: nothing is allocated
    /// on the word of a header.
    func bytes(at offset: Int, count: Int) throws(WeightFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try span.withUnsafeMutableBytes { buffer throws(WeightFileError) in try read(at: offset, into: buffer) }
        return bytes
    }

    /// Checks that the file is as it was when it was opened.
    func verifyUnchanged() throws(WeightFileError) {
        switch self {
        case .file(let file): try file.verifyUnchanged()
        case .stored(let file): try file.verifyUnchanged()
        case .memory: break
        case .part(let whole, _, _): try whole.verifyUnchanged()
        }
    }
}
