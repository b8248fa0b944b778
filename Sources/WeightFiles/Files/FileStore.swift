internal import Synchronization

/// Files outside this machine's file system, such as those of an object store, read by ranges.
///
/// Any number of threads may call it at once.
package protocol FileStore: Sendable {
    /// What a location leads to.
    ///
    /// - Throws: `WeightFileError.file` if that cannot be determined.
    func item(at location: String) throws(WeightFileError) -> StoredItem

    /// Fills a buffer with the bytes of a file from `offset` on. The file had these bytes when it was looked up.
    ///
    /// - Throws: `WeightFileError.file` if some of them cannot be had.
    func read(
        _ location: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(WeightFileError)
}

/// What a location of a store leads to.
package enum StoredItem: Hashable, Sendable {
    /// A file: its size in bytes, and a version that changes whenever its content does.
    case file(size: Int, version: String)

    /// A folder: the names in it, in any order.
    case folder(names: [String])
}

/// The files of a store that were opened, each looked up once.
package final class StoredFiles: Sendable {
    let store: any FileStore
    private let opened = Mutex<[String: StoredFile]>([:])

    package init(_ store: any FileStore) { self.store = store }

    func open(_ path: String) throws(WeightFileError) -> StoredFile {
        if let file = opened.withLock({ $0[path] }) { return file }
        let file = try StoredFile(path: path, in: store)
        return opened.withLock { opened in
            let first = opened[path] ?? file
            opened[path] = first
            return first
        }
    }
}

/// A file of a store, as it was when it was looked up.
final class StoredFile: Sendable {
    let path: String
    let size: Int

    private let version: String
    private let store: any FileStore

    init(path: String, in store: any FileStore) throws(WeightFileError) {
        guard case .file(let size, let version) = try store.item(at: path) else {
            throw .unreadable(path, "it is a folder, expected a file")
        }
        (self.path, self.size, self.version, self.store) = (path, size, version, store)
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        guard offset >= 0, offset <= size, buffer.count <= size - offset else {
            throw .unreadable(path, "expected \(buffer.count) bytes from byte \(offset) on, but its size is \(size)")
        }
        guard !buffer.isEmpty else { return }
        try store.read(path, at: offset, into: buffer)
    }

    /// Checks that the location still leads to the same content.
    func verifyUnchanged() throws(WeightFileError) {
        guard case .file(let size, let version) = try store.item(at: path) else {
            throw .changed(path, "it is a folder now")
        }
        guard size == self.size else { throw .changed(path, "it has \(size) bytes and had \(self.size)") }
        guard version == self.version else { throw .changed(path, "it was written to") }
    }
}
