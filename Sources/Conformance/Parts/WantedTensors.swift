public import WeightFiles

/// Tensors that were read in parts and must be read once more, whole: either the bounds of their p-values do not
/// decide, or what they are instead of their claim is not known.
public struct WantedTensors: Sendable {
    /// A hash of the verification's header.
    public let header: UInt64

    /// The tensors.
    public let tensors: [Tensor]

    /// A tensor.
    public struct Tensor: Sendable {
        /// The index of the tensor, as in a summary's records.
        public let place: Int

        /// Its name in messages, its file, and its number of values.
        public let name, file: String
        public let count: Int
    }

    /// The longest list that is read, in bytes.
    private static let sizeLimit = 1 << 26

    init(header: UInt64, tensors: [Tensor]) { (self.header, self.tensors) = (header, tensors) }

    /// Reads what `JSONWanted` wrote.
    ///
    /// - Throws: `WeightFileError` if it cannot be read, or is something else.
    public init(path: String) throws(WeightFileError) {
        try self.init(try readSmallFile(path, limit: Self.sizeLimit), path: path)
    }

    /// Reads the bytes of such a list; the path is for messages.
    package init(_ bytes: [UInt8], path: String) throws(WeightFileError) {
        var json = JSONReader(bytes, path: path, subject: "list", base: 0)
        var header: UInt64?
        var places: [Int] = []
        try json.object { (json, key, _) throws(WeightFileError) in
            switch key {
            case "verification": header = UInt64(try json.string(), radix: 16)
            case "tensors":
                try json.array { (json) throws(WeightFileError) in
                    try json.object { (json, key, _) throws(WeightFileError) in
                        if key == "place" { places.append(try json.size()) } else { try json.skipValue() }
                    }
                }
            default: try json.skipValue()
            }
        }
        try json.end()
        guard let header else {
            let expected = "\"verification\", as glorot judge --refine writes it"
            throw .malformed(path, "list", found: "none", expected: expected)
        }
        self.init(header: header, tensors: places.map { Tensor(place: $0, name: "", file: "", count: 0) })
    }
}
