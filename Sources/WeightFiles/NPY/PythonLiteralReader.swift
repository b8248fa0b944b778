/// Reads the literal in a .npy header: a Python dictionary of strings, booleans, and tuples of integers.
///
/// Like `JSONReader`, it builds only what is asked for. Whatever else a structured type may contain (lists, nested
/// tuples, bytes) can be skipped. Every error carries the byte offset in the file or member.
struct PythonLiteralReader {
    /// The deepest nesting allowed.
    static let maximumDepth = 32

    private let bytes: [UInt8]
    private let path: String
    private let part: String?
    private let base: Int
    private var position = 0

    init(_ bytes: [UInt8], path: String, part: String?, base: Int) {
        self.bytes = bytes
        self.path = path
        self.part = part
        self.base = base
    }

    /// Where the next value begins.
    mutating func offset() -> Int {
        skipBlanks()
        return base + position
    }

    /// Whether the next value begins with this character.
    mutating func isAt(_ character: Unicode.Scalar) -> Bool { peek() == UInt8(ascii: character) }

    /// Whether the next value is a string.
    mutating func isAtString() -> Bool { isAt("'") || isAt("\"") }

    /// Reads a character if it is next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        position += 1
        return true
    }

    /// Reads a character that must be next.
    mutating func expect(_ character: Unicode.Scalar) throws(WeightFileError) {
        guard take(character) else { throw unexpected("'\(character)'") }
    }

    /// Reads a string in single or double quotes. Escapes are kept as written.
    mutating func string() throws(WeightFileError) -> String {
        guard isAtString() else { throw unexpected("a string in quotes") }
        let (start, quote) = (base + position, bytes[position])
        position += 1
        let first = position
        while position < bytes.count, bytes[position] != quote {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else {
            position = bytes.count
            throw malformed("header", start, "a string without an end", "closing quotes")
        }
        position += 1
        return String(decoding: bytes[first..<position - 1], as: UTF8.self)
    }

    /// Reads True or False.
    mutating func bool() throws(WeightFileError) -> Bool {
        skipBlanks()
        for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        throw unexpected("True or False")
    }

    /// Reads the size of an axis: an integer from 0 to 2^63 - 1. Python 2 ended long integers with an L.
    mutating func size() throws(WeightFileError) -> Int {
        skipBlanks()
        let start = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if text.isEmpty {
            throw unexpected("the size of an axis")
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: "L") { position += 1 }
        guard !text.hasPrefix("-"), let value = Int(text) else {
            let found = text.utf8.count > 80 ? quoted(text) : text
            throw malformed("shape", base + start, found, "sizes from 0 to 2^63 - 1")
        }
        return value
    }

    /// Skips a value of any kind.
    mutating func skipValue(depth: Int = 0) throws(WeightFileError) {
        guard depth < Self.maximumDepth else {
            throw malformed("header", offset(), "nesting beyond \(Self.maximumDepth) levels", "less")
        }
        let close: Unicode.Scalar
        switch peek() {
        case UInt8(ascii: "("): close = ")"
        case UInt8(ascii: "["): close = "]"
        case UInt8(ascii: "{"): close = "}"
        default: return try skipAtom()
        }
        position += 1
        while !take(close) {
            try skipValue(depth: depth + 1)
            if close == "}" {
                try expect(":")
                try skipValue(depth: depth + 1)
            }
            if !take(",") {
                try expect(close)
                return
            }
        }
    }

    /// Checks that nothing but blanks follows.
    mutating func end() throws(WeightFileError) {
        skipBlanks()
        if position < bytes.count { throw unexpected("nothing after the dictionary") }
    }

    /// An error at an offset of the file or member.
    func malformed(_ subject: String, _ offset: Int, _ found: String, _ expected: String) -> WeightFileError {
        .format(FileFormatError(path: path, part: part, subject, at: offset, found: found, expected: expected))
    }

    // MARK: - Implementation

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == 0x20 || 0x09...0x0D ~= bytes[position] { position += 1 }
    }

    private mutating func peek() -> UInt8? {
        skipBlanks()
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func unexpected(_ expected: String) -> WeightFileError {
        let start = offset()
        let found = position < bytes.count ? quoted(bytes[position...].prefix(20)) : "the end"
        return malformed("header", start, found, expected)
    }

    private mutating func skipAtom() throws(WeightFileError) {
        if isAtString() {
            _ = try string()
            return
        }
        let start = position
        while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
        if position == start { throw unexpected("a value") }
        // A string with a prefix: b'…'.
        if position < bytes.count, bytes[position] == UInt8(ascii: "'") { _ = try string() }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
