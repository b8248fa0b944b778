/// Reads a pickle without executing it: nothing is imported, nothing is called.
///
/// The cost of every opcode is proportional to its bytes, and it makes at most one value. Protocols 0 to 5 are read.
/// Out-of-band buffers and registered extensions are refused; nobody writes them to a file.
///
/// Source: CPython 3.13, Lib/pickletools.py, which documents every opcode.
struct PickleReader {
    /// The most values on the stack. No checkpoint needs more.
    private static let stackLimit = 1 << 24

    private let bytes: [UInt8]
    private let path: String
    private let part: String?
    private let base: Int
    private var position: Int
    private var start = 0
    private var values: [PickleValue] = []
    private var stack: [Int] = []
    private var marks: [Int] = []
    private var memo: [Int: Int] = [:]

    /// Reads the pickle that begins at a position in some bytes. Others may follow it.
    ///
    /// - Parameters:
    ///   - bytes: the bytes that contain it.
    ///   - position: where it begins in them.
    ///   - path: the file, for messages.
    ///   - part: the archive's member, if it is in one.
    ///   - base: where the bytes begin in the file or the member.
    /// - Throws: `WeightFileError.format` if it is malformed, with the offset and the opcode.
    static func read(
        _ bytes: [UInt8],
        at position: Int = 0,
        path: String,
        part: String? = nil,
        base: Int = 0
    ) throws(WeightFileError) -> Pickle {
        var reader = PickleReader(bytes, position, path, part, base)
        return try reader.run(from: position)
    }

    private init(_ bytes: [UInt8], _ position: Int, _ path: String, _ part: String?, _ base: Int) {
        (self.bytes, self.position, self.path, self.part, self.base) = (bytes, position, path, part, base)
    }

    // MARK: - Implementation

    private mutating func run(from first: Int) throws(WeightFileError) -> Pickle {
        while true {
            start = position
            let opcode = try byte()
            if opcode == UInt8(ascii: ".") {
                let root = try pop()
                return Pickle(values: values, root: root, length: position - first)
            }
            try execute(opcode)
        }
    }

