import Foundation
import TestSupport
import Testing

import Report

@Suite struct JSONValueTests {
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (JSONValue.null, "null"), (.boolean(true), "true"), (.boolean(false), "false"),
            (.integer(.max), "9223372036854775807"), (.integer(-1), "-1"), (.number(0), "0"),
            (.number(1.0 / 3), "0.333333"), (.number(-1e-300), "-1e-300"), (.number(1_234_567), "1.23457e+06"),
            (.number(.nan), #""nan""#), (.number(.infinity), #""inf""#), (.number(-.infinity), #""-inf""#),
            (.array([]), "[]"), (.object([]), "{}"),
            (.array([.integer(1), .null]), "[1, null]"),
            (.object([("b", .integer(1)), ("a", .string("x"))]), #"{"b": 1, "a": "x"}"#),
        ]
    )
    func `values print as JSON on one line, members in their order`(value: JSONValue, text: String) {
        #expect(value.text() == text)
    }

    @Test(.tags(.knownAnswer)) func `what holds arrays or objects prints a line for each member`() {
        let value = JSONValue.object([("a", .array([.array([.integer(1), .integer(2)]), .array([])])), ("b", .null)])
        #expect(
            value.text() == """
                {
                  "a": [
                    [1, 2],
                    []
                  ],
                  "b": null
                }
                """
        )
    }

    @Test(.tags(.knownAnswer)) func `quotes, backslashes and control characters are escaped, all else is kept`() {
        #expect(JSONValue.string("a\"b\\c/d").text() == #""a\"b\\c/d""#)
        #expect(JSONValue.string("\n\t\r\u{0}\u{1F}\u{7F}").text() == "\"\\n\\t\\u000d\\u0000\\u001f\\u007f\"")
        // Marks that change the writing direction or have no width, one of them beyond 16 bits.
        let hidden = "\u{202E}\u{2066}\u{200B}\u{FEFF}\u{85}\u{9B}\u{E0001}"
        #expect(JSONValue.string(hidden).text() == #""\u202e\u2066\u200b\ufeff\u0085\u009b\udb40\udc01""#)
        #expect(JSONValue.string("√χ²–🎲").text() == "\"√χ²–🎲\"")
        #expect(JSONValue.object([("a\"", .null)]).text() == #"{"a\"": null}"#)
    }

    @Test(.tags(.property)) func `every character below U+0800 comes back from a reader`() throws {
        let text = String(String.UnicodeScalarView((0..<0x800).compactMap { Unicode.Scalar($0) }))
        let data = Data(JSONValue.array([.string(text)]).text().utf8)
        let read = try #require(try JSONSerialization.jsonObject(with: data) as? [String])
        #expect(read.first.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }
}
