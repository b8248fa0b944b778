/// The record that ends a ZIP archive and says where its central directory is.
struct ZipEnd {
    let count: Int
    let directorySize: Int
    let directoryOffset: Int

    /// Finds the record: the last one whose comment reaches to the end of the file.
    init(_ source: ByteSource) throws(WeightFileError) {
        let tailSize = min(source.size, 22 + 0xFFFF)
        let tailOffset = source.size - tailSize
        let tail = try source.bytes(at: tailOffset, count: tailSize)
        var position = tailSize - 22
        while position >= 0 {
            if tail[position...].starts(with: [0x50, 0x4B, 0x05, 0x06]),
                tail.littleEndian16(at: position + 20) == tailSize - 22 - position
            {
                break
            }
            position -= 1
        }
        guard position >= 0 else {
            let found = "no record 50 4B 05 06 that reaches to the end of the file"
            let expected = "an end of the central directory: the file is cut short, or not wholly copied"
            throw source.malformed("archive", source.size, found, expected)
        }
        let offset = tailOffset + position
        let wide = try Self.wideRecord(source, before: offset)
        // The directory must reach up to here: the start of the end record, or of the 64-bit one before it.
        let limit = wide?.offset ?? offset
        let disks =
            wide.map { ($0.bytes.littleEndian32(at: 16), $0.bytes.littleEndian32(at: 20)) }
            ?? (tail.littleEndian16(at: position + 4), tail.littleEndian16(at: position + 6))
        guard disks == (0, 0) else {
            throw source.malformed("disk number", limit, "\(disks.0) and \(disks.1)", "0: an archive on one disk")
        }
        let count = wide.map { $0.bytes.littleEndian64(at: 32) } ?? UInt64(tail.littleEndian16(at: position + 10))
        let size = wide.map { $0.bytes.littleEndian64(at: 40) } ?? UInt64(tail.littleEndian32(at: position + 12))
        let start = wide.map { $0.bytes.littleEndian64(at: 48) } ?? UInt64(tail.littleEndian32(at: position + 16))
        let (directoryEnd, overflow) = start.addingReportingOverflow(size)
        guard !overflow, directoryEnd == UInt64(limit) else {
            let found = "\(size) bytes from byte \(start) on"
            throw source.malformed("central directory", limit, found, "an end at byte \(limit)")
        }
        // Both are at most `limit`, which is an Int.
        directorySize = Int(size)
        directoryOffset = Int(start)
        self.count = Int(clamping: count)
    }

    /// The record of 64-bit sizes, if a locator precedes the record of 32-bit ones.
    private static func wideRecord(
        _ source: ByteSource,
        before offset: Int
    ) throws(WeightFileError) -> (bytes: [UInt8], offset: Int)? {
        guard offset >= 20 else { return nil }
        let locator = try source.bytes(at: offset - 20, count: 20)
        guard locator.starts(with: [0x50, 0x4B, 0x06, 0x07]) else { return nil }
        // 56 bytes, without the extensible part that nobody writes.
        let place = locator.littleEndian64(at: 8)
        guard offset >= 76, place == UInt64(offset - 76) else {
            throw source.malformed("zip64 locator", offset - 12, "byte \(place)", "the 56 bytes before the locator")
        }
        let bytes = try source.bytes(at: offset - 76, count: 56)
        guard bytes.starts(with: [0x50, 0x4B, 0x06, 0x06]), bytes.littleEndian64(at: 4) == 44 else {
            let found = hexadecimal(bytes.prefix(12))
            throw source.malformed("zip64 end", offset - 76, found, "50 4B 06 06 and a length of 44")
        }
        return (bytes, offset - 76)
    }
}
