/// The central directory of a ZIP archive.
///
/// Only what NumPy and Python's zipfile write is accepted: one disk, the first member at byte 0, nothing between the
/// directory and its end record, members stored or deflated and not encrypted. Each member's own header must agree with
/// the directory in name, method and encryption. It must also agree in checksum and sizes, unless its flags say that
/// these follow the data, or they are in an extra field. No two members may share bytes.
///
/// Source: PKWARE, APPNOTE.TXT, ".ZIP File Format Specification", 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3.
struct ZipDirectory {
    let members: [ZipMember]

    /// The largest directory allowed, enough for about a million members.
    static let maximumSize = 1 << 26

    init(_ source: ByteSource) throws(WeightFileError) {
        let end = try ZipEnd(source)
        guard end.directorySize <= Self.maximumSize else {
            let found = "\(end.directorySize) bytes"
            throw source.malformed("central directory", end.directoryOffset, found, "at most \(Self.maximumSize)")
        }
        let bytes = try source.bytes(at: end.directoryOffset, count: end.directorySize)
        var members: [ZipMember] = []
        var names: Set<[UInt8]> = []
        var position = 0
        while position < bytes.count {
            let offset = end.directoryOffset + position
            var entry = try ZipEntry(bytes, at: position, offset: offset, in: source)
            guard names.insert(Array(entry.member.name.utf8)).inserted else {
                throw source.malformed("name", offset + 46, "\(quoted(entry.member.name)) again", "each name once")
            }
            entry.member.dataOffset = try Self.dataOffset(of: entry, in: source, directory: end.directoryOffset)
            members.append(entry.member)
            position += entry.length
        }
        guard members.count == end.count else {
            let found = "\(members.count) members"
            throw source.malformed("central directory", end.directoryOffset, found, "\(end.count), as its end says")
        }
        try Self.requireDisjoint(members, source)
        self.members = members
    }

    // MARK: - Implementation

    /// Reads a member's own header.
    private static func dataOffset(
        of entry: ZipEntry,
        in source: ByteSource,
        directory: Int
    ) throws(WeightFileError) -> Int {
        let member = entry.member
        let offset = member.headerOffset
        func malformed(_ subject: String, _ offset: Int, _ found: String, _ expected: String) -> WeightFileError {
            source.malformed(subject, offset, found, expected, part: member.part)
        }
        guard offset <= directory - 30 else {
            throw malformed("header", offset, "less than 30 bytes before the central directory", "a header")
        }
        let header = try source.bytes(at: offset, count: 30)
        guard header.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw malformed("header", offset, hexadecimal(header.prefix(4)), "50 4B 03 04")
        }
        guard header.littleEndian16(at: 6) & 1 == entry.flags & 1 else {
            throw malformed("flags", offset + 6, "other encryption than in the directory", "the same")
        }
        guard header.littleEndian16(at: 8) == entry.methodNumber else {
            let found = "\(header.littleEndian16(at: 8))"
            throw malformed("method", offset + 8, found, "\(entry.methodNumber), as in the directory")
        }
        // Bit 3: checksum and sizes follow the data.
        if header.littleEndian16(at: 6) & 8 == 0 {
            for (subject, position, expected) in [
                ("checksum (CRC-32)", 14, Int(member.crc)), ("size", 18, member.compressedSize),
                ("size", 22, member.size),
            ] {
                let found = header.littleEndian32(at: position)
                // All bits set: the size is in the zip64 extra field.
                guard found == expected || (position > 14 && found == 0xFFFF_FFFF) else {
                    throw malformed(subject, offset + position, "\(found)", "\(expected), as in the directory")
                }
            }
        }
        let nameLength = header.littleEndian16(at: 26)
        let start = offset + 30 + nameLength + header.littleEndian16(at: 28)
        guard start <= directory, member.compressedSize <= directory - start else {
            let found = "\(member.compressedSize) bytes from byte \(start) on"
            throw malformed("data", offset, found, "an end before the central directory at byte \(directory)")
        }
        let name = try source.bytes(at: offset + 30, count: nameLength)
        guard name == entry.rawName else {
            throw malformed("name", offset + 30, quoted(name), "\(quoted(entry.rawName)), as in the directory")
        }
        return start
    }

    private static func requireDisjoint(_ members: [ZipMember], _ source: ByteSource) throws(WeightFileError) {
        var (end, last) = (0, "")
        let sorted = members.sorted { $0.headerOffset < $1.headerOffset }
        if let first = sorted.first, first.headerOffset > 0 {
            let found = "byte \(first.headerOffset)"
            throw source.malformed("start", first.headerOffset, found, "byte 0 for the first member", part: first.part)
        }
        for member in sorted {
            guard member.headerOffset >= end else {
                let expected = "byte \(end) at the earliest, where \(last) ends"
                let found = "byte \(member.headerOffset)"
                throw source.malformed("start", member.headerOffset, found, expected, part: member.part)
            }
            (end, last) = (member.dataOffset + member.compressedSize, member.part)
        }
    }
}

extension ByteSource {
    func malformed(
        _ subject: String,
        _ offset: Int,
        _ found: String,
        _ expected: String,
        part: String? = nil
    ) -> WeightFileError {
        .format(FileFormatError(path: path, part: part, subject, at: offset, found: found, expected: expected))
    }
}
