/// The weights files of a model's folder, in the layout of model hubs.
package enum WeightFolder {
    /// Opens a file, or a folder's weights files along with the `config.json` beside them.
    ///
    /// - Throws: `WeightFileError` if a file cannot be opened, or a folder has no weights files.
    package static func open(
        _ path: String,
        format: WeightFormat? = nil,
        in access: FileAccess = .disk
    ) throws(WeightFileError) -> [WeightFile] {
        guard let names = try access.names(in: path) else {
            return [try WeightFile(path: path, format: format, configuration: nil, in: access)]
        }
        let prefix = path.hasSuffix("/") ? path : path + "/"
        let configuration = names.contains("config.json") ? ModelConfiguration(folder: prefix, in: access) : nil
        var opened: [WeightFile] = []
        for name in try files(among: names, of: path) {
            opened.append(try WeightFile(path: prefix + name, format: format, configuration: configuration, in: access))
        }
        return opened
    }

    // MARK: - Implementation

    /// The weights files of the first kind found. An index takes precedence over the files that it lists.
    private static func files(among names: [String], of folder: String) throws(WeightFileError) -> [String] {
        for suffix in [".safetensors.index.json", ".safetensors", ".bin.index.json"] {
            let found = names.filter { $0.hasSuffix(suffix) }
            if !found.isEmpty { return found }
        }
        // Other .bin files of such a folder are not weights: training_args.bin, optimizer.bin.
        let found = names.filter { $0.hasPrefix("pytorch_model") && $0.hasSuffix(".bin") }
        if !found.isEmpty { return found }
        if names.contains(".metadata") { return [".metadata"] }
        throw .unreadable(
            folder,
            "it is a folder without *.safetensors, pytorch_model*.bin or .metadata, expected a model's folder or a file"
        )
    }
}
