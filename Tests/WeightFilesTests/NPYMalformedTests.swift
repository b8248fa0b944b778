import TestSupport
import Testing

import WeightFiles

/// Files that violate the format. The text of a header of version 1.0 begins at byte 10.
@Suite struct NPYMalformedTests {
    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x58, 1, 0, 0, 0],
                "magic at byte 0: found 93 4E 55 4D 50 58, expected 93 4E 55 4D 50 59, which begins a .npy file"
            ),
            ([0x93], "magic at byte 0: found 93, expected 93 4E 55 4D 50 59, which begins a .npy file"),
            ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1], "file at byte 7: found its end, expected a header"),
            ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 2, 0, 1, 0, 0], "file at byte 11: found its end, expected a header"),
            (
                [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 4, 0, 1, 0, 0],
                "version at byte 6: found 4.0, expected 1.0, 2.0 or 3.0"
            ),
            (
                [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 0xFF, 0xFF, 0x20],
                "header length at byte 8: found 65535 bytes, expected at most 1, the bytes that follow"
            ),
            (
                [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 3, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x20],
                "header length at byte 8: found 4294967295 bytes, expected at most 1, the bytes that follow"
            ),
        ] as [([UInt8], String)]
    )
    func `what stands before the header is checked`(row: (bytes: [UInt8], message: String)) {
        #expect(complaint(row.bytes, "w.npy") == "w.npy: \(row.message)")
    }

    @Test(.tags(.negativeControl)) func `a header beyond a mebibyte is refused even where the file has it`() {
        let bytes = [0x93] + Array("NUMPY".utf8) + [2, 0] + littleEndian(UInt32(1 << 20) + 1)
        #expect(
            complaint(bytes + [UInt8](repeating: 0x20, count: 2 << 20), "w.npy")
                == "w.npy: header length at byte 8: found 1048577 bytes, expected at most 1048576, this package's limit"
        )
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("", "header at byte 10: found the end, expected '{'"),
            ("{'descr': '<f4', ", "header at byte 27: found the end, expected a string in quotes"),
            ("{'descr': '<f4", "header at byte 20: found a string without an end, expected closing quotes"),
            ("{'descr': '<f4\\", "header at byte 20: found a string without an end, expected closing quotes"),
            ("{'descr' '<f4'}", "header at byte 19: found ''<f4'}', expected ':'"),
            ("{'descr': 4}", "header at byte 20: found a 'descr' of another kind, expected a string"),
            ("{'descr': '<f4', 'descr': '<f4'}", "header at byte 27: found 'descr' again, expected each key once"),
            (
                "{'descr': '<f4', 'strides': ()}",
                "header at byte 27: found 'strides', expected 'descr', 'fortran_order' and 'shape' only"
            ),
            ("{'descr': '<f4', 'fortran_order': 0}", "header at byte 44: found '0}', expected True or False"),
            (
                "{'descr': '<f4', 'fortran_order': False}",
                "header at byte 10: found no 'shape', expected 'descr', 'fortran_order' and 'shape'"
            ),
            (npyText("<f4", "(2,)") + "x", "header at byte 67: found 'x', expected nothing after the dictionary"),
            (npyText("<f4", "[2]"), "header at byte 60: found '[2], }', expected '('"),
            (npyText("<f4", "(2.5,)"), "header at byte 62: found '.5,), }', expected ')'"),
            (npyText("<f4", "(None,)"), "header at byte 61: found 'None,), }', expected the size of an axis"),
            (npyText("<f4", "(2, -1)"), "shape at byte 64: found -1, expected sizes from 0 to 2^63 - 1"),
            (
                npyText("<f4", "(9223372036854775808,)"),
                "shape at byte 61: found 9223372036854775808, expected sizes from 0 to 2^63 - 1"
            ),
            (
                npyText("<f4", "(4294967296, 4294967296)"),
                "shape at byte 60: found [4294967296, 4294967296], expected a product of at most 2^63 - 1"
            ),
            (
                npyText("<f4", "(4611686018427387904,)"),
                "shape at byte 60: found [4611686018427387904] of 4 bytes each, expected at most 2^63 - 1 bytes"
            ),
            (
                "{'descr': " + String(repeating: "[", count: 500),
                "header at byte 52: found nesting beyond 32 levels, expected less"
            ),
        ]
    )
    func `the header is checked`(row: (text: String, message: String)) {
        #expect(complaint(npy(row.text, [UInt8](repeating: 0, count: 8)), "w.npy") == "w.npy: \(row.message)")
    }

    @Test(.tags(.negativeControl)) func `missing and superfluous bytes of data are errors`() {
        // The header's text has 57 bytes, so the data begin at byte 67 and end at byte 75.
        let data = [UInt8](repeating: 0, count: 9)
        #expect(
            complaint(npy(npyText(), Array(data[..<7])), "w.npy")
                == "w.npy: data at byte 67: found 7 bytes, expected 8 bytes (2 of 4)"
        )
        #expect(
            complaint(npy(npyText(), data), "w.npy")
                == "w.npy: data at byte 75: found 1 bytes too many, expected 8 bytes (2 of 4)"
        )
    }
}
