/// Where the files named by an index are.
enum ShardFolder: Sendable {
    /// The folder of the index as given. If the index is a symbolic link, that is the folder of the link.
    case beside(path: String, FileAccess)

    /// Files held in memory.
    case memory([String: [UInt8]])

    /// Opens a file. The name has no slash.
    func open(_ name: String) throws(WeightFileError) -> ByteSource {
        switch self {
        case .beside(let path, let access):
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            return try access.open(folder + name)
        case .memory(let files):
            guard let bytes = files[name] else {
                throw .unreadable(name, "it is not there")
            }
            return .memory(name: name, bytes: bytes)
        }
    }
}
