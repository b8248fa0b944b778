internal import WeightFiles

/// A small picture in a palette of colours, as Portable Network Graphics (ISO/IEC 15948), without compression, so that
/// the bytes depend on nothing but the picture.
struct IndexedPNG {
    let width: Int
    let height: Int

    /// Red, green and blue of each colour; 256 at most.
    let palette: [[UInt8]]

    /// The colour of each pixel, line by line; at most 65,535 bytes, counting one more for each line.
    let pixels: [UInt8]

    /// The picture as a data URL (RFC 2397).
    var address: String { "data:image/png;base64," + Self.base64(bytes) }

    /// The file.
    var bytes: [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        // Eight bits a pixel, an index into a palette; only the methods numbered 0 are defined.
        bytes += Self.chunk("IHDR", Self.word(UInt32(width)) + Self.word(UInt32(height)) + [8, 3, 0, 0, 0])
        bytes += Self.chunk("PLTE", palette.flatMap { $0 })
        bytes += Self.chunk("IDAT", stored)
        bytes += Self.chunk("IEND", [])
        return bytes
    }

    // MARK: - Implementation

    /// The lines, each preceded by the number of its filter, as one stored block of deflate (RFC 1950, 1951).
    private var stored: [UInt8] {
        let lines = (0..<height).flatMap { [0] + pixels[($0 * width)..<(($0 + 1) * width)] }
        let length = UInt16(lines.count)
        let head: [UInt8] = [0x78, 0x01, 0x01]
        let sizes: [UInt8] = [length, ~length].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        // Adler-32: two sums modulo the largest prime below 2^16.
        var (a, b) = (UInt32(1), UInt32(0))
        for byte in lines {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return head + sizes + lines + Self.word(b << 16 | a)
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return word(UInt32(data.count)) + body + word(checksum(body[...]))
    }

    private static func word(_ x: UInt32) -> [UInt8] {
        [UInt8(x >> 24), UInt8(x >> 16 & 255), UInt8(x >> 8 & 255), UInt8(x & 255)]
    }

    /// Base 64 of RFC 4648, section 4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for byte in group { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32(8 * (3 - group.count))
            for digit in 0...group.count { text.append(digits[Int(bits >> UInt32(18 - 6 * digit)) & 63]) }
            text += String(repeating: "=", count: 3 - group.count)
        }
        return text
    }
}
