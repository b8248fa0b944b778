public import NumberTypes

/// A file of weights, open for reading.
///
/// Opening reads headers only (of a text, all of it, to count the numbers). The elements are read through a
/// `TensorReader`, by position and in as many passes as needed; nothing is mapped, and no more than the caller's
/// buffer and a few hundred KiB are held, beside the header or directory and what is made of it: names, shapes and
/// places of all tensors. A file that becomes shorter meanwhile is an error of that read; for other
/// changes there is `verifyUnchanged()`.
public final class WeightFile: Sendable {
    /// The file; `standard input` for that.
    public let path: String

    /// How it was read; nil for tensors that are held in memory.
    public let format: WeightFormat?

    /// What the model's configuration says; nil where none was looked for.
    package let configuration: ModelConfiguration?

    private let contents: any FileContents

    /// Standard input is refused beyond so many numbers. They take 512 MiB of memory, and while the array grows for the
    /// last time up to 768 MiB.
    public static let standardInputLimit = 1 << 26

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: A regular file, or a symbolic link to one.
    ///   - format: What it holds; nil where its first bytes and its name shall tell. Raw numbers are never guessed.
    ///   - twoByteVoid: The 16-bit type that NumPy's `V2` stands for. NumPy stores a type so that it does not know, and
    ///     does not say which it was; it is bfloat16 where ml_dtypes, and so JAX, or this package wrote it. A note
    ///     tells it. With nil such arrays are not read.
    /// - Throws: `WeightFileError.file` where the file, or one that it names, cannot be opened or read, or is no
    ///   regular file; `.format` where its content is malformed.
    public convenience init(
        path: String,
        format: WeightFormat? = nil,
        twoByteVoid: NumberType? = .bfloat16
    ) throws(WeightFileError) {
        try self.init(.file(try OpenFile(path: path)), format, twoByteVoid, .beside(path: path, .disk))
    }

    /// Opens a file of a model whose configuration may be known.
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
    ///   - name: Its name, which tells the format where the first bytes do not.
    ///   - format: What it holds; nil where its first bytes and its name shall tell.
    ///   - twoByteVoid: The 16-bit type that NumPy's `V2` stands for.
    ///   - shards: The files that an index may name.
    /// - Throws: As `init(path:format:twoByteVoid:)`.
    public convenience init(
        bytes: [UInt8],
        name: String,
        format: WeightFormat? = nil,
        twoByteVoid: NumberType? = .bfloat16,
        shards: [String: [UInt8]] = [:]
    ) throws(WeightFileError) {
        try self.init(.memory(name: name, bytes: bytes), format, twoByteVoid, .memory(shards))
    }

    /// Tensors that are held in memory, to be looked at as those of a file are.
    ///
    /// - Parameters:
    ///   - tensors: the tensors, each under a name of its own.
    ///   - name: of the whole, for messages.
    package init(holding tensors: [TensorReader], name: String) {
        (path, format, configuration) = (name, nil, nil)
        contents = HeldTensors(tensors)
    }

    /// Tensors that are known by what their file said of them: their readers fail.
    package init(
        listing tensors: [TensorInfo],
        path: String,
        notes: [String],
        configuration: ModelConfiguration?
    ) {
        (self.path, format, self.configuration) = (path, nil, configuration)
        contents = ListedTensors(tensors: tensors, notes: notes, path: path)
    }

    /// Reads standard input, a file of any format that its first bytes tell or numbers as text, and holds it: a stream
    /// cannot be read twice.
    ///
    /// - Parameter limit: More numbers than this are refused; of a file more than eight times so many bytes.
    /// - Throws: `WeightFileError.file` where standard input cannot be read; `.format` where it holds something else,
    ///   nothing, or too much.
    public static func standardInput(limit: Int = standardInputLimit) throws(WeightFileError) -> WeightFile {
        try WeightFile(stream: 0, name: "standard input", limit: limit)
    }

    /// The tensors, in the order of the file.
    public var tensors: [TensorInfo] { contents.tensors }

    /// What the user should know though it is no error, a sentence each: of the file as a whole, and of its tensors.
    public var notes: [String] { ownNotes + tensors.compactMap(\.note) }

    /// What the user should know of the file as a whole.
    package var ownNotes: [String] { contents.notes }

    /// What the file says about itself: `__metadata__` of .safetensors, `metadata` of an index.
    public var metadata: [String: String] { contents.metadata }

    /// The reader of a tensor.
    ///
    /// - Parameter tensor: One of `tensors`.
    /// - Throws: `WeightFileError.format` where the tensor's type cannot be read; `.file` where the shard that holds it
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

    /// Checks that the path still leads to the same file: that device, inode, size, and the times of its last
    /// modification and of the last change of its status are as when it was opened; of an index, for all of its
    /// shards, too.
    ///
    /// To be called after the last pass: writing between opening and this call is then noticed, unless the file
    /// system's clock did not advance meanwhile (commonly a few milliseconds). A new link to the file, or new
    /// permissions, count as a change, too. Standard input and files in memory never change.
    ///
    /// - Throws: `WeightFileError.file` where something has changed.
    public func verifyUnchanged() throws(WeightFileError) { try contents.verifyUnchanged() }

    // MARK: - Implementation

    /// A text from a descriptor, or a file.
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
        precondition(twoByteVoid.map { $0.size == 2 } ?? true, "V2 has two bytes, \(twoByteVoid as Any) has not")
        guard source.size > 0 else { throw source.malformed("file", 0, "nothing", "content") }
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
