/// A ZIP archive written by hand, so that every field can lie.
struct ZipArchive {
    struct Member {
        var name: String
        var content: [UInt8]
        var isDeflated = false

        /// Whether sizes and offset are in a zip64 field.
        var isWide = false

        /// The bytes in the archive, if they are not the content.
        var data: [UInt8]?

        var crc: UInt32?
        var size: Int?
        var method: UInt16?
        var flags: UInt16 = 0
        var localName: String?
        var headerOffset: Int?

        fileprivate var stored: [UInt8] { data ?? (isDeflated ? deflated(content) : content) }
        fileprivate var number: UInt16 { method ?? (isDeflated ? 8 : 0) }
        fileprivate var checksum: UInt32 { crc ?? crc32(content) }
        fileprivate var declaredSize: Int { size ?? content.count }
    }

    /// Where each member's own header, its data and its directory entry begin.
    private(set) var headers: [Int] = []
    private(set) var data: [Int] = []
    private(set) var entries: [Int] = []

    /// Where the directory begins and ends.
    private(set) var directory = 0
    private(set) var end = 0

    /// The archive.
    private(set) var bytes: [UInt8] = []

    init(_ members: [Member], isWide: Bool = false, count: Int? = nil, comment: String = "") {
        for member in members { write(member) }
        directory = bytes.count
        for (member, header) in zip(members, headers) { writeEntry(member, header) }
        end = bytes.count
        if isWide { writeWideEnd(count ?? members.count) }
        append([0x50, 0x4B, 5, 6, 0, 0, 0, 0])
        let short = UInt16(truncatingIfNeeded: isWide ? 0xFFFF : count ?? members.count)
        append(littleEndian(short))
        append(littleEndian(short))
        append(littleEndian(UInt32(isWide ? 0xFFFF_FFFF : end - directory)))
        append(littleEndian(UInt32(isWide ? 0xFFFF_FFFF : directory)))
        append(littleEndian(UInt16(comment.utf8.count)))
        append(Array(comment.utf8))
    }

    private mutating func append(_ more: [UInt8]) { bytes += more }

    private mutating func write(_ member: Member) {
        let name = Array((member.localName ?? member.name).utf8)
        headers.append(bytes.count)
        append([0x50, 0x4B, 3, 4, 20, 0])
        append(littleEndian(member.flags))
        append(littleEndian(member.number))
        append([0, 0, 0, 0])
        append(littleEndian(member.checksum))
        append(littleEndian(UInt32(member.stored.count)))
        append(littleEndian(UInt32(truncatingIfNeeded: member.declaredSize)))
        append(littleEndian(UInt16(name.count)))
        append([0, 0])
        append(name)
        data.append(bytes.count)
        append(member.stored)
    }

    private mutating func writeEntry(_ member: Member, _ header: Int) {
        let name = Array(member.name.utf8)
        let offset = member.headerOffset ?? header
        entries.append(bytes.count)
        append([0x50, 0x4B, 1, 2, 20, 0, 20, 0])
        append(littleEndian(member.flags))
        append(littleEndian(member.number))
        append([0, 0, 0, 0])
        append(littleEndian(member.checksum))
        for number in [member.stored.count, member.declaredSize] {
            append(littleEndian(member.isWide ? 0xFFFF_FFFF : UInt32(number)))
        }
        append(littleEndian(UInt16(name.count)))
        append(littleEndian(UInt16(member.isWide ? 28 : 0)))
        append([UInt8](repeating: 0, count: 10))
        append(littleEndian(member.isWide ? 0xFFFF_FFFF : UInt32(offset)))
        append(name)
        guard member.isWide else { return }
        // The extra field of kind 1 has the values that did not fit: size, stored size, offset.
        append([1, 0, 24, 0])
        for number in [member.declaredSize, member.stored.count, offset] { append(littleEndian(UInt64(number))) }
    }

    private mutating func writeWideEnd(_ count: Int) {
        append([0x50, 0x4B, 6, 6])
        append(littleEndian(UInt64(44)))
        append([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        for number in [count, count, end - directory, directory] { append(littleEndian(UInt64(number))) }
        append([0x50, 0x4B, 6, 7, 0, 0, 0, 0])
        append(littleEndian(UInt64(end)))
        append([1, 0, 0, 0])
    }
}
