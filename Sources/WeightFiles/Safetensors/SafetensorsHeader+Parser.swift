extension SafetensorsHeader {
    /// One tensor, as in the header.
    struct Entry {
        let name: String
        let type: String
        let shape: [Int]
        let count: Int

        /// Where the data begin and end, from the first byte after the header.
        let begin: Int
        let end: Int

        /// The entry's offset in the file.
        let offset: Int
    }

    /// Reads the JSON.
    struct Parser {
        private(set) var entries: [Entry] = []
        private(set) var metadata: [String: String] = [:]

        /// The first field of a tensor that is not part of the format, and the number of further such fields.
        private var unknown: (tensor: String, field: String, others: Int)?
        private var json: JSONReader

        /// The most entries allowed: they take many times the memory of their text.
        static let maximumMetadata = 1 << 16

        init(_ json: JSONReader) {
            self.json = json
        }

        mutating func parse() throws(WeightFileError) {
            var json = json
            try json.object { (json, key, offset) throws(WeightFileError) in
                if key == "__metadata__" {
                    // MLX writes null if there is no metadata.
                    if try json.skipNull() { return }
                    try json.object { (json, key, offset) throws(WeightFileError) in
                        guard metadata.count < Self.maximumMetadata else {
                            throw json.malformed(offset, "more metadata", "at most \(Self.maximumMetadata) entries")
                        }
                        metadata[key] = try json.string()
                    }
                } else {
                    entries.append(try entry(&json, name: key, offset: offset))
                }
            }
            // The writer pads the header with blanks, so that the data begin at a multiple of 8.
            try json.end()
        }

        /// What the user should know about the header.
        var notes: [String] {
            guard let (tensor, field, others) = unknown else { return [] }
            let more = others == 0 ? "" : ", and \(others) more such fields"
            return ["tensor \(quoted(tensor)) has the unknown field \(quoted(field))\(more)"]
        }

        /// The tensors in the order of their data, which must follow one another from the first byte to the last.
        func order(dataLength: Int) throws(WeightFileError) -> [Entry] {
            // The sort is stable: tensors without elements stay in the header's order.
            let sorted = entries.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
            var (end, last): (Int, Entry?) = (0, nil)
            for entry in sorted {
                // Texts are computed only for an error: there may be a million entries.
                var part: String { entry.part }
                var found: String { "\(entry.begin) to \(entry.end)" }
                var lastPart: String { last?.part ?? "the header" }
                if entry.begin < end {
                    let expected = "a start at \(end), where \(lastPart) ends: the data overlap"
                    throw json.malformed(entry.offset, found, expected, part: part)
                }
                if entry.begin > end {
                    let expected = "a start at \(end), where \(lastPart) ends: there is a hole"
                    throw json.malformed(entry.offset, found, expected, part: part)
                }
                if entry.end > dataLength {
                    let expected = "at most \(dataLength), the end of the file"
                    throw json.malformed(entry.offset, "data from \(found)", expected, part: part)
                }
                (end, last) = (entry.end, entry)
            }
            guard end == dataLength else {
                let found = "\(dataLength) bytes of data"
                throw json.malformed(8, found, "\(end), where \(last?.part ?? "the header") ends")
            }
            return sorted
        }

        // MARK: - Implementation

        private static let fields: Set<String> = ["dtype", "shape", "data_offsets"]

        private mutating func entry(
            _ json: inout JSONReader,
            name: String,
            offset: Int
        ) throws(WeightFileError) -> Entry {
            var part: String { "tensor \(quoted(name))" }
            var type: String?
            var shape: [Int]?
            var bounds: [Int]?
            try json.object(comparing: Self.fields) { (json, key, _) throws(WeightFileError) in
                switch key {
                case "dtype": type = try json.string()
                case "shape": shape = try Self.sizes(&json)
                case "data_offsets": bounds = try Self.sizes(&json)
                default:
                    // The reference reader skips them, too.
                    unknown = unknown.map { ($0.tensor, $0.field, $0.others + 1) } ?? (name, key, 0)
                    try json.skipValue()
                }
            }
            guard let type, let shape, let bounds else {
                let missing = type == nil ? "'dtype'" : shape == nil ? "'shape'" : "'data_offsets'"
                throw json.malformed(offset, "no \(missing)", "'dtype', 'shape' and 'data_offsets'", part: part)
            }
            guard bounds.count == 2, bounds[0] <= bounds[1] else {
                let expected = "where the data begin and where they end"
                throw json.malformed(offset, "data_offsets \(listed(bounds))", expected, part: part)
            }
            guard shape.count <= TensorInfo.axisLimit else {
                let expected = "at most \(TensorInfo.axisLimit)"
                throw json.malformed(offset, "shape of \(shape.count) axes", expected, part: part)
            }
            guard let count = shape.checkedProduct else {
                throw json.malformed(offset, "shape \(listed(shape))", "a product of at most 2^63 - 1", part: part)
            }
            if let bits = SafetensorsType.bits(type) {
                var found: String { "shape \(listed(shape)) of \(quoted(type))" }
                let (product, overflow) = count.multipliedReportingOverflow(by: bits)
                guard !overflow else { throw json.malformed(offset, found, "at most 2^60 - 1 bytes", part: part) }
                guard product % 8 == 0 else { throw json.malformed(offset, found, "whole bytes", part: part) }
                guard product / 8 == bounds[1] - bounds[0] else {
                    let expected = "\(product / 8), the size of \(found)"
                    throw json.malformed(offset, "\(bounds[1] - bounds[0]) bytes", expected, part: part)
                }
            }
            return Entry(
                name: name,
                type: type,
                shape: shape,
                count: count,
                begin: bounds[0],
                end: bounds[1],
                offset: offset
            )
        }

        private static func sizes(_ json: inout JSONReader) throws(WeightFileError) -> [Int] {
            var sizes: [Int] = []
            try json.array { json throws(WeightFileError) in sizes.append(try json.size()) }
            return sizes
        }
    }
}

extension SafetensorsHeader.Entry {
    /// The tensor's name in messages.
    var part: String { "tensor \(quoted(name))" }
}
