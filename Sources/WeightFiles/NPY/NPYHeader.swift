internal import NumberTypes

/// The header of a .npy file.
///
/// Source: NumPy documentation, numpy.lib.format, "Format Version 1.0" to "Format Version 3.0".
struct NPYHeader {
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// The longest header allowed. A million bytes describe more axes than an array can have.
    static let maximumLength = 1 << 20

    let shape: [Int]
    let count: Int
    let elements: NPYType

    /// `descr` as spelt in the file.
    let typeName: String

    let isFortranOrder: Bool

    /// Where the data begin.
    let dataOffset: Int

    /// Reads the header and checks that the data after it have the length that it implies.
    ///
    /// - Parameter isFollowed: whether something else may follow the data.
    init(
        _ region: any ByteRegion,
        path: String,
        part: String?,
        twoByteVoid: NumberType?,
        isFollowed: Bool = false
    ) throws(WeightFileError) {
        func malformed(_ subject: String, _ offset: Int, _ found: String, _ expected: String) -> WeightFileError {
            .format(FileFormatError(path: path, part: part, subject, at: offset, found: found, expected: expected))
        }
        // Each byte is read once, in order: the region may be a deflated member.
        var prefix = try region.bytes(at: 0, count: min(10, region.size))
        guard prefix.starts(with: Self.magic) else {
            let expected = "\(hexadecimal(Self.magic)), which begins a .npy file"
            throw malformed("magic", 0, prefix.isEmpty ? "nothing" : hexadecimal(prefix.prefix(6)), expected)
        }
        guard prefix.count >= 10 else { throw malformed("file", prefix.count, "its end", "a header") }
        guard (1...3).contains(prefix[6]), prefix[7] == 0 else {
            throw malformed("version", 6, "\(prefix[6]).\(prefix[7])", "1.0, 2.0 or 3.0")
        }
        let start = prefix[6] == 1 ? 10 : 12
        if start == 12 {
            guard region.size >= 12 else { throw malformed("file", region.size, "its end", "a header") }
            prefix += try region.bytes(at: 10, count: 2)
        }
        let length = prefix[6] == 1 ? prefix.littleEndian16(at: 8) : prefix.littleEndian32(at: 8)
        let room = min(region.size - start, Self.maximumLength)
        guard length <= room else {
            let limit = room == Self.maximumLength ? "this package's limit" : "the bytes that follow"
            throw malformed("header length", 8, "\(length) bytes", "at most \(room), \(limit)")
        }
        let text = try region.bytes(at: start, count: length)
        let fields = try Fields(PythonLiteralReader(text, path: path, part: part, base: start))

        shape = fields.shape.value
        elements = fields.type.map { NPYType($0, twoByteVoid: twoByteVoid) } ?? .structured
        typeName = fields.type ?? "structured"
        isFortranOrder = fields.isFortranOrder
        dataOffset = start + length
        guard shape.count <= TensorInfo.axisLimit else {
            let expected = "at most \(TensorInfo.axisLimit)"
            throw malformed("shape", fields.shape.offset, "\(shape.count) axes", expected)
        }
        guard let count = shape.checkedProduct else {
            throw malformed("shape", fields.shape.offset, listed(shape), "a product of at most 2^63 - 1")
        }
        self.count = count
        // The length is checked even for a type that is not read, if its size is known.
        guard let size = elements.size else { return }
        let available = region.size - dataOffset
        let (needed, overflow) = count.multipliedReportingOverflow(by: size)
        if overflow {
            let found = "\(listed(shape)) of \(size) bytes each"
            throw malformed("shape", fields.shape.offset, found, "at most 2^63 - 1 bytes")
        }
        if available == needed || (isFollowed && available > needed) { return }
        let expected = "\(needed) bytes (\(count) of \(size))"
        if available < needed { throw malformed("data", dataOffset, "\(available) bytes", expected) }
        throw malformed("data", dataOffset + needed, "\(available - needed) bytes too many", expected)
    }

    /// The tensor that the header describes.
    func info(name: String, index: Int) -> TensorInfo {
        TensorInfo(
            name: name,
            shape: shape,
            type: elements.type,
            typeName: typeName,
            isFortranOrder: isFortranOrder,
            count: count,
            index: index,
            note: note(for: name)
        )
    }
}

extension NPYHeader {
    /// The entries of the dictionary.
    private struct Fields {
        /// Nil if it is not a string: records with fields.
        let type: String?
        let isFortranOrder: Bool
        let shape: (value: [Int], offset: Int)

        init(_ reader: PythonLiteralReader) throws(WeightFileError) {
            var reader = reader
            var type: String??
            var order: Bool?
            var shape: (value: [Int], offset: Int)?
            let start = reader.offset()
            try reader.expect("{")
            while !reader.take("}") {
                let offset = reader.offset()
                let key = try reader.string()
                try reader.expect(":")
                let isKnown = ["descr": type != nil, "fortran_order": order != nil, "shape": shape != nil][key]
                if isKnown == true { throw reader.malformed("header", offset, "\(quoted(key)) again", "each key once") }
                switch key {
                case "descr":
                    if reader.isAtString() {
                        type = .some(try reader.string())
                    } else if reader.isAt("[") || reader.isAt("(") {
                        try reader.skipValue()
                        type = .some(nil)
                    } else {
                        throw reader.malformed("header", reader.offset(), "a 'descr' of another kind", "a string")
                    }
                case "fortran_order":
                    order = try reader.bool()
                case "shape":
                    let offset = reader.offset()
                    shape = (try Self.tuple(&reader), offset)
                default:
                    let expected = "'descr', 'fortran_order' and 'shape' only"
                    throw reader.malformed("header", offset, quoted(key), expected)
                }
                if !reader.take(",") {
                    try reader.expect("}")
                    break
                }
            }
            try reader.end()
            guard let type, let order, let shape else {
                let missing = type == nil ? "'descr'" : order == nil ? "'fortran_order'" : "'shape'"
                throw reader.malformed("header", start, "no \(missing)", "'descr', 'fortran_order' and 'shape'")
            }
            (self.type, isFortranOrder, self.shape) = (type, order, shape)
        }

        private static func tuple(_ reader: inout PythonLiteralReader) throws(WeightFileError) -> [Int] {
            var sizes: [Int] = []
            try reader.expect("(")
            while !reader.take(")") {
                sizes.append(try reader.size())
                if !reader.take(",") {
                    try reader.expect(")")
                    break
                }
            }
            return sizes
        }
    }
}
