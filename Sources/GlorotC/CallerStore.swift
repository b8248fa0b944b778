internal import CGlorot
internal import WeightFiles

/// Files that functions of the caller read.
struct CallerStore: FileStore {
    /// The caller guarantees that its functions may be called from several threads at once.
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

/// The reply of a function of the caller; it lives as long as the call.
final class Reply {
    var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The texts, each of which ends with a zero byte.
    var texts: [String] { bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }

    var reason: String { bytes.isEmpty ? "no reason was given" : text }
}
