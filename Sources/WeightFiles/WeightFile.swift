public import NumberTypes

/// A file of weights, open for reading.
///
/// Opening reads only headers, except that a text is read in full to count its numbers. The elements are read through a
/// `TensorReader`, by position and in as many passes as needed. Nothing is mapped. Memory holds the names, shapes and
/// places of all tensors with the header or directory, the caller's buffer, and a few hundred KiB. If the file becomes
/// shorter meanwhile, the read fails; `verifyUnchanged()` detects other changes.
public final class WeightFile: Sendable {
    /// The path of the file, or `standard input`.
    public let path: String

    /// The format it was read as; nil for tensors that are held in memory.
    public let format: WeightFormat?

    /// What the model's configuration says; nil if none was looked for or found.
    package let configuration: ModelConfiguration?

    private let contents: any FileContents

    /// The most numbers read from standard input.
    ///
    /// They take 512 MiB of memory, and up to 768 MiB while the array grows for the last time.
    public static let standardInputLimit = 1 << 26

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: A regular file, or a symbolic link to one.
    ///   - format: Its format; nil to detect it from the first bytes and the name. Raw numbers are never guessed.
    ///   - twoByteVoid: The 16-bit type that NumPy's `V2` stands for. NumPy writes `V2` for types that it does not
    ///     know, without saying which. From ml_dtypes (and so JAX) or this package, it is bfloat16. A note says what
    ///     was assumed. With nil, such arrays are not read.
    /// - Throws: `WeightFileError.file` if the file, or one that it names, cannot be opened or read, or is not a
    ///   regular file; `.format` if its content is malformed.
    public convenience init(
        path: String,
        format: WeightFormat? = nil,
        twoByteVoid: NumberType? = .bfloat16
    ) throws(WeightFileError) {
        try self.init(.file(try OpenFile(path: path)), format, twoByteVoid, .beside(path: path, .disk))
    }

    /// Opens a file of a model, with the model's configuration if it is known.
    package convenience init(
        path: String,
        format: WeightFormat?,
        configuration: ModelConfiguration?,
        in access: FileAccess
    ) throws(WeightFileError) {
        try self.init(try access.open(path), format, .bfloat16, .beside(path: path, access), configuration)
    }

    /// Reads a file that is held in memory.
    ///
    /// - Parameters:
    ///   - bytes: Its content.
    ///   - name: Its name, which tells the format if the first bytes do not.
    ///   - format: Its format; nil to detect it from the first bytes and the name.
    ///   - twoByteVoid: The 16-bit type that NumPy's `V2` stands for.
    ///   - shards: The files that an index may name.
    /// - Throws: The same errors as `init(path:format:twoByteVoid:)`.
    public convenience init(
        bytes: [UInt8],
        name: String,
        format: WeightFormat? = nil,
        twoByteVoid: NumberType? = .bfloat16,
        shards: [String: [UInt8]] = [:]
    ) throws(WeightFileError) {
        try self.init(.memory(name: name, bytes: bytes), format, twoByteVoid, .memory(shards))
    }

    /// Presents tensors in memory as those of a file.
    ///
    /// - Parameters:
    ///   - tensors: the tensors, with distinct names.
    ///   - name: the name of the whole, for messages.
    package init(holding tensors: [TensorReader], name: String) {
        (path, format, configuration) = (name, nil, nil)
        contents = HeldTensors(tensors)
    }

    /// Lists tensors of which only the descriptions are known. Their readers fail.
    package init(
        listing tensors: [TensorInfo],
        path: String,
        notes: [String],
        configuration: ModelConfiguration?
    ) {
        (self.path, format, self.configuration) = (path, nil, configuration)
        contents = ListedTensors(tensors: tensors, notes: notes, path: path)
    }

    /// Reads standard input and holds it in memory, since a stream cannot be read twice.
    ///
    /// It may be numbers as text, or a file whose first bytes tell its format.
    ///
    /// - Parameter limit: The most numbers allowed; for a file, eight times as many bytes.
    /// - Throws: `WeightFileError.file` if standard input cannot be read; `.format` if it holds something else,
    ///   nothing, or too much.
    public static func standardInput(limit: Int = standardInputLimit) throws(WeightFileError) -> WeightFile {
        try WeightFile(stream: 0, name: "standard input", limit: limit)
    }

