public import NumberTypes

/// A format of weights files.
public enum WeightFormat: Hashable, Sendable {
    /// NumPy's format for one array.
    case npy

    /// NumPy's archive of arrays.
    case npz

    /// Hugging Face's format for named tensors.
    case safetensors

    /// The index of a model in several .safetensors or PyTorch files beside it.
    case safetensorsIndex

    /// PyTorch's format, of `torch.save`: an archive with a pickle, which is read but not executed, or an older file.
    case pytorch

    /// The `.metadata` of `torch.distributed.checkpoint`, beside the files that hold the pieces of the tensors.
    case pytorchDistributed

    /// Keras's files: HDF5 as h5py writes it, and the archive around it.
    case keras

    /// llama.cpp's format. Only tensors that are not quantized are read.
    case gguf

    /// The output of Flax's `to_bytes`: MessagePack.
    case flax

    /// The output of Equinox's `tree_serialise_leaves`: arrays one after another.
    case equinox

    /// Numbers as text, separated by blanks, line breaks or commas, with comments from `#` to the line's end.
    case text

    /// Little-endian numbers and nothing else.
    case raw(NumberType)
}

extension WeightFormat {
    /// The format that a file's first bytes indicate, or otherwise its name.
    init(_ source: ByteSource, name: String) throws(WeightFileError) {
        let start = try source.bytes(at: 0, count: min(16, source.size))
        let isTar = try TarTorchFile.isArchive(source)
        if start.starts(with: NPYHeader.magic) {
            self = name.hasSuffix(".eqx") ? .equinox : .npy
        } else if start.starts(with: GGUFContents.magic) {
            self = .gguf
        } else if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let members = try ZipDirectory(source).members
            self =
                members.contains(where: TorchArchive.isPickle)
                ? .pytorch : members.contains(where: KerasArchive.isWeights) ? .keras : .npz
        } else if start.starts(with: HDF5Reader.signature) {
            self = .keras
        } else if start.starts(with: LegacyTorchFile.magic) || isTar {
            self = .pytorch
        } else if let impostor = ForeignFormat.impostor(start: start), start.dropFirst(8).first != UInt8(ascii: "{") {
            throw source.malformed("file", 0, impostor.name, "weights: \(impostor.mend)")
        } else if let format = Self.suffixes.first(where: { name.hasSuffix($0.suffix) })?.format {
            // If the file is not what its name says, that format's reader says what is wrong.
            self = format
        } else if start.count > 8, start[8] == UInt8(ascii: "{"), start.littleEndian64(at: 0) < UInt64(source.size) {
            self = .safetensors
        } else {
            let foreign = ForeignFormat(start: start, name: name)
            let expected =
                "a .safetensors, .pt, .h5, .keras, .npy, .npz, .gguf, .msgpack, .txt or .csv file, or a stated format"
            throw source.malformed(
                "magic",
                0,
                hexadecimal(start.prefix(9)) + (foreign.map { ", \($0.name)" } ?? ""),
                expected + (foreign.map { ": \($0.mend)" } ?? " (--raw for bare numbers)")
            )
        }
    }

    private static let suffixes: [(suffix: String, format: WeightFormat)] = [
        (".npy", .npy), (".npz", .npz), (".safetensors", .safetensors), (".index.json", .safetensorsIndex),
        (".txt", .text), (".csv", .text), (".tsv", .text), (".pt", .pytorch), (".pth", .pytorch), (".ckpt", .pytorch),
        (".metadata", .pytorchDistributed), (".h5", .keras), (".keras", .keras),
        (".msgpack", .flax), (".eqx", .equinox), (".gguf", .gguf),
    ]

    /// A file's name without its folder and without a suffix that names its format.
    static func tensorName(path: String) -> String {
        let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
        let suffix = suffixes.first { name.hasSuffix($0.suffix) && name.count > $0.suffix.count }?.suffix ?? ""
        return String(name.dropLast(suffix.count))
    }
}
