import TestSupport
import Testing

import WeightFiles

/// Files that violate the format. The header begins at byte 8.
@Suite struct SafetensorsMalformedTests {
    private static func entry(_ name: String, _ begin: Int, _ end: Int, type: String = "F32", shape: String) -> String {
        "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ([1, 2, 3], "file at byte 3: found its end, expected 8 bytes of header length"),
            (
                [3, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D],
                "header length at byte 0: found 3 bytes, expected at most 2, the bytes that follow"
            ),
            (
                [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7B],
                "header length at byte 0: found 18446744073709551615 bytes, expected at most 1, the bytes that follow"
            ),
            ([0, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D], "header at byte 8: found no header, expected '{'"),
            ([3, 0, 0, 0, 0, 0, 0, 0, 0x20, 0x7B, 0x7D], "header at byte 8: found ' ', expected '{'"),
        ] as [([UInt8], String)]
    )
    func `what stands before the header is checked`(row: (bytes: [UInt8], message: String)) {
        #expect(complaint(row.bytes, "w.safetensors") == "w.safetensors: \(row.message)")
    }

    @Test(.tags(.negativeControl)) func `a header beyond the format's limit is refused even where the file has it`() {
        let bytes = littleEndian(UInt64(100_000_001)) + [UInt8](repeating: 0x7B, count: 100_000_001)
        #expect(
            complaint(bytes, "w.safetensors") == "w.safetensors: header length at byte 0: found 100000001 bytes, "
                + "expected at most 100000000, the format's limit"
        )
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("{\"a\"}", "header at byte 12: found '}', expected ':'"),
            ("{\"a\":1}", "header at byte 13: found '1}', expected an object"),
            (
                "{\"a\":{}",
                "tensor 'a': header at byte 9: found no 'dtype', expected 'dtype', 'shape' and 'data_offsets'"
            ),
            ("{\"__metadata__\":{\"a\":1}}", "header at byte 29: found '1}}', expected a string"),
            (
                "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}",
                "header at byte 32: found the key 'a' again, expected each key once"
            ),
            ("{} x", "header at byte 11: found 'x', expected nothing after the header"),
            (
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
                "header at byte 28: found the key 'dtype' again, expected each key once"
            ),
            ("{\"a\":{\"shape\":[1,]}}", "header at byte 25: found ']}}', expected an integer of at least 0"),
            ("{\"a\":{\"shape\":[1 2]}}", "header at byte 25: found '2]}}', expected ',' or ']'"),
            ("{\"a\":{\"shape\":[-1]}}", "header at byte 23: found -1, expected an integer from 0 to 2^63 - 1"),
            ("{\"a\":{\"shape\":[1.5]}}", "header at byte 23: found 1.5, expected an integer from 0 to 2^63 - 1"),
            ("{\"a\":{\"shape\":[01]}}", "header at byte 23: found '01]', expected a number"),
            (
                "{\"a\":{\"shape\":[9223372036854775808]}}",
                "header at byte 23: found 9223372036854775808, expected an integer from 0 to 2^63 - 1"
            ),
            ("{\"a\\x\":1}", "header at byte 11: found '\\x', expected an escape of JSON"),
            ("{\"\\ud800\":1}", "header at byte 10: found half a surrogate pair, expected both halves"),
            ("{\"\\udc00\":1}", "header at byte 10: found half a surrogate pair, expected both halves"),
            ("{\"\\u12g4\":1}", "header at byte 10: found an escape without four hexadecimal digits, expected four"),
            ("{\"a\n\":1}", "header at byte 11: found the control character 0A, expected an escape"),
            ("{\"a", "header at byte 9: found a string without an end, expected closing quotes"),
            ("{\"a\\", "header at byte 11: found a string without an end, expected closing quotes"),
            (
                "{\"a\":{\"x\":" + String(repeating: "[", count: 70),
                "header at byte 80: found nesting beyond 64 levels, expected less"
            ),
            ("{\"a\":{\"x\":nul}}", "header at byte 18: found 'nul}}', expected a value"),
        ]
    )
    func `the header's JSON is checked`(row: (header: String, message: String)) {
        #expect(complaint(safetensors(row.header), "w.safetensors") == "w.safetensors: \(row.message)")
    }

    @Test(.tags(.negativeControl)) func `a shape of too many axes is refused, and a message shows eight sizes`() {
        let sizes = [String](repeating: "3", count: 1000).joined(separator: ",")
        let header = "{\(Self.entry("a", 0, 8, shape: "[\(sizes)]"))}"
        #expect(
            complaint(safetensors(header), "w.safetensors")
                == "w.safetensors: tensor 'a': header at byte 9: found shape of 1000 axes, expected at most 64"
        )
        let bounds = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[\(sizes)]}}"
        #expect(complaint(safetensors(bounds), "w.safetensors")?.contains("3, … 992 more], expected where") == true)
        let found = complaint(npy(npyText("<f4", "(\(sizes))"), []), "w.npy")
        #expect(found?.contains("found 1000 axes, expected at most 64") == true)
    }

    @Test(.tags(.negativeControl)) func `more metadata than a file can sensibly have is refused`() {
        func header(_ count: Int) -> [UInt8] {
            let pairs = (0..<count).map { "\"\($0)\":\"\"" }.joined(separator: ",")
            return safetensors("{\"__metadata__\":{\(pairs)}}")
        }
        #expect(complaint(header(65_536), "w.safetensors") == nil)
        #expect(
            complaint(header(65_537), "w.safetensors")?.contains("found more metadata, expected at most 65536 entries")
                == true
        )
    }

    @Test(.tags(.negativeControl)) func `text that is not UTF-8 is refused`() {
        let bytes = littleEndian(UInt64(8)) + [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x7B, 0x7D, 0x7D]
        #expect(
            complaint(bytes, "w.safetensors")
                == "w.safetensors: header at byte 9: found a string that is not UTF-8, expected UTF-8"
        )
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                [entry("a", 0, 8, shape: "[2]"), entry("a", 8, 16, shape: "[2]")],
                "header at byte 62: found the key 'a' again, expected each key once"
            ),
            (
                [entry("a", 0, 8, shape: "[2]"), entry("b", 4, 12, shape: "[2]")],
                """
                tensor 'b': header at byte 62: found 4 to 12, \
                expected a start at 8, where tensor 'a' ends: the data overlap
                """
            ),
            (
                [entry("a", 0, 4, shape: "[1]"), entry("b", 8, 16, shape: "[2]")],
                """
                tensor 'b': header at byte 62: found 8 to 16, \
                expected a start at 4, where tensor 'a' ends: there is a hole
                """
            ),
            (
                [entry("a", 4, 16, shape: "[3]")],
                """
                tensor 'a': header at byte 9: found 4 to 16, \
                expected a start at 0, where the header ends: there is a hole
                """
            ),
            (
                [entry("a", 0, 20, shape: "[5]")],
                "tensor 'a': header at byte 9: found data from 0 to 20, expected at most 16, the end of the file"
            ),
            (
                [entry("a", 0, 8, shape: "[2]")],
                "header at byte 8: found 16 bytes of data, expected 8, where tensor 'a' ends"
            ),
            ([], "header at byte 8: found 16 bytes of data, expected 0, where the header ends"),
            (
                [entry("a", 0, 16, shape: "[3]")],
                "tensor 'a': header at byte 9: found 16 bytes, expected 12, the size of shape [3] of 'F32'"
            ),
            (
                [entry("a", 16, 0, shape: "[4]")],
                """
                tensor 'a': header at byte 9: found data_offsets [16, 0], \
                expected where the data begin and where they end
                """
            ),
            (
                ["\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16,16]}"],
                """
                tensor 'a': header at byte 9: found data_offsets [0, 16, 16], \
                expected where the data begin and where they end
                """
            ),
            (
                [entry("a", 0, 16, shape: "[4294967296,4294967296]")],
                """
                tensor 'a': header at byte 9: found shape [4294967296, 4294967296], \
                expected a product of at most 2^63 - 1
                """
            ),
            (
                [entry("a", 0, 16, shape: "[4611686018427387904]")],
                """
                tensor 'a': header at byte 9: found shape [4611686018427387904] of 'F32', \
                expected at most 2^60 - 1 bytes
                """
            ),
            (
                [entry("a", 0, 16, type: "F4", shape: "[3]")],
                "tensor 'a': header at byte 9: found shape [3] of 'F4', expected whole bytes"
            ),
        ] as [([String], String)]
    )
    func `the tensors cover sixteen bytes of data without a gap`(row: (entries: [String], message: String)) {
        let bytes = safetensors("{\(row.entries.joined(separator: ","))}", [UInt8](repeating: 0, count: 16))
        #expect(complaint(bytes, "w.safetensors") == "w.safetensors: \(row.message)")
    }
}
