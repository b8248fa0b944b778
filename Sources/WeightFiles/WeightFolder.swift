#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The files that a folder of a model is read by, as hubs lay them out.
public enum WeightFolder {
    /// Whether a path leads to a folder.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The files with the weights: of the first kind that is there, an index before the files that it lists.
    ///
    /// - Returns: paths in the order of their names.
    /// - Throws: `WeightFileError.file` where the folder cannot be read, or has none of these.
    public static func files(in folder: String) throws(WeightFileError) -> [String] {
        let names = try names(in: folder)
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for suffix in [".safetensors.index.json", ".safetensors", ".bin.index.json"] {
            let found = names.filter { $0.hasSuffix(suffix) }
            if !found.isEmpty { return found.map { prefix + $0 } }
        }
        // Other .bin files of such a folder are no weights: training_args.bin, optimizer.bin.
        let found = names.filter { $0.hasPrefix("pytorch_model") && $0.hasSuffix(".bin") }
        if !found.isEmpty { return found.map { prefix + $0 } }
        if names.contains(".metadata") { return [prefix + ".metadata"] }
        let reason =
            "it is a folder without *.safetensors, pytorch_model*.bin or .metadata, expected one of a model, or a file"
        throw .file(FileError(path: folder, operation: "read", reason: reason))
    }

    /// Opens the files with the weights, with what the `config.json` beside them says.
    package static func open(_ folder: String, format: WeightFormat? = nil) throws(WeightFileError) -> [WeightFile] {
        let configuration = ModelConfiguration(folder: folder)
        var opened: [WeightFile] = []
        for path in try files(in: folder) {
            opened.append(try WeightFile(path: path, format: format, configuration: configuration))
        }
        return opened
    }

    // MARK: - Implementation

    private static func names(in folder: String) throws(WeightFileError) -> [String] {
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
