internal import WeightFiles

/// A value of MessagePack, with everything in it.
struct MessagePackValue {
    enum Content {
        case none
        case truth(Bool)
        case unsigned(UInt64)
        case negative(Int64)
        case single(Float)
        case double(Double)
        case text(String)
        case bytes([UInt8])
        case array([MessagePackValue])
        case map([(key: String, value: MessagePackValue)])
    }

    let content: Content

    /// Where it begins, in bytes from the start of the document.
    let offset: Int

    /// The most levels of arrays and maps. Readers and writers call themselves once a level, so this bounds their stack.
    static let depthLimit = 64

    var isNone: Bool { if case .none = content { true } else { false } }

    /// The value as a message names it.
    var description: String {
        switch content {
        case .none: "nil"
        case .truth(let truth): "\(truth)"
        case .unsigned(let number): "the integer \(number)"
        case .negative(let number): "the integer \(number)"
        case .single(let number): "the float32 \(number)"
        case .double(let number): "the float64 \(number)"
        case .text(let text): "a string of \(text.utf8.count) \(text.utf8.count == 1 ? "byte" : "bytes")"
        case .bytes(let bytes): "\(bytes.count) \(bytes.count == 1 ? "byte" : "bytes")"
        case .array(let values): "an array of \(values.count)"
        case .map(let entries): "a map of \(entries.count)"
        }
    }
}

extension MessagePackValue {
    /// Reads bytes that are exactly one value.
    ///
    /// Complexity: time and memory are linear in the bytes, whatever they claim. A value takes 32 bytes here.
    init(_ bytes: ArraySlice<UInt8>) throws(MessagePackFault) {
        var next = bytes.startIndex
        self = try Self(bytes, at: &next, depth: 0)
        guard next == bytes.endIndex else {
            throw MessagePackFault(
                next - bytes.startIndex,
                found: "\(bytes.endIndex - next) more bytes",
                expected: "the end after one value"
            )
        }
    }

    // MARK: - Implementation

    /// Reads the value at an index and moves past it. What its header claims is checked against the bytes left.
    private init(_ bytes: ArraySlice<UInt8>, at next: inout Int, depth: Int) throws(MessagePackFault) {
        let offset = next - bytes.startIndex

        func fault(_ found: String, expected: String) -> MessagePackFault {
            MessagePackFault(offset, found: found, expected: expected)
        }

        /// The number in this many bytes.
        func number(_ size: Int) throws(MessagePackFault) -> UInt64 {
            let left = bytes.endIndex - next
            guard size <= left else { throw fault("\(left) bytes left", expected: "the \(size) of a number") }
            var number: UInt64 = 0
            for byte in bytes[next..<next + size] { number = number << 8 | UInt64(byte) }
            next += size
            return number
        }

        /// A two's complement integer.
        func signed(_ size: Int) throws(MessagePackFault) -> Content {
            let unused = 64 - 8 * size
            let number = Int64(bitPattern: try number(size) << unused) >> unused
            return number < 0 ? .negative(number) : .unsigned(UInt64(number))
        }

        func content(_ count: UInt64) throws(MessagePackFault) -> ArraySlice<UInt8> {
            let left = bytes.endIndex - next
            guard count <= left else { throw fault("\(left) bytes left", expected: "\(count)") }
            defer { next += Int(count) }
            return bytes[next..<next + Int(count)]
        }

        func text(_ count: UInt64) throws(MessagePackFault) -> Content {
            let content = try content(count)
            guard let text = String(validating: content, as: UTF8.self) else {
                let found = "\(count) bytes in another encoding"
                throw MessagePackFault(content.startIndex - bytes.startIndex, found: found, expected: "UTF-8")
            }
            return .text(text)
        }

        /// Checks the number of elements of one value each, or of entries of two. A value takes at least a byte.
        func open(_ count: UInt64, each: Int) throws(MessagePackFault) {
            let left = bytes.endIndex - next
            guard count <= left / each else {
                throw fault("\(left) bytes left", expected: "\(count) \(each == 1 ? "elements" : "entries")")
            }
            guard depth < Self.depthLimit else {
                throw fault("\(depth + 1) levels of arrays and maps", expected: "at most \(Self.depthLimit)")
            }
        }

        func array(_ count: UInt64) throws(MessagePackFault) -> Content {
            try open(count, each: 1)
            // No memory is reserved: arrays in one another may each claim all bytes that are left.
            var values: [Self] = []
            for _ in 0..<count { values.append(try Self(bytes, at: &next, depth: depth + 1)) }
            return .array(values)
        }

        func map(_ count: UInt64) throws(MessagePackFault) -> Content {
            try open(count, each: 2)
            var keys: Set<String> = []
            var entries: [(key: String, value: Self)] = []
            for _ in 0..<count {
                let key = try Self(bytes, at: &next, depth: depth + 1)
                guard case .text(let name) = key.content else {
                    throw MessagePackFault(key.offset, found: key.description, expected: "a string as key")
                }
                guard keys.insert(name).inserted else {
                    let found = "the key \(quoted(name)) again"
                    throw MessagePackFault(key.offset, found: found, expected: "each key once")
                }
                entries.append((name, try Self(bytes, at: &next, depth: depth + 1)))
            }
            return .map(entries)
        }

        guard next < bytes.endIndex else { throw fault("the end", expected: "a value") }
        let format = bytes[next]
        next += 1
        self.offset = offset
        self.content =
            switch format {
            case 0x00...0x7F: .unsigned(UInt64(format))
            case 0x80...0x8F: try map(UInt64(format & 15))
            case 0x90...0x9F: try array(UInt64(format & 15))
            case 0xA0...0xBF: try text(UInt64(format & 31))
            case 0xC0: .none
            case 0xC1: throw fault("format C1", expected: "a value: C1 is never used")
            case 0xC2: .truth(false)
            case 0xC3: .truth(true)
            case 0xC4: .bytes(Array(try content(number(1))))
            case 0xC5: .bytes(Array(try content(number(2))))
            case 0xC6: .bytes(Array(try content(number(4))))
            case 0xCA: .single(Float(bitPattern: UInt32(try number(4))))
            case 0xCB: .double(Double(bitPattern: try number(8)))
            case 0xCC: .unsigned(try number(1))
            case 0xCD: .unsigned(try number(2))
            case 0xCE: .unsigned(try number(4))
            case 0xCF: .unsigned(try number(8))
            case 0xD0: try signed(1)
            case 0xD1: try signed(2)
            case 0xD2: try signed(4)
            case 0xD3: try signed(8)
            case 0xD9: try text(number(1))
            case 0xDA: try text(number(2))
            case 0xDB: try text(number(4))
            case 0xDC: try array(number(2))
            case 0xDD: try array(number(4))
            case 0xDE: try map(number(2))
            case 0xDF: try map(number(4))
            case 0xE0...0xFF: .negative(Int64(Int8(bitPattern: format)))
            default:
                throw fault(
                    "an extension, format \(String(format, radix: 16, uppercase: true))",
                    expected: "a value without extensions"
                )
            }
    }
}
