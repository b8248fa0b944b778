/// One entry of a ZIP archive's central directory.
struct ZipEntry {
    var member: ZipMember
    let rawName: [UInt8]
    let flags: Int
    let methodNumber: Int

    /// The length of the entry in bytes.
    let length: Int

    /// The most bytes that one deflated byte can become (RFC 1951, 3.2.5: two bits may stand for 258 bytes).
    private static let greatestRatio = 1032

    /// - Parameters:
    ///   - bytes: The central directory.
    ///   - position: Where the entry begins in it.
    ///   - offset: Where the entry begins in the file.
    ///   - source: The file, for messages.
    init(_ bytes: [UInt8], at position: Int, offset: Int, in source: ByteSource) throws(WeightFileError) {
        let room = bytes.count - position
        guard room >= 46, bytes[position...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
            let found = hexadecimal(bytes[position...].prefix(4))
            throw source.malformed("directory entry", offset, found, "50 4B 01 02 and 42 more bytes")
        }
        let nameLength = bytes.littleEndian16(at: position + 28)
        let extraLength = bytes.littleEndian16(at: position + 30)
        length = 46 + nameLength + extraLength + bytes.littleEndian16(at: position + 32)
        guard length <= room else {
            throw source.malformed(
                "directory entry",
                offset,
                "\(length) bytes",
                "at most \(room), the rest of the directory"
            )
        }
        rawName = Array(bytes[position + 46..<position + 46 + nameLength])
        // Python writes ASCII, or UTF-8 with a flag. Old archives with names in code page 437 do not hold weights.
        guard let name = String(validating: rawName, as: UTF8.self) else {
            throw source.malformed("name", offset + 46, quoted(rawName), "UTF-8")
        }
        // Computed only for an error: a directory may have a million entries.
        var part: String { "member \(quoted(name))" }
        flags = bytes.littleEndian16(at: position + 8)
        // Bits 0, 6 and 13: encrypted, strongly encrypted, header values masked. Bit 5: a patch.
        guard flags & 0x2061 == 0 else {
            throw source.malformed(
                "flags",
                offset + 8,
                "an encrypted member",
                "members that are not encrypted",
                part: part
            )
        }
        methodNumber = bytes.littleEndian16(at: position + 10)
        guard methodNumber == 0 || methodNumber == 8 else {
            throw source.malformed("method", offset + 10, "\(methodNumber)", "0 (stored) or 8 (deflated)", part: part)
        }

        // Where a 32-bit field has all bits set, its value is in the zip64 extra field, in this order.
        var fields = [24, 20, 42].map { UInt64(bytes.littleEndian32(at: position + $0)) }
        let extraStart = position + 46 + nameLength
        var wide = Self.zip64Fields(bytes[extraStart..<extraStart + extraLength])[...]
        for i in fields.indices where fields[i] == 0xFFFF_FFFF {
            // Without an extra field, the value is taken as it is.
            if let value = wide.popFirst() { fields[i] = value }
        }
        let sizes = fields.map { Int(exactly: $0) }
        guard let size = sizes[0], let compressedSize = sizes[1], let headerOffset = sizes[2] else {
            throw source.malformed("size", offset + 20, "\(fields)", "sizes of at most 2^63 - 1", part: part)
        }
        guard methodNumber == 8 || size == compressedSize else {
            let expected = "\(compressedSize), the stored size"
            throw source.malformed("size", offset + 24, "\(size) bytes", expected, part: part)
        }
        // A deflate stream spends at least two bits on 258 bytes: a header that promises more is a lie or a bomb.
        let (most, isMore) = compressedSize.multipliedReportingOverflow(by: Self.greatestRatio)
        guard methodNumber == 0 || isMore || size <= most else {
            let expected = "at most \(most), \(Self.greatestRatio) times the stored \(compressedSize)"
            throw source.malformed("size", offset + 24, "\(size) bytes", expected, part: part)
        }
        member = ZipMember(
            name: name,
            method: methodNumber == 0 ? .stored : .deflated,
            crc: UInt32(truncatingIfNeeded: bytes.littleEndian32(at: position + 16)),
            compressedSize: compressedSize,
            size: size,
            headerOffset: headerOffset
        )
    }

    /// The numbers in the extra field of kind 1.
    private static func zip64Fields(_ extra: ArraySlice<UInt8>) -> [UInt64] {
        let bytes = Array(extra)
        var position = 0
        while position + 4 <= bytes.count {
            let size = bytes.littleEndian16(at: position + 2)
            guard size <= bytes.count - position - 4 else { break }
            if bytes.littleEndian16(at: position) == 1 {
                return (0..<size / 8).map { bytes.littleEndian64(at: position + 4 + 8 * $0) }
            }
            position += 4 + size
        }
        return []
    }
}
