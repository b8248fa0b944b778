/// A descriptor that can be read only once, and only forwards.
struct ByteStream {
    let descriptor: Int32

    /// The stream's name in messages.
    let name: String

    /// The number of bytes needed to tell a text from a file.
    static let beginningLength = 16

    /// Whether these first bytes look like text: printable characters, blanks, line breaks, or a byte-order mark.
    static func isText(_ beginning: [UInt8]) -> Bool {
        beginning.first == 0xEF || beginning.allSatisfy { 0x20..<0x7F ~= $0 || 0x09...0x0D ~= $0 }
    }

    /// Reads the next bytes: fewer than asked for only at the end.
    func read(atMost count: Int) throws(WeightFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            var span = bytes.mutableSpan
            let found = try span.withUnsafeMutableBytes { buffer throws(WeightFileError) in
                try TextFeed.read(descriptor, name, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
            }
            if found == 0 { break }
            done += found
        }
        return Array(bytes[..<done])
    }

    /// Reads everything, and returns it with the beginning.
    ///
    /// - Parameter limit: the most bytes allowed.
    func rest(after beginning: [UInt8], limit: Int) throws(WeightFileError) -> [UInt8] {
        var bytes = beginning
        while true {
            let next = try read(atMost: 1 << 20)
            guard bytes.count + next.count <= limit else {
                let expected = "at most \(limit): a stream is held in memory; a file is not"
                throw .format(
                    FileFormatError(path: name, "file", at: limit, found: "more bytes", expected: expected)
                )
            }
            bytes += next
            if next.count < 1 << 20 { return bytes }
        }
    }
}
