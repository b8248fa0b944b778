import Foundation
import Testing

import Conformance
import RulesFile
import TestSupport

/// Small texts that stand for large ones: reading every one ends, with a message.
@Suite struct YAMLReaderTests {
    private static func parse(_ text: String) throws(ExpectationsError) -> Expectations {
        try ExpectationsFile.parse(Array(text.utf8), path: "rules.yaml")
    }

    private static func problem(_ text: String) -> String {
        do {
            _ = try parse(text)
            return ""
        } catch {
            return "\(error)"
        }
    }

    /// 2^30 nodes in 1,200 bytes.
    private static func nested(_ level: (Int) -> String) -> String {
        "a0: &a0 {x: y}\n" + (1..<30).map { "a\($0): &a\($0) \(level($0 - 1))\n" }.joined()
    }

    @Test(.tags(.property)) func `aliases as keys, nested, end`() {
        let text = Self.nested { "{? *a\($0) : 1, ? [*a\($0), *a\($0)] : 2}" }
        #expect(Self.problem(text).contains("a key that is not a text"))
    }

    @Test(.tags(.property)) func `aliases as values, nested, end`() {
        #expect(Self.problem(Self.nested { "[*a\($0), *a\($0)]" }).contains("at most 16 within one another"))
        let wide = "a: &a [\(String(repeating: "x, ", count: 1000))]\nb: [\(String(repeating: "*a, ", count: 999))]\n"
        #expect(Self.problem(wide).contains("more nodes"))
    }

    @Test(.tags(.property)) func `brackets and aliases without end are refused`() {
        #expect(Self.problem(String(repeating: "[", count: 900)).contains("more than 16 levels"))
        #expect(Self.problem(String(repeating: "- ", count: 900)).contains("more than 16 levels"))
        // Beyond a thousand levels, the parser itself stops.
        #expect(Self.problem(String(repeating: "[", count: 1 << 19)).contains("nesting"))
        #expect(Self.problem("a: &a x\nb: [\(String(repeating: "*a, ", count: 1001))]").contains("more aliases"))
    }

    @Test(.tags(.property)) func `rules without number and keys without end end`() {
        let rules = "rules:\n" + String(repeating: "- {tensors: a, claim: ones}\n", count: 30_000)
        #expect(Self.problem(rules) == "")
        let keys = (0..<60_000).map { "k\($0): v\n" }.joined()
        #expect(Self.problem(keys).hasPrefix("rules.yaml:1:1: found 'k0'"))
        let key = String(repeating: "k", count: 1 << 19)
        #expect(Self.problem("? \(key)\n: v").utf8.count < 300)
    }

    @Test(.tags(.knownAnswer)) func `aliases that people write are read`() throws {
        let text = """
            rules:
            - tensors: a
              parts: &gates
              - {slice: "0:4", claim: &wide "normal(0, 1)"}
              - claim: zeros
            - {tensors: b, parts: *gates}
            - {tensors: c, claim: *wide}
            """
        #expect(try Self.parse(text).rules.count == 3)
    }

    @Test(.tags(.property)) func `an alias of nothing, and of itself, is a fault of the YAML`() {
        #expect(Self.problem("rules: *a").contains("undefined alias"))
        #expect(Self.problem("rules: &a [*a]").contains("undefined alias"))
    }

    @Test(.tags(.property)) func `a pattern and a claim have bounds`() {
        let pattern = String(repeating: "?", count: 1025)
        #expect(Self.problem("rules: [{tensors: '\(pattern)', claim: ones}]").contains("found 1025 bytes"))
        let claim = String(repeating: "a", count: 4097)
        #expect(Self.problem("rules: [{tensors: a, claim: \(claim)}]").contains("found 4097 bytes"))
    }

    @Test(.tags(.property)) func `rules above the limit of bytes are a fault of the rules`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("rules.yaml")
        let text = String(repeating: "#\n", count: 1 << 19) + "#"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: ExpectationsError.self) { try ExpectationsFile.stated(path) }
    }
}
