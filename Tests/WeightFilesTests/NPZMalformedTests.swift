import TestSupport
import Testing

import WeightFiles

@Suite struct NPZMalformedTests {
    private static let array = npy(npyText(), [UInt8](repeating: 0, count: 8))

    /// A sound member: its header has 30 + 5 bytes, its content 75.
    private static let member = ZipArchive.Member(name: "a.npy", content: array)

    private func check(_ archive: ZipArchive, _ message: String) {
        #expect(complaint(archive.bytes, "w.npz") == "w.npz: \(message)")
    }

    @Test(.tags(.property)) func `the sound archive is sound`() {
        #expect(complaint(ZipArchive([Self.member]).bytes, "w.npz") == nil)
        #expect(Self.array.count == 75)
    }

    @Test(.tags(.negativeControl)) func `the archive's end is checked`() {
        let archive = ZipArchive([Self.member])
        let whole = archive.bytes
        #expect(archive.directory == 110 && archive.end == 161 && whole.count == 183)
        let noEnd =
            "archive at byte 182: found no record 50 4B 05 06 that reaches to the end of the file, "
            + "expected an end of the central directory: the file is cut short, or not wholly copied"
        #expect(complaint(whole.dropLast(), "w.npz") == "w.npz: \(noEnd)")
        #expect(complaint(whole + [0], "w.npz")?.contains("byte 184: found no record") == true)
        #expect(
            complaint([0] + whole, "w.npz", .npz)
                == """
                w.npz: central directory at byte 162: found 51 bytes from byte 110 on, \
                expected an end at byte 162
                """
        )
        check(
            ZipArchive([Self.member], count: 2),
            "central directory at byte 110: found 1 members, expected 2, as its end says"
        )
        var disk = whole
        disk[165] = 1
        #expect(
            complaint(disk, "w.npz")
                == "w.npz: disk number at byte 161: found 1 and 0, expected 0: an archive on one disk"
        )
        var offset = whole
        offset[177] = 111
        #expect(complaint(offset, "w.npz")?.contains("found 51 bytes from byte 111 on") == true)
    }

    @Test(.tags(.negativeControl)) func `the zip64 records are checked`() {
        let archive = ZipArchive([Self.member], isWide: true)
        #expect(complaint(archive.bytes, "w.npz") == nil)
        // The record of 56 bytes begins at byte 161, the locator at 217.
        var locator = archive.bytes
        locator[225] = 160
        #expect(
            complaint(locator, "w.npz")
                == "w.npz: zip64 locator at byte 225: found byte 160, expected the 56 bytes before the locator"
        )
        var record = archive.bytes
        record[165] = 45
        #expect(
            complaint(record, "w.npz")
                == "w.npz: zip64 end at byte 161: found 50 4B 06 06 2D 00 00 00 00 00 00 00, "
                + "expected 50 4B 06 06 and a length of 44"
        )
        var size = archive.bytes
        size.replaceSubrange(201..<209, with: [UInt8](repeating: 0xFF, count: 8))
        #expect(
            complaint(size, "w.npz")
                == "w.npz: central directory at byte 161: found 18446744073709551615 bytes from byte 110 on, "
                + "expected an end at byte 161"
        )
        var member = Self.member
        member.isWide = true
        let wide = ZipArchive([member])
        #expect(complaint(wide.bytes, "w.npz") == nil)
        var offset = wide.bytes
        // The last number of the extra field, before the end record of 22 bytes.
        offset[offset.count - 23] = 0x80
        #expect(
            complaint(offset, "w.npz")
                == "w.npz: member 'a.npy': size at byte 130: found [75, 75, 9223372036854775808], "
                + "expected sizes of at most 2^63 - 1"
        )
    }

    /// The directory's entry begins at byte 110.
    @Test(
        .tags(.negativeControl),
        arguments: [
            (120, 12, "member 'a.npy': method at byte 120: found 12, expected 0 (stored) or 8 (deflated)"),
            (
                118, 1,
                "member 'a.npy': flags at byte 118: found an encrypted member, expected members that are not encrypted"
            ),
            (134, 76, "member 'a.npy': size at byte 134: found 76 bytes, expected 75, the stored size"),
            (110, 0, "directory entry at byte 110: found 00 4B 01 02, expected 50 4B 01 02 and 42 more bytes"),
            (138, 200, "directory entry at byte 110: found 246 bytes, expected at most 51, the rest of the directory"),
            (156, 0xFF, "name at byte 156: found '\u{FFFD}.npy', expected UTF-8"),
        ]
    )
    func `a directory entry is checked`(row: (place: Int, byte: UInt8, message: String)) {
        var bytes = ZipArchive([Self.member]).bytes
        bytes[row.place] = row.byte
        #expect(complaint(bytes, "w.npz") == "w.npz: \(row.message)")
    }

    @Test(.tags(.negativeControl)) func `a member's own header is checked`() {
        var bytes = ZipArchive([Self.member]).bytes
        bytes[3] = 0
        #expect(
            complaint(bytes, "w.npz", .npz)
                == "w.npz: member 'a.npy': header at byte 0: found 50 4B 03 00, expected 50 4B 03 04"
        )
        bytes = ZipArchive([Self.member]).bytes
        bytes[8] = 8
        #expect(
            complaint(bytes, "w.npz")
                == "w.npz: member 'a.npy': method at byte 8: found 8, expected 0, as in the directory"
        )
        bytes = ZipArchive([Self.member]).bytes
        bytes[28] = 1
        #expect(
            complaint(bytes, "w.npz") == "w.npz: member 'a.npy': data at byte 0: found 75 bytes from byte 36 on, "
                + "expected an end before the central directory at byte 110"
        )
        var member = Self.member
        member.localName = "b.npy"
        check(
            ZipArchive([member]),
            "member 'a.npy': name at byte 30: found 'b.npy', expected 'a.npy', as in the directory"
        )
        member = Self.member
        member.headerOffset = 81
        check(
            ZipArchive([member]),
            """
            member 'a.npy': header at byte 81: found less than 30 bytes before the central directory, \
            expected a header
            """
        )
    }

    @Test(.tags(.negativeControl)) func `a member's own header has the directory's checksum and sizes`() {
        for (place, message) in [
            (14, "checksum (CRC-32) at byte 14: found "),
            (18, "size at byte 18: found 74, expected 75, as in the directory"),
            (22, "size at byte 22: found 74, expected 75, as in the directory"),
        ] {
            var bytes = ZipArchive([Self.member]).bytes
            bytes[place] ^= 1
            #expect(complaint(bytes, "w.npz")?.hasPrefix("w.npz: member 'a.npy': \(message)") == true)
            // With bit 3 they follow the data, and the values here mean nothing.
            bytes[6] |= 8
            #expect(complaint(bytes, "w.npz") == nil)
        }
        // A size in an extra field.
        var bytes = ZipArchive([Self.member]).bytes
        bytes.replaceSubrange(18..<26, with: [UInt8](repeating: 0xFF, count: 8))
        #expect(complaint(bytes, "w.npz") == nil)
    }

    @Test(.tags(.negativeControl)) func `the first member begins the file`() {
        var first = Self.member
        first.name = "b.npy"
        let archive = ZipArchive([first, Self.member])
        // The directory's entry for the first member is cut out, and the end record says so.
        var bytes = archive.bytes
        bytes.removeSubrange(archive.entries[0]..<archive.entries[1])
        let end = bytes.count - 22
        (bytes[end + 8], bytes[end + 10], bytes[end + 12]) = (1, 1, 51)
        #expect(
            complaint(bytes, "w.npz")
                == "w.npz: member 'a.npy': start at byte 110: found byte 110, expected byte 0 for the first member"
        )
    }

    @Test(.tags(.negativeControl)) func `members neither share bytes nor names`() {
        var second = Self.member
        second.headerOffset = 0
        check(
            ZipArchive([Self.member, second]),
            "name at byte 317: found 'a.npy' again, expected each name once"
        )
        second = ZipArchive.Member(name: "a", content: Self.array)
        check(
            ZipArchive([Self.member, second]),
            "member 'a': name at byte 140: found 'a' twice, with and without .npy, "
                + "expected each name once"
        )
        // The second member's header lies within the first one's content.
        let inner = ZipArchive([Self.member]).bytes[..<110]
        let outer = ZipArchive.Member(name: "b.npy", content: npy(npyText("<u1", "(110,)"), Array(inner)))
        second = Self.member
        second.headerOffset = 35 + outer.content.count - 110
        second.data = [0]
        second.content = Self.array
        second.method = 8
        #expect(complaint(ZipArchive([outer, second]).bytes, "w.npz")?.contains("method at byte") == true)
        second.method = 0
        second.data = Self.array
        let start = 35 + outer.content.count - 110
        check(
            ZipArchive([outer, second]),
            "member 'a.npy': start at byte \(start): found byte \(start), "
                + "expected byte \(start + 110) at the earliest, where member 'b.npy' ends"
        )
    }

    @Test(.tags(.negativeControl)) func `a deflated member yields what the directory declares, and no more`() {
        // Two blocks of 55 and 20 bytes, each with a header of 5, from byte 35 on.
        var member = Self.member
        member.isDeflated = true
        member.data = deflated(Self.array, blockSize: 55)
        #expect(complaint(ZipArchive([member]).bytes, "w.npz") == nil)

        member.content = Array(Self.array.dropLast(8)) + [UInt8](repeating: 0, count: 4)
        member.size = 75
        member.data = deflated(member.content)
        check(
            ZipArchive([member]),
            "member 'a.npy': deflated data at byte 111: found the end of the data after 71 bytes, "
                + "expected 75 bytes, as the directory says"
        )
        // A bomb: the header of an array of 8 bytes, and a million more.
        member.content = Self.array + [UInt8](repeating: 0, count: 1_000_000)
        member.data = deflated(member.content, blockSize: 65535)
        #expect(
            complaint(ZipArchive([member]).bytes, "w.npz")?.contains(
                "found more than 75 bytes, expected 75, as the directory says"
            ) == true
        )
        member = Self.member
        member.isDeflated = true
        member.data = Array(deflated(Self.array).dropLast())
        check(
            ZipArchive([member]),
            "member 'a.npy': deflated data at byte 114: found truncated data, expected an end of the stream"
        )
        member.data = deflated(Self.array) + [0, 0]
        check(
            ZipArchive([member]),
            "member 'a.npy': deflated data at byte 115: found 2 bytes after their end, expected none"
        )
        member.data = [7]
        check(
            ZipArchive([member]),
            "member 'a.npy': deflated data at byte 36: found invalid block type, expected a deflate stream"
        )
    }

    @Test(.tags(.negativeControl))
    func `a deflated member cannot promise more than 1032 bytes for each that is stored`() {
        // 75 bytes in one stored block of 80: at most 82,560 bytes.
        var member = Self.member
        member.isDeflated = true
        member.size = 80 * 1032 + 1
        check(
            ZipArchive([member]),
            """
            member 'a.npy': size at byte 139: found 82561 bytes, \
            expected at most 82560, 1032 times the stored 80
            """
        )
        // At the limit, only the data show that there are fewer bytes.
        member.size = 80 * 1032
        #expect(
            complaint(ZipArchive([member]).bytes, "w.npz")?.contains("data at byte 75: found 82485 bytes too many")
                == true
        )
    }

    @Test(.tags(.negativeControl)) func `what is no archive of arrays is refused`() {
        check(
            ZipArchive([.init(name: "variables.index", content: [1]), .init(name: "saved_model.pb", content: [2])]),
            "archive: found 2 members, the first 'variables.index', expected at least one .npy file"
        )
        check(
            ZipArchive([.init(name: "a.npy", content: Array("text, not NumPy".utf8))]),
            "member 'a.npy': magic at byte 0: found 74 65 78 74 2C 20, "
                + "expected 93 4E 55 4D 50 59, which begins a .npy file"
        )
        check(
            ZipArchive([.init(name: "a.npy", content: npy(npyText("<f4", "(3,)"), [0, 0, 0, 0]))]),
            "member 'a.npy': data at byte 67: found 4 bytes, expected 12 bytes (3 of 4)"
        )
    }
}
