import TestSupport
import Testing

import Conformance

/// The results of Python 3's fnmatch.fnmatchcase(name, pattern).
@Suite struct GlobTests {
    private static let matching: [(pattern: String, name: String)] = [
        ("[!a]", "b"), ("[]a]", "]"), ("[]a]", "a"), ("[", "["), ("[a", "[a"), ("[]", "[]"), ("[!]]", "a"),
        ("[!]", "[!]"), ("**", "a.b/c"), ("**", ""), ("*", ""), ("*.weight", "a.b/c.weight"), ("*.weight", ".weight"),
        ("h.?.w", "h.0.w"), ("h?w", "h/w"), ("h.[0-9].w", "h.3.w"), ("[a-]", "-"), ("[-a]", "-"), ("[a-c-e]", "b"),
        ("[a-c-e]", "-"), ("[a-c-e]", "e"), ("[^a]", "^"), ("[^a]", "a"), ("a*abd", "abcabd"), ("*ab", "abab"),
        ("a*b*c", "aXbXc"), ("\\", "\\"), ("a[*]", "a*"), ("?", "é"), ("[a!]", "!"), ("[!c-a]", "b"), ("a**", "a"),
        ("x[.]y", "x.y"), ("x[/]y", "x/y"), ("", ""), ("[]-a]", "_"), ("*.c_proj.*", "h.7.mlp.c_proj.weight"),
        ("a*c", "a\nc"), ("{a,b}", "{a,b}"), ("[[]x", "[x"), ("[a-]]", "a]"),
    ]

    private static let differing: [(pattern: String, name: String)] = [
        ("[!a]", "a"), ("[]a]", "b"), ("[a", "a"), ("[!]]", "]"), ("*.weight", "weight"), ("h.?.w", "h.10.w"),
        ("h.[0-9].w", "h.a.w"), ("[c-a]", "b"), ("[^a]", "b"), ("a", "A"), ("a*b*c", "aXbX"), ("a[*]", "ab"),
        ("a", "ab"), ("ab", "a"), ("?", ""), ("", "a"), ("[]-a]", "b"), ("*.weight", "a.weight_g"), ("{a,b}", "a"),
        ("a?", "a"), ("[a-]]", "]"),
    ]

    @Test(.tags(.knownAnswer), arguments: matching)
    func `the whole name matches`(pattern: String, name: String) {
        #expect(Glob(pattern).matches(name))
    }

    @Test(.tags(.knownAnswer), arguments: differing)
    func `the name does not match`(pattern: String, name: String) {
        #expect(!Glob(pattern).matches(name))
    }

    @Test(.tags(.property)) func `many stars are matched in the product of the lengths, not in its power`() {
        let pattern = String(repeating: "a*", count: 200) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 2000)))
        #expect(Glob(pattern).matches(String(repeating: "a", count: 2000) + "b"))
    }
}
