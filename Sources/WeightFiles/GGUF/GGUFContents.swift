internal import NumberTypes

/// A file in GGUF, llama.cpp's format. Only its tensors that are not quantized are read.
///
/// Source: ggml-org/ggml, docs/gguf.md, versions 2 and 3.
struct GGUFContents: FileContents {
    static let magic = Array("GGUF".utf8)

    let tensors: [TensorInfo]

    private let source: ByteSource
    private let starts: [Int]

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        var cursor = ByteCursor(source)
        guard try cursor.take(4, "magic") == Self.magic else {
            throw source.malformed("magic", 0, "other bytes", "GGUF")
        }
        let version = try cursor.take(4, "version").littleEndian32(at: 0)
        guard 2...3 ~= version else { throw source.malformed("version", 4, "\(version)", "2 or 3") }
        let count = try cursor.length("number of tensors")
        let pairs = try cursor.length("number of keys")
        var alignment = 32
        for _ in 0..<pairs {
            let key = try cursor.text("key", limit: 1 << 16)
            let kind = try cursor.take(4, "type of a value").littleEndian32(at: 0)
            if key == "general.alignment", kind == 4 {
                alignment = try cursor.take(4, "alignment").littleEndian32(at: 0)
            } else {
                try cursor.skipValue(kind, depth: 0)
            }
        }
        guard alignment > 0, alignment.isMultiple(of: 8) else {
            throw cursor.malformed("general.alignment", "\(alignment)", "a multiple of 8")
        }
        var tensors: [TensorInfo] = []
        var offsets: [(offset: Int, place: Int)] = []
        var names: Set<[UInt8]> = []
        for index in 0..<count {
            let place = cursor.position
            let name = try cursor.text("name of a tensor", limit: 1 << 16)
            guard names.insert(Array(name.utf8)).inserted else {
                throw source.malformed("name", place, "\(quoted(name)) again", "each name once")
            }
            let rank = try cursor.take(4, "number of axes").littleEndian32(at: 0)
            guard rank <= TensorInfo.axisLimit else {
                throw source.malformed(
                    "tensor \(quoted(name))",
                    place,
                    "\(rank) axes",
                    "at most \(TensorInfo.axisLimit)"
                )
            }
            var shape: [Int] = []
            for _ in 0..<rank { shape.append(try cursor.length("size of an axis")) }
            // GGUF puts the axis that varies fastest first.
            shape.reverse()
            let kind = try cursor.take(4, "type").littleEndian32(at: 0)
            let offset = try cursor.length("offset")
            guard let size = shape.checkedProduct else {
                throw source.malformed("tensor \(quoted(name))", place, listed(shape), "a product of at most 2^63 - 1")
            }
            let type = Self.types[kind]
            tensors.append(
                TensorInfo(
                    name: name,
                    shape: shape,
                    type: type,
                    typeName: type?.rawValue ?? "GGML type \(kind)",
                    isFortranOrder: false,
                    count: size,
                    index: index,
                    note: type == nil
                        ? "tensor \(quoted(name)): quantized values, GGML type \(kind), are not read" : nil
                )
            )
            offsets.append((offset, place))
        }
        let start = (cursor.position + alignment - 1) / alignment * alignment
        for (tensor, offset) in zip(tensors, offsets) {
            guard let type = tensor.type else { continue }
            let (bytes, overflow) = tensor.count.multipliedReportingOverflow(by: type.size)
            guard !overflow, start <= source.size, offset.offset <= source.size - start,
                bytes <= source.size - start - offset.offset
            else {
                let found = "shape \(listed(tensor.shape)) at byte \(offset.offset) of the values"
                throw source.malformed("tensor \(quoted(tensor.name))", offset.place, found, "values in the file")
            }
        }
        self.tensors = tensors
        starts = offsets.map { start + $0.offset }
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let region = FileRegion(source: source, start: starts[tensor.index], size: tensor.count * type.size)
        return .elements(region, start: 0, type: type, isBigEndian: false)
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }

    /// The supported types, by GGML's numbers.
    private static let types: [Int: NumberType] = [
        0: .float32, 1: .float16, 24: .int8, 25: .int16, 26: .int32, 27: .int64, 28: .float64, 30: .bfloat16,
    ]
}

extension ByteCursor {
    /// A 64-bit number no larger than the file's size.
    fileprivate mutating func length(_ what: String) throws(WeightFileError) -> Int {
        let value = try take(8, what).littleEndian64(at: 0)
        guard let length = Int(exactly: value), length <= source.size else {
            throw malformed(what, "\(value)", "at most \(source.size), the bytes of the file")
        }
        return length
    }

    fileprivate mutating func text(_ what: String, limit: Int) throws(WeightFileError) -> String {
        let length = try length("length of a \(what)")
        guard length <= limit, let text = String(validating: try take(length, what), as: UTF8.self) else {
            throw malformed(what, "\(length) bytes", "at most \(limit) of UTF-8")
        }
        return text
    }

    /// Steps over a value of the metadata.
    fileprivate mutating func skipValue(_ kind: Int, depth: Int) throws(WeightFileError) {
        let sizes = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8]
        switch kind {
        case 8: try skip(length("length of a text"), "text")
        case 9:
            guard depth < 8 else { throw malformed("array", "more than 8 levels of nesting", "fewer") }
            let kind = try take(4, "type of an array").littleEndian32(at: 0)
            let count = try length("length of an array")
            if kind == 8 || kind == 9 {
                for _ in 0..<count { try skipValue(kind, depth: depth + 1) }
            } else if sizes.indices.contains(kind) {
                try skip(count * sizes[kind], "array")
            } else {
                throw malformed("type of an array", "\(kind)", "0 to 12")
            }
        case _ where sizes.indices.contains(kind): try skip(sizes[kind], "value")
        default: throw malformed("type of a value", "\(kind)", "0 to 12")
        }
    }
}
