#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What tells a file apart from other files, and from itself after a change.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let modificationSeconds: Int
    let modificationNanoseconds: Int

    /// When content, name or attributes last changed.
    ///
    /// Anyone who may write to a file can set its modification time back. Only the system sets this one.
    let changeSeconds: Int
    let changeNanoseconds: Int

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(clamping: status.st_size)
        #if canImport(Darwin)
            let (modification, change) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modification, change) = (status.st_mtim, status.st_ctim)
        #endif
        modificationSeconds = Int(clamping: modification.tv_sec)
        modificationNanoseconds = Int(clamping: modification.tv_nsec)
        changeSeconds = Int(clamping: change.tv_sec)
        changeNanoseconds = Int(clamping: change.tv_nsec)
    }

    /// How `other`, found later under the same name, differs; nil if it does not.
    func difference(from other: FileIdentity) -> String? {
        if (device, inode) != (other.device, other.inode) { return "another file has taken its place" }
        if size != other.size { return "it has \(other.size) bytes and had \(size)" }
        let isSameModification =
            (modificationSeconds, modificationNanoseconds)
            == (other.modificationSeconds, other.modificationNanoseconds)
        if !isSameModification { return "it was written to" }
        return self == other ? nil : "it, or its attributes, were changed"
    }
}