    /// The tensors, in the order of the file.
    public var tensors: [TensorInfo] { contents.tensors }

    /// What the user should know about the file and its tensors although it is not an error, one sentence each.
    public var notes: [String] { ownNotes + tensors.compactMap(\.note) }

    /// What the user should know about the file as a whole.
    package var ownNotes: [String] { contents.notes }

    /// What the file says about itself: `__metadata__` of .safetensors, `metadata` of an index.
    public var metadata: [String: String] { contents.metadata }

    /// The reader of a tensor.
    ///
    /// - Parameter tensor: One of `tensors`.
    /// - Throws: `WeightFileError.format` if the tensor's type cannot be read; `.file` if the shard that holds it
    ///   cannot be opened or has changed.
    public func reader(for tensor: TensorInfo) throws(WeightFileError) -> TensorReader {
        precondition(
            contents.tensors.indices.contains(tensor.index) && contents.tensors[tensor.index] == tensor,
            "\(tensor.name) is not a tensor of \(path)"
        )
        guard let type = tensor.type else {
            let expected = "float16, bfloat16, float32, float64, integers or booleans; cast weights of 8 bits first"
            let part = "tensor \(quoted(tensor.name))"
            throw .format(
                FileFormatError(path: path, part: part, "type", found: quoted(tensor.typeName), expected: expected)
            )
        }
        return TensorReader(path: path, info: tensor, storage: try contents.storage(of: tensor, type: type))
    }

    /// Checks that the file has not changed since it was opened.
    ///
    /// It compares the device, the inode, the size, and the times of the last modification and of the last status
    /// change. For an index, it also checks all shards.
    ///
    /// Call it after the last pass. It then detects any write since opening, unless the file system's clock did not
    /// advance meanwhile (commonly a few milliseconds). A new link to the file and new permissions also count as
    /// changes. Standard input and files in memory never change.
    ///
    /// - Throws: `WeightFileError.file` if something has changed.
    public func verifyUnchanged() throws(WeightFileError) { try contents.verifyUnchanged() }

    // MARK: - Implementation

    /// Reads a text or a file from a descriptor.
    package convenience init(stream descriptor: Int32, name: String, limit: Int) throws(WeightFileError) {
        let stream = ByteStream(descriptor: descriptor, name: name)
        let beginning = try stream.read(atMost: ByteStream.beginningLength)
        if ByteStream.isText(beginning) {
            try self.init(text: .stream(descriptor: descriptor, name: name, beginning: beginning), limit: limit)
        } else {
            let bytes = try stream.rest(after: beginning, limit: 8 * limit)
            try self.init(bytes: bytes, name: name)
        }
    }

    private init(text feed: TextFeed, limit: Int) throws(WeightFileError) {
        (path, format, configuration) = (feed.path, .text, nil)
        contents = try PlainContents(stream: feed, limit: limit)
    }

    private init(
        _ source: ByteSource,
        _ format: WeightFormat?,
        _ twoByteVoid: NumberType?,
        _ folder: ShardFolder,
        _ configuration: ModelConfiguration? = nil
    ) throws(WeightFileError) {
        precondition(twoByteVoid.map { $0.size == 2 } ?? true, "V2 has two bytes, \(twoByteVoid as Any) does not")
        guard source.size > 0 else { throw source.malformed("file", 0, "an empty file", "weights") }
        path = source.path
        let format = if let format { format } else { try WeightFormat(source, name: source.path) }
        let name = WeightFormat.tensorName(path: source.path)
        (self.format, self.configuration) = (format, configuration)
        contents =
            switch format {
            case .npy: try NPYContents(source, name: name, twoByteVoid: twoByteVoid)
            case .npz: try NPZContents(source, twoByteVoid: twoByteVoid)
            case .pytorch: try TorchContents(source)
            case .keras: try KerasContents(source)
            case .gguf: try GGUFContents(source)
            case .flax: try FlaxContents(source)
            case .equinox: try EquinoxContents(source, twoByteVoid: twoByteVoid)
            case .pytorchDistributed: try DistributedTorchContents(source, folder: folder)
            case .safetensors: try SafetensorsContents(source)
            case .safetensorsIndex: try ShardedContents(source, folder: folder)
            case .text: try PlainContents(text: source, name: name)
            case .raw(let type): try PlainContents(raw: source, type: type, name: name)
            }
    }
}