    private mutating func execute(_ opcode: UInt8) throws(WeightFileError) {
        switch opcode {
        case 0x80: _ = try byte()
        case 0x95: _ = try take(8)
        case UInt8(ascii: "("): marks.append(stack.count)
        case UInt8(ascii: "0"):
            // A mark on top of the stack is popped, too.
            if marks.last == stack.count { marks.removeLast() } else { _ = try pop() }
        case UInt8(ascii: "1"): _ = try popMark()
        case UInt8(ascii: "2"): try push(at: top())
        case UInt8(ascii: "N"): try push(.none)
        case 0x88: try push(.boolean(true))
        case 0x89: try push(.boolean(false))
        case UInt8(ascii: "I"), UInt8(ascii: "J"), UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "L"), 0x8A, 0x8B,
            UInt8(ascii: "F"), UInt8(ascii: "G"):
            try number(opcode)
        case UInt8(ascii: "S"), UInt8(ascii: "T"), UInt8(ascii: "U"), UInt8(ascii: "V"), UInt8(ascii: "X"), 0x8C, 0x8D:
            try text(opcode)
        case UInt8(ascii: "B"): try push(.bytes(Array(take(length(4)))))
        case UInt8(ascii: "C"): try push(.bytes(Array(take(length(1)))))
        case 0x8E, 0x96: try push(.bytes(Array(take(length(8)))))
        case UInt8(ascii: "]"), UInt8(ascii: "l"), UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: ")"),
            UInt8(ascii: "t"), 0x85, 0x86, 0x87, UInt8(ascii: "}"), UInt8(ascii: "d"), UInt8(ascii: "s"),
            UInt8(ascii: "u"), 0x8F, 0x90, 0x91:
            try collection(opcode)
        case UInt8(ascii: "g"), UInt8(ascii: "h"), UInt8(ascii: "j"), UInt8(ascii: "p"), UInt8(ascii: "q"),
            UInt8(ascii: "r"), 0x94:
            try memoize(opcode)
        case UInt8(ascii: "c"), 0x93, UInt8(ascii: "R"), 0x81, 0x92, UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "b"), UInt8(ascii: "P"), UInt8(ascii: "Q"):
            try object(opcode)
        case 0x82, 0x83, 0x84: throw malformed("an extension registered in Python", "full names")
        case 0x97, 0x98: throw malformed("an out-of-band buffer", "values in the file")
        default: throw malformed("opcode \(hexadecimal([opcode]))", "an opcode of pickle")
        }
    }

    private mutating func number(_ opcode: UInt8) throws(WeightFileError) {
        switch opcode {
        case UInt8(ascii: "I"):
            let line = try line()
            switch line {
            case "00": try push(.boolean(false))
            case "01": try push(.boolean(true))
            default:
                guard let value = Int(line) else { throw malformed(quoted(line), "an integer") }
                try push(.integer(value))
            }
        case UInt8(ascii: "J"):
            try push(.integer(Int(Int32(truncatingIfNeeded: Self.unsigned(take(4))))))
        case UInt8(ascii: "K"): try push(.integer(Int(byte())))
        case UInt8(ascii: "M"): try push(.integer(Int(truncatingIfNeeded: Self.unsigned(take(2)))))
        case UInt8(ascii: "L"):
            let line = try line()
            guard let value = Int(line.hasSuffix("L") ? String(line.dropLast()) : line) else {
                throw malformed(quoted(line), "an integer of 64 bits")
            }
            try push(.integer(value))
        case 0x8A, 0x8B:
            let bytes = try take(length(opcode == 0x8A ? 1 : 4))
            guard bytes.count <= 8 else {
                try push(.wideInteger(Array(bytes)))
                return
            }
            var value = Self.unsigned(bytes)
            // Sign-extend the two's complement.
            if let last = bytes.last, last & 0x80 != 0, bytes.count < 8 { value |= ~0 << (8 * UInt64(bytes.count)) }
            try push(.integer(Int(truncatingIfNeeded: value)))
        case UInt8(ascii: "F"):
            let line = try line()
            guard let value = Double(line) else { throw malformed(quoted(line), "a number") }
            try push(.number(value))
        default:
            // The only big-endian number.
            try push(.number(Double(bitPattern: Self.unsigned(take(8)).byteSwapped)))
        }
    }

    private mutating func text(_ opcode: UInt8) throws(WeightFileError) {
        let bytes: [UInt8]
        switch opcode {
        case UInt8(ascii: "S"):
            let line = try line()
            let marks = line.first.map { $0 == "'" || $0 == "\"" } ?? false
            guard marks, line.count >= 2, line.last == line.first else {
                throw malformed(quoted(line), "a text in quotes")
            }
            try push(.text(String(line.dropFirst().dropLast())))
            return
        case UInt8(ascii: "V"):
            try push(.text(line()))
            return
        case UInt8(ascii: "T"), UInt8(ascii: "X"): bytes = try Array(take(length(4)))
        case UInt8(ascii: "U"), 0x8C: bytes = try Array(take(length(1)))
        default: bytes = try Array(take(length(8)))
        }
        // A Python 2 text may be any bytes. No name used here is such a text.
        guard let text = String(validating: bytes, as: UTF8.self) else {
            try push(.bytes(bytes))
            return
        }
        try push(.text(text))
    }

    private mutating func collection(_ opcode: UInt8) throws(WeightFileError) {
        switch opcode {
        case UInt8(ascii: "]"), 0x8F: try push(.list([]))
        case UInt8(ascii: "l"), 0x91: try push(.list(popMark()))
        case UInt8(ascii: "a"):
            let item = try pop()
            try extend(top(), [item])
        case UInt8(ascii: "e"), 0x90:
            let items = try popMark()
            try extend(top(), items)
        case UInt8(ascii: ")"): try push(.tuple([]))
        case UInt8(ascii: "t"): try push(.tuple(popMark()))
        case 0x85, 0x86, 0x87:
            let count = Int(opcode) - 0x84
            try require(count)
            let items = Array(stack[(stack.count - count)...])
            stack.removeLast(count)
            try push(.tuple(items))
        case UInt8(ascii: "}"): try push(.mapping([]))
        case UInt8(ascii: "d"): try push(.mapping(pairs(popMark())))
        case UInt8(ascii: "s"):
            let value = try pop()
            let key = try pop()
            try set(top(), [key, value])
        default:
            let entries = try pairs(popMark())
            try set(top(), entries)
        }
    }

    private mutating func memoize(_ opcode: UInt8) throws(WeightFileError) {
        switch opcode {
        case UInt8(ascii: "p"): memo[try index()] = try top()
        case UInt8(ascii: "q"): memo[Int(try byte())] = try top()
        case UInt8(ascii: "r"): memo[try length(4)] = try top()
        case 0x94: memo[memo.count] = try top()
        default:
            let key =
                switch opcode {
                case UInt8(ascii: "g"): try index()
                case UInt8(ascii: "h"): Int(try byte())
                default: try length(4)
                }
            guard let place = memo[key] else { throw malformed("memo \(key)", "one stored before") }
            try push(at: place)
        }
    }

    private mutating func object(_ opcode: UInt8) throws(WeightFileError) {
        switch opcode {
        case UInt8(ascii: "c"):
            let module = try line()
            try push(.global(module: module, name: line()))
        case 0x93:
            let name = try pop()
            let module = try pop()
            guard case .text(let name) = values[name], case .text(let module) = values[module] else {
                throw malformed("a module or a name that is not text", "texts")
            }
            try push(.global(module: module, name: name))
        case UInt8(ascii: "R"), 0x81:
            let arguments = try pop()
            try call(pop(), arguments)
        case 0x92:
            // Keyword arguments are not needed.
            _ = try pop()
            let arguments = try pop()
            try call(pop(), arguments)
        case UInt8(ascii: "i"):
            let module = try line()
            let callee = try append(.global(module: module, name: line()))
            let arguments = try append(.tuple(popMark()))
            try call(callee, arguments)
        case UInt8(ascii: "o"):
            let items = try popMark()
            guard let callee = items.first else { throw malformed("no class", "one before its arguments") }
            let arguments = try append(.tuple(Array(items.dropFirst())))
            try call(callee, arguments)
        case UInt8(ascii: "b"):
            let state = try pop()
            let place = try top()
            // The state of anything else is not needed.
            if case .object(var object) = values[place] {
                object.state = state
                values[place] = .object(object)
            }
        case UInt8(ascii: "P"):
            let identifier = try append(.text(line()))
            try push(.persistent(identifier))
        default: try push(.persistent(pop()))
        }
    }

    private mutating func call(_ callee: Int, _ arguments: Int) throws(WeightFileError) {
        try push(.object(PickleObject(callee: callee, arguments: arguments)))
    }

    /// Appends items to a list, or to what a call makes.
    private mutating func extend(_ place: Int, _ added: [Int]) throws(WeightFileError) {
        // Taken out so that the array is not copied.
        switch exchange(place, .none) {
        case .list(var items):
            items += added
            values[place] = .list(items)
        case .object(var object):
            object.items += added
            values[place] = .object(object)
        default: throw malformed("items without a list", "a list before them")
        }
    }

    /// Adds keys and values to a mapping, or to what a call makes.
    private mutating func set(_ place: Int, _ added: [Int]) throws(WeightFileError) {
        switch exchange(place, .none) {
        case .mapping(var entries):
            entries += added
            values[place] = .mapping(entries)
        case .object(var object):
            object.entries += added
            values[place] = .object(object)
        default: throw malformed("keys without a mapping", "a mapping before them")
        }
    }

    private mutating func exchange(_ place: Int, _ value: PickleValue) -> PickleValue {
        let old = values[place]
        values[place] = value
        return old
    }

    private func pairs(_ items: [Int]) throws(WeightFileError) -> [Int] {
        guard items.count.isMultiple(of: 2) else { throw malformed("a key without a value", "pairs") }
        return items
    }

    // MARK: The stack

    private mutating func push(_ value: PickleValue) throws(WeightFileError) { try push(at: append(value)) }

    private mutating func push(at place: Int) throws(WeightFileError) {
        guard stack.count < Self.stackLimit else { throw malformed("more values", "at most \(Self.stackLimit)") }
        stack.append(place)
    }

    private mutating func append(_ value: PickleValue) throws(WeightFileError) -> Int {
        values.append(value)
        return values.count - 1
    }

    private mutating func pop() throws(WeightFileError) -> Int {
        try require(1)
        return stack.removeLast()
    }

    private func top() throws(WeightFileError) -> Int {
        try require(1)
        return stack[stack.count - 1]
    }

    /// Checks that the stack has at least `count` values above the last mark.
    private func require(_ count: Int) throws(WeightFileError) {
        guard stack.count - (marks.last ?? 0) >= count else { throw malformed("an empty stack", "a value on it") }
    }

    /// Pops the values above the last mark.
    private mutating func popMark() throws(WeightFileError) -> [Int] {
        guard let mark = marks.popLast() else { throw malformed("no mark", "one before the values") }
        let items = Array(stack[mark...])
        stack.removeLast(items.count)
        return items
    }

    // MARK: The bytes

    private mutating func byte() throws(WeightFileError) -> UInt8 { try take(1).first ?? 0 }

    private mutating func take(_ count: Int) throws(WeightFileError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else {
            throw malformed("the end after \(bytes.count - position) bytes", "\(count) bytes")
        }
        let slice = bytes[position..<position + count]
        position += count
        return slice
    }

    /// Reads a length, stored in 1, 4 or 8 bytes.
    private mutating func length(_ size: Int) throws(WeightFileError) -> Int {
        let value = Self.unsigned(try take(size))
        guard let length = Int(exactly: value), length <= Int.max / 2 else {
            throw malformed("a length of \(value)", "less")
        }
        return length
    }

    private mutating func line() throws(WeightFileError) -> String {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
            throw malformed("no line break", "one")
        }
        let line = bytes[position..<end]
        position = end + 1
        guard let text = String(validating: line, as: UTF8.self) else { throw malformed(quoted(line), "UTF-8") }
        return text
    }

    private mutating func index() throws(WeightFileError) -> Int {
        let line = try line()
        guard let value = Int(line), value >= 0 else { throw malformed(quoted(line), "an index into the memo") }
        return value
    }

    private static func unsigned(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func malformed(_ found: String, _ expected: String) -> WeightFileError {
        let opcode = start < bytes.count ? "pickle, opcode \(hexadecimal([bytes[start]]))" : "pickle"
        return .format(
            FileFormatError(path: path, part: part, opcode, at: base + start, found: found, expected: expected)
        )
    }
}
