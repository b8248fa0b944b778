internal import Synchronization

/// A member that an archive stores uncompressed.
///
/// Once every byte has been read, in pieces of any size and order, the checksum is compared.
final class StoredMember: ByteRegion {
    private let source: ByteSource
    private let member: ZipMember
    private let checksum: Mutex<ChecksumCollector>

    /// The length of the array's header, which is read along with the first of the data.
    private let headerLength: Int

    init(_ member: ZipMember, in source: ByteSource, headerLength: Int) {
        self.source = source
        self.member = member
        self.headerLength = headerLength
        checksum = Mutex(ChecksumCollector(size: member.size))
    }

    var size: Int { member.size }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        try source.read(at: member.dataOffset + offset, into: buffer)
        if offset == headerLength, headerLength > 0 {
            let header = try source.bytes(at: member.dataOffset, count: headerLength)
            try add(header.withUnsafeBytes { Checksum.crc32($0) }, of: 0..<headerLength)
        }
        // The piece's own checksum is computed outside the lock, so reading threads do it in parallel.
        try add(Checksum.crc32(UnsafeRawBufferPointer(buffer)), of: offset..<offset + buffer.count)
    }

    private func add(_ crc: UInt, of range: Range<Int>) throws(WeightFileError) {
        let whole = checksum.withLock { $0.add(crc, of: range) }
        if let whole { try member.check(whole, source) }
    }
}

extension ZipMember {
    /// Compares the checksum of the whole content with the directory's.
    func check(_ found: UInt, _ source: ByteSource) throws(WeightFileError) {
        guard found == UInt(crc) else {
            let (found, expected) = (String(found, radix: 16), String(crc, radix: 16))
            throw source.malformed("checksum (CRC-32)", headerOffset, found, expected, part: part)
        }
    }
}
