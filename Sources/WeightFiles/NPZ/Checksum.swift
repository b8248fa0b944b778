internal import CZlib

/// The CRC-32 of some bytes, as in ZIP.
package func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { UInt32(truncatingIfNeeded: Checksum.crc32($0)) }
}

/// CRC-32, as in ZIP.
enum Checksum {
    static func crc32(_ bytes: UnsafeRawBufferPointer, after crc: UInt = 0) -> UInt {
        var crc = crc
        var start = 0
        // zlib counts in 32 bits.
        while start < bytes.count {
            let part = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 1 << 30)])
            crc = part.withMemoryRebound(to: UInt8.self) { CZlib.crc32(crc, $0.baseAddress, UInt32($0.count)) }
            start += part.count
        }
        return crc
    }

    /// The checksum of two consecutive runs of bytes.
    static func combined(_ first: UInt, _ second: UInt, secondLength: Int) -> UInt {
        crc32_combine(first, second, secondLength)
    }
}
