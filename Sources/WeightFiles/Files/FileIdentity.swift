#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What tells a file from another one and from itself after a change.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    let modificationSeconds: Int
    let modificationNanoseconds: Int

    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(clamping: status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        modificationSeconds = Int(clamping: time.tv_sec)
        modificationNanoseconds = Int(clamping: time.tv_nsec)
    }

    /// How `other`, found under the same name later, differs; nil where it does not.
    func difference(from other: FileIdentity) -> String? {
        if (device, inode) != (other.device, other.inode) { return "another file has taken its place" }
        if size != other.size { return "it has \(other.size) bytes and had \(size)" }
        return self == other ? nil : "it was written to"
    }
}
