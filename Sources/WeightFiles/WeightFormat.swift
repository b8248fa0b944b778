public import NumberTypes

/// A format of files of weights.
public enum WeightFormat: Hashable, Sendable {
    /// NumPy's format of one array.
    case npy

    /// NumPy's archive of arrays.
    case npz

    /// Hugging Face's format of named tensors.
    case safetensors

    /// The index of a model in several .safetensors files, which are beside it.
    case safetensorsIndex

    /// Numbers as text, separated by blanks, line breaks or commas, with comments from `#` to the line's end.
    case text

    /// Little-endian numbers and nothing else.
    case raw(NumberType)
}

extension WeightFormat {
    /// The format that a file's first bytes, or else its name, tell.
    init(_ source: ByteSource, name: String) throws(WeightFileError) {
        let start = try source.bytes(at: 0, count: min(9, source.size))
        if start.starts(with: NPYHeader.magic) {
            self = .npy
        } else if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .npz
        } else if let format = Self.suffixes.first(where: { name.hasSuffix($0.suffix) })?.format {
            // A file that is not what its name says is then told what is wrong with it.
            self = format
        } else if start.count == 9, start[8] == UInt8(ascii: "{"), start.littleEndian64(at: 0) < UInt64(source.size) {
            self = .safetensors
        } else {
            let foreign = ForeignFormat(start: start)
            let expected = "a .npy, .npz, .safetensors, .safetensors.index.json, .txt, .csv or .tsv file, or its format"
            throw source.malformed(
                "magic",
                0,
                hexadecimal(start) + (foreign.map { ", \($0.name)" } ?? ""),
                expected + (foreign.map { ": \($0.mend)" } ?? " (--raw for bare numbers)")
            )
        }
    }

    private static let suffixes: [(suffix: String, format: WeightFormat)] = [
        (".npy", .npy), (".npz", .npz), (".safetensors", .safetensors), (".index.json", .safetensorsIndex),
        (".txt", .text), (".csv", .text), (".tsv", .text),
    ]

    /// A file's name without its folder and without a suffix that tells its format.
    static func tensorName(path: String) -> String {
        let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
        let suffix = suffixes.first { name.hasSuffix($0.suffix) && name.count > $0.suffix.count }?.suffix ?? ""
        return String(name.dropLast(suffix.count))
    }
}
