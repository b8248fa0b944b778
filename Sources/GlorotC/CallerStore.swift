internal import CGlorot
internal import WeightFiles

/// Files that are read by functions of the caller's.
struct CallerStore: FileStore {
    /// The caller says that its functions may be called from several threads at once.
    private nonisolated(unsafe) let store: glorot_store

    init(_ store: glorot_store) { self.store = store }

    func item(at location: String) throws(WeightFileError) -> StoredItem {
        guard let lookUp = store.look_up else { throw .unreadable(location, "look_up is NULL") }
        let reply = Reply()
        let size = lookUp(store.context, location, OpaquePointer(Unmanaged.passUnretained(reply).toOpaque()))
        switch size {
        case 0...: return .file(size: Int(clamping: size), version: reply.text)
        case -1: return .folder(names: reply.texts)
        default: throw .unreadable(location, reply.reason)
        }
    }

    func read(
        _ location: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(WeightFileError) {
        guard let read = store.read else { throw .unreadable(location, "read is NULL") }
        let reply = Reply()
        let handle = OpaquePointer(Unmanaged.passUnretained(reply).toOpaque())
        guard read(store.context, location, Int64(offset), buffer.baseAddress, buffer.count, handle) == 0 else {
            throw .unreadable(location, reply.reason)
        }
    }
}

/// What a function of the caller's says; it lives while that is called.
final class Reply {
    var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Texts that end with a zero byte each.
    var texts: [String] { bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }

    var reason: String { bytes.isEmpty ? "no reason was given" : text }
}
