#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Where paths lead: to this machine's file system, or to a store.
package enum FileAccess: Sendable {
    case disk
    case store(StoredFiles)

    /// Opens a file.
    func open(_ path: String) throws(WeightFileError) -> ByteSource {
        switch self {
        case .disk: .file(try OpenFile(path: path))
        case .store(let files): .stored(try files.open(path))
        }
    }

    /// The names in a folder, sorted; nil if the path is not a folder.
    func names(in path: String) throws(WeightFileError) -> [String]? {
        switch self {
        case .disk:
            return Self.isFolder(path) ? try Self.namesOnDisk(in: path) : nil
        case .store(let files):
            guard case .folder(let names) = try files.store.item(at: path) else { return nil }
            return names.sorted()
        }
    }

    // MARK: - Implementation

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func namesOnDisk(in folder: String) throws(WeightFileError) -> [String] {
        guard let stream = opendir(folder) else {
            throw .file(FileError(path: folder, operation: "read", code: errno))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                        String(cString: $0)
                    }
                }
            )
        }
        return names.sorted()
    }
}
