import TestSupport
import Testing

@testable import Conformance

/// Numbers in names, and what they stand for.
@Suite struct PlaceholderTests {
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("h.{layer}.w", "h.0.w", ["0"]), ("h.{layer}.w", "h.12.w", ["12"]), ("h.{layer}.w", "h.007.w", ["7"]),
            ("h.{layer}.w", "h..w", nil), ("h.{layer}.w", "h.x.w", nil), ("h.{layer}.w", "h.1.2.w", nil),
            ("*.{i}.*.{j}.w", "a.1.b.2.c.3.w", ["1", "3"]), ("*{n}", "layer12", ["12"]), ("*{n}", "layer", nil),
            ("b{i}c{j}", "b10c2", ["10", "2"]), ("{i}{j}", "12", nil), ("{i}?", "12", nil), ("{i}[a-c]", "12b", ["12"]),
            // Text in braces that is not a name stands for itself.
            ("{1}", "{1}", []), ("{a b}", "{a b}", []), ("{", "{", []), ("{}", "{}", []), ("{1}", "1", nil),
            ("*", "a.1", []), ("a*b*c", "aXbYbZc", []), ("a*b*c", "aXbYbZ", nil), ("*{i}.*", "x1y.22.z", ["22"]),
        ] as [(String, String, [String]?)]
    )
    func `a placeholder takes all digits that stand there`(pattern: String, name: String, numbers: [String]?) {
        #expect(Glob(pattern).numbers(in: name) == numbers)
        #expect(Glob(pattern).matches(name) == (numbers != nil))
    }

    @Test(.tags(.property)) func `long names and patterns end`() {
        let name = String(repeating: "1a", count: 20_000)
        #expect(!Glob(String(repeating: "*{i}a", count: 200) + "b").matches(name))
        #expect(Glob(String(repeating: "*{i}a", count: 200)).matches(name))
    }

    @Test(.tags(.knownAnswer)) func `names in braces are filled in, once`() {
        let values = ["a": "1", "b": "{a}"]
        #expect(Placeholders.filled("x{a} {b} { {1} {a", with: values) == .success("x1 {a} { {1} {a"))
        #expect(Placeholders.filled("{c}", with: values) == .failure(.unknown("c")))
        let long = ["a": String(repeating: "x", count: 40_000)]
        #expect(Placeholders.filled("{a}{a}", with: long) == .failure(.tooLong))
        #expect(Placeholders.filled("Uniform { lo: 0 }", with: values) == .success("Uniform { lo: 0 }"))
    }

    @Test(.tags(.knownAnswer)) func `a condition holds for shapes`() {
        #expect(ShapeCondition(rank: 2).holds(for: [3, 4]))
        #expect(!ShapeCondition(rank: 2).holds(for: [3]))
        #expect(ShapeCondition(sizes: [3, nil]).holds(for: [3, 9]))
        #expect(!ShapeCondition(sizes: [3, nil]).holds(for: [4, 9]))
        #expect(!ShapeCondition(sizes: [3, nil]).holds(for: [3]))
        #expect(!ShapeCondition(rank: 1, sizes: [3, nil]).holds(for: [3, 9]))
        #expect(ShapeCondition(rank: 0).holds(for: []))
    }
}
