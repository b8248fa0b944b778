/// Reads numbers from a text, one after another.
///
/// Numbers are separated by blanks, line breaks or a single comma. `#` begins a comment that ends with the line. A
/// byte-order mark at the start is skipped.
struct TextScanner {
    /// A place between two numbers where scanning can resume.
    struct Mark: Sendable {
        var offset = 0
        var line = 1
        /// Whether a number precedes it, with no comma since.
        var isCommaAllowed = false
    }

    /// The longest run of characters that counts as a number. The longest double has 767 significant digits.
    static let maximumLength = 2048

    private let feed: TextFeed
    private var buffer: [UInt8]
    private var position = 0
    private var end = 0

    /// The offset in the text where the buffer begins.
    private var bufferOffset: Int

    private var line: Int
    private var isCommaAllowed: Bool

    init(_ feed: TextFeed, from mark: Mark = Mark()) {
        self.feed = feed
        buffer = [UInt8](repeating: 0, count: TextFeed.chunkSize)
        bufferOffset = mark.offset
        line = mark.line
        isCommaAllowed = mark.isCommaAllowed
    }

    /// The current place.
    var mark: Mark { Mark(offset: bufferOffset + position, line: line, isCommaAllowed: isCommaAllowed) }

    /// The next number; nil at the end of the text.
    mutating func next() throws(WeightFileError) -> Double? {
        guard try skipSeparators() else { return nil }
        var length = 0
        while true {
            while position + length < end, !Self.isSeparator(buffer[position + length]) { length += 1 }
            if position + length < end || length > Self.maximumLength { break }
            // The number may go on in the next chunk.
            if try !refill() { break }
        }
        let bytes = position..<position + length
        let value =
            length > Self.maximumLength
            ? nil : buffer.withUnsafeBufferPointer { DecimalNumber.parse(UnsafeBufferPointer(rebasing: $0[bytes])) }
        guard let value else {
            throw malformed(quoted(buffer[bytes].prefix(100)), "a number")
        }
        position += length
        isCommaAllowed = true
        return value
    }

    // MARK: - Implementation

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "#")
    }

    /// Goes to the next number; false if there is none.
    private mutating func skipSeparators() throws(WeightFileError) -> Bool {
        var isInComment = false
        while true {
            while position < end {
                let byte = buffer[position]
                if byte == 0x0A {
                    line += 1
                    isInComment = false
                } else if isInComment || byte == 0x20 || 0x09...0x0D ~= byte {
                    // Nothing to do.
                } else if byte == UInt8(ascii: "#") {
                    isInComment = true
                } else if byte == UInt8(ascii: ",") {
                    guard isCommaAllowed else { throw malformed("','", "a number before it") }
                    isCommaAllowed = false
                } else if byte == 0xEF, bufferOffset + position == 0, try isAtByteOrderMark() {
                    position += 2
                } else {
                    return true
                }
                position += 1
            }
            if try !refill() { return false }
        }
    }

    /// Whether the buffer begins with a byte-order mark. A stream may deliver its bytes one by one.
    private mutating func isAtByteOrderMark() throws(WeightFileError) -> Bool {
        while end - position < 3 {
            if try !refill() { return false }
        }
        return buffer[position + 1] == 0xBB && buffer[position + 2] == 0xBF
    }

    /// Moves the rest to the buffer's start and reads on; false if nothing more came.
    private mutating func refill() throws(WeightFileError) -> Bool {
        let left = end - position
        for i in 0..<left { buffer[i] = buffer[position + i] }
        bufferOffset += position
        (position, end) = (0, left)
        let offset = bufferOffset + left
        let feed = feed
        var span = buffer.mutableSpan
        let count = try span.withUnsafeMutableBytes { buffer throws(WeightFileError) in
            try feed.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[left...]))
        }
        end += count
        return count > 0
    }

    private func malformed(_ found: String, _ expected: String) -> WeightFileError {
        let offset = bufferOffset + position
        return .format(
            FileFormatError(path: feed.path, "line \(line)", at: offset, found: found, expected: expected)
        )
    }
}
