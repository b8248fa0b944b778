/// Reads the parts of an HDF5 file as libhdf5 writes them by default.
///
/// That is also what h5py and Keras write: superblock 0, groups as symbol tables, object headers of version 1.
///
/// libhdf5 would read more. But it takes 4 MB, manages its own memory and errors, and opens files by name only, not
/// from within an archive. What Keras writes takes these few hundred lines. The total cost is bounded by the file's
/// size: a file whose parts overlap, so that the same bytes would be read again and again, is refused.
///
/// Source: The HDF Group, "HDF5 File Format Specification", version 3.0.
struct HDF5Reader {
    static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

    let source: ByteSource

    /// Where the root group's object header is.
    let root: Int

    /// The bytes read so far, over all parts.
    private var total = 0

    /// The byte that all addresses count from.
    private let base: Int

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        guard source.size >= 96 else {
            throw source.malformed("superblock", 0, "\(source.size) bytes", "at least 96")
        }
        let bytes = try source.bytes(at: 0, count: 96)
        guard bytes.starts(with: Self.signature) else {
            throw source.malformed("magic", 0, hexadecimal(bytes.prefix(8)), hexadecimal(Self.signature))
        }
        guard bytes[8] == 0 else {
            let expected = "0, as h5py writes it by default (libver)"
            throw source.malformed("version of the superblock", 8, "\(bytes[8])", expected)
        }
        guard bytes[13] == 8, bytes[14] == 8 else {
            throw source.malformed("size of addresses", 13, "\(bytes[13]) and \(bytes[14]) bytes", "8")
        }
        guard let base = Int(exactly: bytes.littleEndian64(at: 24)), base <= source.size,
            let root = Int(exactly: bytes.littleEndian64(at: 64)), root < source.size - base
        else { throw source.malformed("superblock", 24, "addresses beyond the file", "addresses in it") }
        (self.base, self.root) = (base, root)
    }

    /// The bytes of a part.
    mutating func bytes(at address: Int, _ count: Int, of part: String) throws(WeightFileError) -> [UInt8] {
        guard address >= 0, count >= 0, count <= source.size - base, address <= source.size - base - count else {
            throw source.malformed(part, address, "\(count) bytes beyond the end", "bytes in the file")
        }
        total += count
        guard total <= 4 * source.size + 1 << 20 else {
            throw source.malformed(part, address, "parts that overlap", "separate parts")
        }
        return try source.bytes(at: base + address, count: count)
    }

    /// An address in a part; nil for the value that means no address.
    func address(_ bytes: [UInt8], at offset: Int) -> Int? { Int(exactly: bytes.littleEndian64(at: offset)) }

    /// Where the values at an address begin in the file.
    func place(_ address: Int) -> Int { base + address }

    func malformed(_ part: String, _ address: Int, _ found: String, _ expected: String) -> WeightFileError {
        source.malformed(part, base + address, found, expected)
    }

    // MARK: Objects

    /// A message of an object's header.
    struct Message {
        let kind: Int
        let body: [UInt8]
    }

    /// The messages of an object's header and of its continuation blocks.
    mutating func messages(at address: Int) throws(WeightFileError) -> [Message] {
        let header = try bytes(at: address, 16, of: "object header")
        guard header[0] == 1 else {
            throw malformed("object header", address, hexadecimal(header.prefix(4)), "version 1")
        }
        var left = header.littleEndian16(at: 2)
        var blocks = [(address: address + 16, size: header.littleEndian32(at: 8))]
        var messages: [Message] = []
        while let block = blocks.popLast() {
            let body = try bytes(at: block.address, block.size, of: "object header")
            var position = 0
            while left > 0, position + 8 <= body.count {
                let size = body.littleEndian16(at: position + 2)
                guard size <= body.count - position - 8 else {
                    let found = "a message of \(size) bytes"
                    throw malformed("object header", block.address + position, found, "one that ends in its block")
                }
                let message = Message(
                    kind: body.littleEndian16(at: position),
                    body: Array(body[position + 8..<position + 8 + size])
                )
                left -= 1
                position += 8 + size
                if message.kind == 0x10, size >= 16, let next = self.address(message.body, at: 0),
                    let length = self.address(message.body, at: 8)
                {
                    blocks.append((next, length))
                } else {
                    messages.append(message)
                }
            }
        }
        return messages
    }

    // MARK: Groups

    /// The members of a group stored as a symbol table: their names and the addresses of their headers.
    mutating func members(
        tree: Int,
        heap: Int
    ) throws(WeightFileError) -> [(name: String, address: Int)] {
        let header = try bytes(at: heap, 32, of: "local heap")
        guard header.starts(with: Array("HEAP".utf8)), let size = address(header, at: 8),
            let start = address(header, at: 24)
        else { throw malformed("local heap", heap, hexadecimal(header.prefix(4)), "48 45 41 50") }
        let names = try bytes(at: start, size, of: "local heap")
        var members: [(name: String, address: Int)] = []
        try gather(tree, names, depth: 0, into: &members)
        return members
    }

    private mutating func gather(
        _ node: Int,
        _ names: [UInt8],
        depth: Int,
        into members: inout [(name: String, address: Int)]
    ) throws(WeightFileError) {
        guard depth <= 16 else { throw malformed("B-tree", node, "more than 16 levels", "fewer") }
        let header = try bytes(at: node, 24, of: "B-tree")
        guard header.starts(with: Array("TREE".utf8)), header[4] == 0 else {
            throw malformed("B-tree", node, hexadecimal(header.prefix(5)), "54 52 45 45 00")
        }
        let count = header.littleEndian16(at: 6)
        // A key of 8 bytes before each child.
        let entries = try bytes(at: node + 24, 16 * count, of: "B-tree")
        for index in 0..<count {
            guard let child = address(entries, at: 16 * index + 8) else {
                throw malformed("B-tree", node, "a child without an address", "an address")
            }
            if header[5] > 0 {
                try gather(child, names, depth: depth + 1, into: &members)
            } else {
                try addSymbols(child, names, into: &members)
            }
        }
    }

    private mutating func addSymbols(
        _ node: Int,
        _ names: [UInt8],
        into members: inout [(name: String, address: Int)]
    ) throws(WeightFileError) {
        let header = try bytes(at: node, 8, of: "symbol table")
        guard header.starts(with: Array("SNOD".utf8)) else {
            throw malformed("symbol table", node, hexadecimal(header.prefix(4)), "53 4E 4F 44")
        }
        let count = header.littleEndian16(at: 6)
        let entries = try bytes(at: node + 8, 40 * count, of: "symbol table")
        for index in 0..<count {
            // A symbolic link has no object of its own.
            guard entries.littleEndian32(at: 40 * index + 16) != 2 else { continue }
            guard let start = address(entries, at: 40 * index), start < names.count,
                let end = names[start...].firstIndex(of: 0),
                let name = String(validating: names[start..<end], as: UTF8.self), !name.isEmpty,
                let address = address(entries, at: 40 * index + 8)
            else { throw malformed("symbol table", node, "a member without name or address", "both") }
            members.append((name, address))
        }
    }

    // MARK: Attributes

    /// The text of an attribute; nil for one of another kind.
    mutating func text(_ attribute: HDF5Attribute) throws(WeightFileError) -> String? {
        switch attribute.kind {
        // A text of fixed length, possibly padded with zeros or blanks.
        case 3: return String(validating: attribute.data.prefix { $0 != 0 }, as: UTF8.self)
        // A text in the global heap: its length, its collection and its index there.
        case 9:
            guard attribute.data.count >= 16, let collection = address(attribute.data, at: 4) else { return nil }
            let index = attribute.data.littleEndian32(at: 12)
            let header = try bytes(at: collection, 16, of: "global heap")
            guard header.starts(with: Array("GCOL".utf8)), let size = address(header, at: 8), size >= 16 else {
                throw malformed("global heap", collection, hexadecimal(header.prefix(4)), "47 43 4F 4C")
            }
            let objects = try bytes(at: collection + 16, size - 16, of: "global heap")
            var position = 0
            while position + 16 <= objects.count {
                let number = objects.littleEndian16(at: position)
                guard number != 0, let length = address(objects, at: position + 8),
                    length <= objects.count - position - 16
                else { return nil }
                if number == index {
                    return String(validating: objects[position + 16..<position + 16 + length], as: UTF8.self)
                }
                position += 16 + (length + 7) / 8 * 8
            }
            return nil
        default: return nil
        }
    }
}

/// An attribute of an object.
struct HDF5Attribute {
    let name: String

    /// The class of its type.
    let kind: Int
    let data: [UInt8]

    /// Reads the body of a message; nil if it does not follow version 1, 2 or 3.
    init?(_ body: [UInt8]) {
        guard body.count >= 8, 1...3 ~= body[0] else { return nil }
        let sizes = [2, 4, 6].map { body.littleEndian16(at: $0) }
        // Version 1 pads each to 8 bytes; version 3 puts the name's encoding before it.
        let rooms = body[0] == 1 ? sizes.map { ($0 + 7) / 8 * 8 } : sizes
        let start = body[0] == 3 ? 9 : 8
        guard start + rooms.reduce(0, +) <= body.count, sizes[1] >= 8,
            let name = String(validating: body[start..<start + sizes[0]].prefix { $0 != 0 }, as: UTF8.self)
        else { return nil }
        self.name = name
        kind = Int(body[start + rooms[0]] & 15)
        data = Array(body[(start + rooms.reduce(0, +))...])
    }
}
