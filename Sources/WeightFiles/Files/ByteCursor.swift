/// Reads a file in order from its beginning, through a window, as far as the caller asks.
struct ByteCursor {
    let source: ByteSource

    /// Where the next byte is.
    private(set) var position = 0

    private var window: [UInt8] = []
    private var windowStart = 0

    private static let windowSize = 1 << 16

    init(_ source: ByteSource) { self.source = source }

    /// The number of bytes left.
    var left: Int { source.size - position }

    /// The next bytes.
    ///
    /// - Parameter what: what they are, for the message.
    mutating func take(_ count: Int, _ what: String) throws(WeightFileError) -> [UInt8] {
        try require(count, what)
        if count > Self.windowSize {
            defer { position += count }
            return try source.bytes(at: position, count: count)
        }
        if position < windowStart || position + count > windowStart + window.count {
            windowStart = position
            window = try source.bytes(at: position, count: min(left, Self.windowSize))
        }
        defer { position += count }
        return Array(window[position - windowStart..<position - windowStart + count])
    }

    /// Steps over bytes.
    mutating func skip(_ count: Int, _ what: String) throws(WeightFileError) {
        try require(count, what)
        position += count
    }

    mutating func byte(_ what: String) throws(WeightFileError) -> UInt8 { try take(1, what)[0] }

    func malformed(_ what: String, _ found: String, _ expected: String) -> WeightFileError {
        source.malformed(what, position, found, expected)
    }

    private func require(_ count: Int, _ what: String) throws(WeightFileError) {
        guard count >= 0, count <= left else {
            throw malformed(what, "the end after \(left) bytes", count < 0 ? "fewer bytes" : "\(count) bytes")
        }
    }
}
