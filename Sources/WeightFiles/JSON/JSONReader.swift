/// A strict reader of JSON (RFC 8259) for headers of a known shape.
///
/// The caller says what it expects next; only that is built. Skipped values cost no memory. Keys that are compared are
/// held until their object ends, and short keys cost some twenty times their length, so the caller must bound what it
/// asks for.
///
/// Errors: duplicates among the compared keys, nesting beyond `maximumDepth`, ill-formed UTF-8, lone surrogates, and
/// control characters in strings. Every error carries the byte offset in the file.
package struct JSONReader {
    /// The deepest nesting allowed. The formats read here need four levels.
    static let maximumDepth = 64

    private let bytes: [UInt8]
    private let path: String
    private let subject: String
    private let base: Int
    private var position = 0
    private var depth = 0

    /// - Parameters:
    ///   - bytes: The JSON text.
    ///   - path: The file, for messages.
    ///   - subject: What is read, for messages: `header`, `index`.
    ///   - base: The file offset of the first of `bytes`.
    package init(_ bytes: [UInt8], path: String, subject: String, base: Int) {
        self.bytes = bytes
        self.path = path
        self.subject = subject
        self.base = base
    }

    /// Where the next value begins, in bytes from the start of the file.
    package mutating func offset() -> Int {
        skipBlanks()
        return base + position
    }

    /// Reads a null, if one comes next.
    package mutating func skipNull() throws(WeightFileError) -> Bool {
        guard peek() == UInt8(ascii: "n") else { return false }
        try skipValue()
        return true
    }

    /// Whether the next value is a string.
    package mutating func isAtString() -> Bool { peek() == UInt8(ascii: "\"") }

    /// Whether the next value is an object or an array.
    package mutating func isAtContainer() -> Bool {
        let byte = peek()
        return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    /// Whether the next value is an array.
    package mutating func isAtArray() -> Bool { peek() == UInt8(ascii: "[") }

    /// Reads an object. `member` is called with each key and the key's offset, and must read the value.
    ///
    /// - Parameter comparing: The keys that must not occur twice; nil for all keys.
    package mutating func object(
        comparing: Set<String>? = nil,
        _ member: (inout JSONReader, String, Int) throws(WeightFileError) -> Void
    ) throws(WeightFileError) {
        try open("{", "an object")
        // Names are compared by their bytes: strings that Unicode calls equivalent are different names.
        var keys: Set<[UInt8]> = []
        if try !close("}") {
            repeat {
                let keyOffset = offset()
                let key = try string("a key in quotes")
                let isCompared = comparing?.contains(key) ?? true
                guard !isCompared || keys.insert(Array(key.utf8)).inserted else {
                    throw malformed(keyOffset, "the key \(quoted(key)) again", "each key once")
                }
                try expect(":")
                try member(&self, key, keyOffset)
            } while try continues("}")
        }
        depth -= 1
    }

    /// Reads an array. `element` is called before each element and must read it.
    package mutating func array(
        _ element: (inout JSONReader) throws(WeightFileError) -> Void
    ) throws(WeightFileError) {
        try open("[", "an array")
        if try !close("]") {
            repeat { try element(&self) } while try continues("]")
        }
        depth -= 1
    }

    /// Reads a string.
    package mutating func string(_ expected: String = "a string") throws(WeightFileError) -> String {
        let start = offset()
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(expected) }
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let result = String(validating: text, as: UTF8.self) else {
                    throw malformed(start, "a string that is not UTF-8", "UTF-8")
                }
                return result
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw malformed(base + position, "the control character \(hexadecimal([byte]))", "an escape")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw malformed(start, "a string without an end", "closing quotes")
    }

    /// Reads an integer of at least 0 that fits `Int`. Fractions and exponents are refused.
    package mutating func size() throws(WeightFileError) -> Int {
        let start = offset()
        guard let first = peek(), first == UInt8(ascii: "-") || isDigit(first) else {
            throw unexpected("an integer of at least 0")
        }
        let text = try number()
        guard let value = Int(text), value >= 0, !text.hasPrefix("-") else {
            throw malformed(start, quotedNumber(text), "an integer from 0 to 2^63 - 1")
        }
        return value
    }

    /// Reads a number, true, false or null and returns its spelling.
    package mutating func literal() throws(WeightFileError) -> String {
        guard let first = peek() else { throw unexpected("a value") }
        if first == UInt8(ascii: "-") || isDigit(first) { return try number() }
        for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return word
        }
        throw unexpected("a value")
    }

    /// Skips a value of any kind.
    package mutating func skipValue() throws(WeightFileError) {
        switch peek() {
        case UInt8(ascii: "{"):
            try object(comparing: []) { (json, _, _) throws(WeightFileError) in try json.skipValue() }
        case UInt8(ascii: "["): try array { json throws(WeightFileError) in try json.skipValue() }
        case UInt8(ascii: "\""): _ = try string()
        default: _ = try literal()
        }
    }

    /// Checks that nothing but blanks follows.
    package mutating func end() throws(WeightFileError) {
        skipBlanks()
        if position < bytes.count { throw unexpected("nothing after the \(subject)") }
    }

    /// An error at an offset of the file.
    package func malformed(_ offset: Int, _ found: String, _ expected: String, part: String? = nil) -> WeightFileError {
        .format(FileFormatError(path: path, part: part, subject, at: offset, found: found, expected: expected))
    }

    // MARK: - Implementation

    private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func skipBlanks() {
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    }

    private mutating func peek() -> UInt8? {
        skipBlanks()
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func unexpected(_ expected: String) -> WeightFileError {
        let start = offset()
        let found = position < bytes.count ? quoted(bytes[position...].prefix(20)) : "the end"
        return malformed(start, found, expected)
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(WeightFileError) {
        guard peek() == UInt8(ascii: character) else { throw unexpected("'\(character)'") }
        position += 1
    }

    private mutating func open(_ bracket: Unicode.Scalar, _ expected: String) throws(WeightFileError) {
        guard peek() == UInt8(ascii: bracket) else { throw unexpected(expected) }
        guard depth < Self.maximumDepth else {
            throw malformed(offset(), "nesting beyond \(Self.maximumDepth) levels", "less")
        }
        position += 1
        depth += 1
    }

    /// Reads the closing bracket if it is next.
    private mutating func close(_ bracket: Unicode.Scalar) throws(WeightFileError) -> Bool {
        guard peek() == UInt8(ascii: bracket) else { return false }
        position += 1
        return true
    }

    /// Reads a comma (true) or the closing bracket (false).
    private mutating func continues(_ bracket: Unicode.Scalar) throws(WeightFileError) -> Bool {
        if try close(bracket) { return false }
        guard peek() == UInt8(ascii: ",") else { throw unexpected("',' or '\(bracket)'") }
        position += 1
        return true
    }

    /// Reads a number by the grammar: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
    private mutating func number() throws(WeightFileError) -> String {
        let start = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        let firstDigit = position
        let digits = skipDigits()
        var isValid = digits > 0 && (digits == 1 || bytes[firstDigit] != UInt8(ascii: "0"))
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            if skipDigits() == 0 { isValid = false }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            if skipDigits() == 0 { isValid = false }
        }
        guard isValid else {
            throw malformed(base + start, quoted(bytes[start..<min(position + 1, bytes.count)]), "a number")
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        return position - start
    }

    private func quotedNumber(_ text: String) -> String { text.utf8.count > 80 ? quoted(text) : text }

    private mutating func escape(into text: inout [UInt8]) throws(WeightFileError) {
        let start = base + position
        position += 1
        guard position < bytes.count else { throw malformed(start, "a string without an end", "closing quotes") }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = try codeUnit(start)
            if 0xD800..<0xDC00 ~= code {
                let isPair = bytes[position...].starts(with: "\\u".utf8)
                if isPair { position += 2 }
                let low = isPair ? try codeUnit(start) : 0
                guard 0xDC00..<0xE000 ~= low else { throw malformed(start, "half a surrogate pair", "both halves") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else {
                throw malformed(start, "half a surrogate pair", "both halves")
            }
            text += Array(String(scalar).utf8)
        default:
            throw malformed(start, quoted([UInt8(ascii: "\\"), letter]), "an escape of JSON")
        }
    }

    private mutating func codeUnit(_ start: Int) throws(WeightFileError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw malformed(start, "an escape without four hexadecimal digits", "four")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
