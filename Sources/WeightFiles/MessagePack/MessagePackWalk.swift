/// Walks a MessagePack file and notes where its arrays are.
struct MessagePackWalk {
    struct Array {
        let name: String
        let shape: [Int]
        let typeName: String

        /// Where its bytes begin.
        let start: Int
        let size: Int
    }

    private(set) var cursor: ByteCursor
    private(set) var arrays: [Array] = []
    private var nameBytes = 0

    init(_ source: ByteSource) { cursor = ByteCursor(source) }

    /// Reads a value and everything in it.
    mutating func visit(_ path: [String], depth: Int) throws(WeightFileError) {
        guard depth <= 64 else { throw cursor.malformed("MessagePack", "more than 64 levels", "fewer") }
        let format = try cursor.byte("value")
        switch format {
        case 0x00...0x7F, 0xE0...0xFF, 0xC0, 0xC2, 0xC3: break
        case 0x80...0x8F: try visitMap(Int(format & 15), path, depth)
        case 0x90...0x9F: try visitList(Int(format & 15), path, depth)
        case 0xA0...0xBF: try cursor.skip(Int(format & 31), "text")
        case 0xC4, 0xD9: try cursor.skip(cursor.number(1), "text")
        case 0xC5, 0xDA: try cursor.skip(cursor.number(2), "text")
        case 0xC6, 0xDB: try cursor.skip(cursor.number(4), "text")
        case 0xC7: try visitExtension(cursor.number(1), path)
        case 0xC8: try visitExtension(cursor.number(2), path)
        case 0xC9: try visitExtension(cursor.number(4), path)
        case 0xCA, 0xCE, 0xD2: try cursor.skip(4, "number")
        case 0xCB, 0xCF, 0xD3: try cursor.skip(8, "number")
        case 0xCC, 0xD0: try cursor.skip(1, "number")
        case 0xCD, 0xD1: try cursor.skip(2, "number")
        case 0xD4...0xD8: try visitExtension(1 << Int(format - 0xD4), path)
        case 0xDC: try visitList(cursor.number(2), path, depth)
        case 0xDD: try visitList(cursor.number(4), path, depth)
        case 0xDE: try visitMap(cursor.number(2), path, depth)
        case 0xDF: try visitMap(cursor.number(4), path, depth)
        default: throw cursor.malformed("MessagePack", hexadecimal([format]), "a value")
        }
    }

    // MARK: - Implementation

    private mutating func visitMap(_ count: Int, _ path: [String], _ depth: Int) throws(WeightFileError) {
        try require(count)
        for _ in 0..<count {
            let key = try text() ?? "?"
            guard key != "__msgpack_chunked_array__" else {
                let expected = "an array of at most 1 GiB, which Flax writes in one piece"
                throw cursor.malformed("array \(quoted(path.joined(separator: "/")))", "chunks", expected)
            }
            try visit(path + [key], depth: depth + 1)
        }
    }

    private mutating func visitList(_ count: Int, _ path: [String], _ depth: Int) throws(WeightFileError) {
        try require(count)
        for index in 0..<count { try visit(path + ["\(index)"], depth: depth + 1) }
    }

    /// Checks that so many values can follow. Each takes at least one byte.
    private func require(_ count: Int) throws(WeightFileError) {
        guard count <= cursor.left else {
            throw cursor.malformed("MessagePack", "\(count) values", "at most \(cursor.left), the bytes left")
        }
    }

    /// Reads a text: a key or a type's name. Nil if it is not UTF-8.
    private mutating func text() throws(WeightFileError) -> String? {
        let format = try cursor.byte("key")
        let count: Int
        switch format {
        case 0xA0...0xBF: count = Int(format & 31)
        case 0xD9: count = try cursor.number(1)
        case 0xDA: count = try cursor.number(2)
        // Flax's keys are texts.
        default: throw cursor.malformed("key", hexadecimal([format]), "a text of at most 65535 bytes")
        }
        return String(validating: try cursor.take(count, "key"), as: UTF8.self)
    }

    private mutating func visitExtension(_ count: Int, _ path: [String]) throws(WeightFileError) {
        let kind = try cursor.byte("kind of an extension")
        let end = cursor.position + count
        guard kind == 1, count > 0 else {
            try cursor.skip(count, "extension")
            return
        }
        let name = path.joined(separator: "/")
        nameBytes += name.utf8.count
        guard nameBytes <= 16 * cursor.source.size + 1 << 20 else {
            throw cursor.malformed("MessagePack", "too many or too long names", "fewer")
        }
        func fault(_ found: String) -> WeightFileError {
            cursor.malformed("array \(quoted(name))", found, "shape, type and bytes")
        }
        guard try cursor.byte("array") == 0x93 else { throw fault("not three values") }
        let rank = try cursor.byte("shape")
        guard 0x90...0x9F ~= rank else { throw fault("a shape of another kind") }
        var shape: [Int] = []
        for _ in 0..<(rank & 15) {
            let format = try cursor.byte("size")
            switch format {
            case 0x00...0x7F: shape.append(Int(format))
            case 0xCC: shape.append(try cursor.number(1))
            case 0xCD: shape.append(try cursor.number(2))
            case 0xCE: shape.append(try cursor.number(4))
            case 0xCF: shape.append(try cursor.number(8))
            default: throw fault("a size of \(hexadecimal([format]))")
            }
        }
        guard let type = try text() else { throw fault("a type that is not text") }
        let size: Int
        switch try cursor.byte("bytes") {
        case 0xC4: size = try cursor.number(1)
        case 0xC5: size = try cursor.number(2)
        case 0xC6: size = try cursor.number(4)
        default: throw fault("no bytes")
        }
        let start = cursor.position
        try cursor.skip(size, "array")
        guard cursor.position == end else { throw fault("\(cursor.position - end) bytes too many") }
        arrays.append(Array(name: name, shape: shape, typeName: type, start: start, size: size))
    }
}

extension ByteCursor {
    /// A number of `size` bytes, the most significant first.
    fileprivate mutating func number(_ size: Int) throws(WeightFileError) -> Int {
        let value = try take(size, "number").reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let number = Int(exactly: value) else { throw malformed("number", "\(value)", "at most 2^63 - 1") }
        return number
    }
}
