public import NumberTypes

/// Writes tensors as a .safetensors file, in a stream: first the header, then the elements of one tensor after another.
///
/// The data begin at a multiple of eight bytes and have no gaps. If wider types come before narrower ones, a reader
/// that maps the file finds every tensor aligned.
///
/// Source: safetensors 0.8.0, README.md, "Format".
public struct SafetensorsWriter: ~Copyable {
    /// A tensor to be written.
    public struct Tensor: Hashable, Sendable {
        /// Its name, unique in the file and not `__metadata__`.
        public let name: String

        /// The sizes of its axes, each at least 0.
        public let shape: [Int]

        /// The type of its elements.
        public let type: NumberType

        public init(name: String, shape: [Int], type: NumberType) {
            self.name = name
            self.shape = shape
            self.type = type
        }
    }

    private var file: StagedFile
    private let tensors: [Tensor]

    /// The tensor being written, and how many of its elements are missing.
    private var current = 0
    private var missing = 0

    /// Opens the file and writes its header.
    ///
    /// - Parameters:
    ///   - path: Where the file will be.
    ///   - tensors: The tensors, in the order in which they will be written. Their sizes together must fit 64 bits.
    ///   - metadata: What the file should say about itself.
    /// - Throws: `FileError` if the file cannot be created.
    public init(path: String, tensors: [Tensor], metadata: [String: String] = [:]) throws(FileError) {
        let header = Self.header(tensors, metadata)
        self.tensors = tensors
        var staged = try StagedFile(path: path)
        try staged.write(header)
        file = staged
        missing = tensors.first?.count ?? 0
    }

    /// Appends elements of the next tensor, row-major. The elements of one call must belong to one tensor.
    public mutating func write<Scalar: StoredScalar>(_ values: borrowing Span<Scalar>) throws(FileError) {
        if values.isEmpty { return }
        advance()
        precondition(values.count <= missing, "\(values.count) elements where \(missing) are missing")
        let tensor = tensors[current]
        precondition(Scalar.numberType == tensor.type, "\(Scalar.numberType) where \(tensor.name) is \(tensor.type)")
        try file.write(scalars: values)
        missing -= values.count
    }

    /// Puts the file in its place. All elements must have been written.
    public consuming func commit() throws(FileError) {
        advance()
        precondition(missing == 0, "\(tensors.indices.contains(current) ? tensors[current].name : "") is not complete")
        try file.commit()
    }

    // MARK: - Implementation

    /// Goes to the next tensor with elements once the current one is complete.
    private mutating func advance() {
        while missing == 0, current + 1 < tensors.count {
            current += 1
            missing = tensors[current].count
        }
    }

    private static func header(_ tensors: [Tensor], _ metadata: [String: String]) -> [UInt8] {
        var entries: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)):\(jsonString($0.value))" }
            entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var names: Set<[UInt8]> = [Array("__metadata__".utf8)]
        var begin = 0
        for tensor in tensors {
            precondition(names.insert(Array(tensor.name.utf8)).inserted, "the name \(tensor.name) is taken")
            precondition(tensor.shape.allSatisfy { $0 >= 0 }, "\(tensor.name) has a negative size: \(tensor.shape)")
            let end = begin + tensor.count * tensor.type.size
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            entries.append(
                "\(jsonString(tensor.name)):{\"dtype\":\"\(SafetensorsType.name(tensor.type))\","
                    + "\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}"
            )
            begin = end
        }
        var text = Array("{\(entries.joined(separator: ","))}".utf8)
        text += repeatElement(UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
        precondition(text.count <= SafetensorsHeader.maximumLength, "the header has \(text.count) bytes")
        return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
    }

    private static func jsonString(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension SafetensorsWriter.Tensor {
    fileprivate var count: Int { shape.reduce(1, *) }
}
