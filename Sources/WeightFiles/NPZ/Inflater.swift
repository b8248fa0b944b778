internal import CZlib

/// Inflates one member of an archive, from start to end.
///
/// It never yields more bytes than the directory declares. Any excess is an error before it is stored anywhere.
///
/// It may move between threads: nothing else refers to the stream that it owns.
struct Inflater: ~Copyable, @unchecked Sendable {
    /// How many bytes have been inflated.
    private(set) var position = 0

    private let member: ZipMember
    private let source: ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8]
    private var inputRange = 0..<0

    /// How many of the member's compressed bytes have been read.
    private var fetched = 0

    private var crc: UInt = 0
    private var isAtEnd = false

    /// A member's compressed bytes are read in pieces of this size.
    private static let inputSize = 1 << 16

    init(_ member: ZipMember, in source: ByteSource) throws(WeightFileError) {
        self.member = member
        self.source = source
        input = [UInt8](repeating: 0, count: min(Self.inputSize, member.compressedSize))
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A negative number of window bits: neither zlib's header nor its trailer.
        let status = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw .file(FileError(path: source.path, operation: "read", reason: "zlib failed to start (\(status))"))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Inflates the next bytes. After the last byte, the checksum is compared.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        var done = 0
        while done < buffer.count {
            // zlib counts in 32 bits.
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<min(buffer.count, done + 1 << 30)])
            let count = try step(into: rest)
            guard count > 0 || !isAtEnd else {
                let found = "the end of the data after \(position) bytes"
                throw malformed("deflated data", found, "\(member.size) bytes, as the directory says")
            }
            done += count
        }
        if position == member.size { try finish() }
    }

    /// Inflates and discards the next `count` bytes.
    mutating func skip(_ count: Int) throws(WeightFileError) {
        var scratch = [UInt8](repeating: 0, count: min(count, Self.inputSize))
        var span = scratch.mutableSpan
        var left = count
        while left > 0 {
            let length = min(left, Self.inputSize)
            try span.withUnsafeMutableBytes { scratch throws(WeightFileError) in
                try read(into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<length]))
            }
            left -= length
        }
    }

    // MARK: - Implementation

    /// Inflates some bytes. It inflates none only at the end of the data.
    private mutating func step(into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) -> Int {
        while !isAtEnd {
            if inputRange.isEmpty { try fetch() }
            let (range, stream) = (inputRange, stream)
            let wasEmpty = range.isEmpty
            var span = input.mutableSpan
            let (status, count, left) = span.withUnsafeMutableBufferPointer { input in
                buffer.withMemoryRebound(to: UInt8.self) { output in
                    stream.pointee.next_in = input.baseAddress.map { $0 + range.lowerBound }
                    stream.pointee.avail_in = UInt32(range.count)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    let status = inflate(stream, Z_NO_FLUSH)
                    stream.pointee.next_in = nil
                    stream.pointee.next_out = nil
                    return (status, output.count - Int(stream.pointee.avail_out), Int(stream.pointee.avail_in))
                }
            }
            inputRange = range.upperBound - left..<range.upperBound
            switch status {
            case Z_STREAM_END: isAtEnd = true
            case Z_OK: break
            // zlib can do nothing more with this input.
            case Z_BUF_ERROR where wasEmpty && count == 0:
                throw malformed("deflated data", "truncated data", "an end of the stream")
            case Z_BUF_ERROR: break
            default:
                let message = stream.pointee.msg.map { String(cString: $0) } ?? "zlib's status \(status)"
                throw malformed("deflated data", message, "a deflate stream")
            }
            if count > 0 {
                crc = Checksum.crc32(UnsafeRawBufferPointer(rebasing: buffer[..<count]), after: crc)
                position += count
                return count
            }
        }
        return 0
    }

    /// Reads the next piece of compressed bytes, if there is one.
    private mutating func fetch() throws(WeightFileError) {
        let count = min(input.count, member.compressedSize - fetched)
        let start = member.dataOffset + fetched
        let source = source
        var span = input.mutableSpan
        try span.withUnsafeMutableBytes { input throws(WeightFileError) in
            try source.read(at: start, into: UnsafeMutableRawBufferPointer(rebasing: input[..<count]))
        }
        fetched += count
        inputRange = 0..<count
    }

    /// Checks that the data end where the content does.
    private mutating func finish() throws(WeightFileError) {
        // The end of the stream may still have to be read; one byte of room shows whether there is more data.
        let (position, crc) = (position, crc)
        var extra: [UInt8] = [0]
        var span = extra.mutableSpan
        let count = try span.withUnsafeMutableBytes { extra throws(WeightFileError) in try step(into: extra) }
        guard count == 0 else {
            throw malformed("deflated data", "more than \(position) bytes", "\(position), as the directory says")
        }
        let unused = inputRange.count + member.compressedSize - fetched
        guard unused == 0 else {
            throw malformed("deflated data", "\(unused) bytes after their end", "none")
        }
        try member.check(crc, source)
    }

    private func malformed(_ subject: String, _ found: String, _ expected: String) -> WeightFileError {
        let offset = member.dataOffset + fetched - inputRange.count
        return source.malformed(subject, offset, found, expected, part: member.part)
    }
}
