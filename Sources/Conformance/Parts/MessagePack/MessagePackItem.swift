/// A scalar, or the header of an array or a map, as it stands in the bytes.
struct MessagePackItem {
    enum Kind {
        case none
        case truth(Bool)
        case unsigned(UInt64)
        case negative(Int64)
        case single(Float)
        case double(Double)
        case text
        case bytes
        case array(count: Int)
        case map(count: Int)
    }

    let kind: Kind

    /// The bytes of a string or a binary; for the other kinds those of the number, if there are any.
    let content: Range<Int>

    /// Where the next item begins: for an array or a map, its first element or key.
    var end: Int { content.upperBound }

    /// The item as a message names it.
    var description: String {
        switch kind {
        case .none: "nil"
        case .truth(let truth): "\(truth)"
        case .unsigned(let number): "the integer \(number)"
        case .negative(let number): "the integer \(number)"
        case .single(let number): "the float32 \(number)"
        case .double(let number): "the float64 \(number)"
        case .text: "a string of \(content.count) \(content.count == 1 ? "byte" : "bytes")"
        case .bytes: "\(content.count) \(content.count == 1 ? "byte" : "bytes")"
        case .array(let count): "an array of \(count)"
        case .map(let count): "a map of \(count)"
        }
    }
}

extension MessagePackItem {
    /// Reads the item at an index. What its header claims is checked against the bytes left.
    init(_ bytes: ArraySlice<UInt8>, at start: Int) throws(MessagePackFault) {
        guard bytes.indices.contains(start) else {
            throw MessagePackFault(bytes, start, found: "the end", expected: "a value")
        }
        let format = bytes[start]
        let next = start + 1

        /// The number in this many bytes after the format.
        func number(_ size: Int) throws(MessagePackFault) -> UInt64 {
            let left = bytes.endIndex - next
            guard size <= left else {
                throw MessagePackFault(bytes, start, found: "\(left) bytes left", expected: "the \(size) of a number")
            }
            var number: UInt64 = 0
            for index in next..<next + size { number = number << 8 | UInt64(bytes[index]) }
            return number
        }

        /// The string or binary whose length takes this many bytes after the format.
        func content(_ size: Int) throws(MessagePackFault) -> Range<Int> {
            try content(from: next + size, count: number(size))
        }

        func content(from first: Int, count: UInt64) throws(MessagePackFault) -> Range<Int> {
            let left = bytes.endIndex - first
            guard count <= left else {
                throw MessagePackFault(bytes, start, found: "\(left) bytes left", expected: "\(count)")
            }
            return first..<first + Int(count)
        }

        /// The number of elements of one value each, or of entries of two. A value takes at least a byte.
        func count(_ size: Int, each: Int) throws(MessagePackFault) -> Int {
            try count(number(size), from: next + size, each: each)
        }

        func count(_ count: UInt64, from first: Int, each: Int) throws(MessagePackFault) -> Int {
            let left = bytes.endIndex - first
            guard count <= left / each else {
                let values = each == 1 ? "elements" : "entries"
                throw MessagePackFault(bytes, start, found: "\(left) bytes left", expected: "\(count) \(values)")
            }
            return Int(count)
        }

        /// A two's complement integer.
        func signed(_ size: Int) throws(MessagePackFault) -> Kind {
            let unused = 64 - 8 * size
            let number = Int64(bitPattern: try number(size) << unused) >> unused
            return number < 0 ? .negative(number) : .unsigned(UInt64(number))
        }

        switch format {
        case 0x00...0x7F: self.init(.unsigned(UInt64(format)), next, 0)
        case 0x80...0x8F: self.init(.map(count: try count(UInt64(format & 15), from: next, each: 2)), next, 0)
        case 0x90...0x9F: self.init(.array(count: try count(UInt64(format & 15), from: next, each: 1)), next, 0)
        case 0xA0...0xBF: self.init(kind: .text, content: try content(from: next, count: UInt64(format & 31)))
        case 0xC0: self.init(.none, next, 0)
        case 0xC2: self.init(.truth(false), next, 0)
        case 0xC3: self.init(.truth(true), next, 0)
        case 0xC4: self.init(kind: .bytes, content: try content(1))
        case 0xC5: self.init(kind: .bytes, content: try content(2))
        case 0xC6: self.init(kind: .bytes, content: try content(4))
        case 0xCA: self.init(.single(Float(bitPattern: UInt32(try number(4)))), next, 4)
        case 0xCB: self.init(.double(Double(bitPattern: try number(8))), next, 8)
        case 0xCC: self.init(.unsigned(try number(1)), next, 1)
        case 0xCD: self.init(.unsigned(try number(2)), next, 2)
        case 0xCE: self.init(.unsigned(try number(4)), next, 4)
        case 0xCF: self.init(.unsigned(try number(8)), next, 8)
        case 0xD0: self.init(try signed(1), next, 1)
        case 0xD1: self.init(try signed(2), next, 2)
        case 0xD2: self.init(try signed(4), next, 4)
        case 0xD3: self.init(try signed(8), next, 8)
        case 0xD9: self.init(kind: .text, content: try content(1))
        case 0xDA: self.init(kind: .text, content: try content(2))
        case 0xDB: self.init(kind: .text, content: try content(4))
        case 0xDC: self.init(.array(count: try count(2, each: 1)), next, 2)
        case 0xDD: self.init(.array(count: try count(4, each: 1)), next, 4)
        case 0xDE: self.init(.map(count: try count(2, each: 2)), next, 2)
        case 0xDF: self.init(.map(count: try count(4, each: 2)), next, 4)
        case 0xE0...0xFF: self.init(.negative(Int64(Int8(bitPattern: format))), next, 0)
        case 0xC1:
            throw MessagePackFault(bytes, start, found: "format C1", expected: "a value: C1 is never used")
        default:
            let found = "an extension, format \(String(format, radix: 16, uppercase: true))"
            throw MessagePackFault(bytes, start, found: found, expected: "a value without extensions")
        }
    }

    private init(_ kind: Kind, _ first: Int, _ size: Int) {
        self.init(kind: kind, content: first..<first + size)
    }
}
