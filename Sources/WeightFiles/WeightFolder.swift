/// The files that a folder of a model is read by, as hubs lay them out.
package enum WeightFolder {
    /// Opens a file; of a folder the files with the weights, with what the `config.json` beside them says.
    ///
    /// - Throws: `WeightFileError` where a file cannot be opened, or a folder has none of these.
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

    /// The files with the weights: of the first kind that is there, an index before the files that it lists.
    private static func files(among names: [String], of folder: String) throws(WeightFileError) -> [String] {
        for suffix in [".safetensors.index.json", ".safetensors", ".bin.index.json"] {
            let found = names.filter { $0.hasSuffix(suffix) }
            if !found.isEmpty { return found }
        }
        // Other .bin files of such a folder are no weights: training_args.bin, optimizer.bin.
        let found = names.filter { $0.hasPrefix("pytorch_model") && $0.hasSuffix(".bin") }
        if !found.isEmpty { return found }
        if names.contains(".metadata") { return [".metadata"] }
        throw .unreadable(
            folder,
            "it is a folder without *.safetensors, pytorch_model*.bin or .metadata, expected one of a model, or a file"
        )
    }
}
