internal import CZlib

/// CRC-32, as ZIP has it.
enum Checksum {
    static func crc32(_ bytes: UnsafeRawBufferPointer, after crc: UInt = 0) -> UInt {
        var crc = crc
        var start = 0
        // zlib counts in 32 bits.
        while start < bytes.count {
            let part = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 30)])
            crc = CZlib.crc32(crc, part.bindMemory(to: UInt8.self).baseAddress, UInt32(part.count))
            start += part.count
        }
        return crc
    }

    /// The checksum of two runs of bytes, one after the other.
    static func combined(_ first: UInt, _ second: UInt, secondLength: Int) -> UInt {
        crc32_combine(first, second, secondLength)
    }
}
