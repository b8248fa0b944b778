import TestSupport
import Testing

import Claims

@Suite struct ClaimSyntaxErrorTests {
    /// A claim that breaks the grammar, the column (from 1) where it does so, and what is found there.
    struct Broken: Sendable, CustomTestStringConvertible {
        var text: String
        var column: Int
        var found: String
        var expected: String

        init(_ text: String, _ column: Int, _ found: String, _ expected: String) {
            self.text = text
            self.column = column
            self.found = found
            self.expected = expected
        }

        var testDescription: String { "'\(text)'" }
    }

    private static let broken = [
        Broken("", 1, "the end", "name"), Broken("   ", 4, "the end", "name"), Broken("7", 1, "'7'", "name"),
        Broken("()", 1, "'('", "name"), Broken("keras.", 7, "the end", "name"),
        Broken("keras..Zeros", 7, "'.'", "name"),
        Broken("zeros(", 7, "the end", "number"), Broken("zeros)", 6, "')'", "end"),
        Broken("normal(stddev=2", 16, "the end", "')'"), Broken("normal(stddev=2, ", 18, "the end", "number"),
        Broken("normal(stddev=(2", 17, "the end", "')'"), Broken("normal(stddev=sqrt(2)", 22, "the end", "')'"),
        Broken("normal(stddev=sqrt(2", 21, "the end", "')'"), Broken("normal(stddev='a)", 18, "the end", "'"),
        Broken("normal(stddev=)", 15, "')'", "number"), Broken("normal(,)", 8, "','", "number"),
        Broken("normal(1,,2)", 10, "','", "number"), Broken("normal(1 2)", 10, "'2'", "','"),
        Broken("normal(stddev=1e)", 16, "'e'", "','"), Broken("normal(stddev=1..2)", 15, "'1'", "number"),
        Broken("normal(stddev=.)", 15, "'.'", "number"), Broken("normal(stddev=1+)", 17, "')'", "number"),
        Broken("normal(stddev=2***3)", 18, "'*'", "number"), Broken("normal(stddev=cos(1))", 15, "'c'", "sqrt"),
        Broken("normal(stddev=1/0)", 16, "a division by 0", "other than 0"),
        Broken("normal(stddev=1 / (2-2))", 17, "a division by 0", "other than 0"),
        Broken("normal(mean=-1/0)", 15, "a division by 0", "other than 0"),
        Broken("normal(stddev=sqrt(-1))", 15, "the root of -1", "0 or more"),
        Broken("normal(stddev=1+math.sqrt(1-3))", 17, "the root of -2", "0 or more"),
        Broken("normal(stddev=(-8)**(1/2))", 19, "-8 ** 0.5", "finite"),
        Broken("normal(stddev=0**-1)", 16, "0 ** -1", "finite"),
        Broken("normal(stddev=9**999)", 16, "9 ** 999", "finite"),
        Broken("normal(stddev=1e999)", 15, "a number too large", "finite"),
        Broken("normal(stddev=1*1e308*10)", 22, "a number too large", "finite"),
        Broken("normal(stddev=1e308+1e308)", 20, "a number too large", "finite"),
        Broken("normal(stddev=2 **)", 19, "')'", "number"), Broken("normal(stddev=** 2)", 15, "'*'", "number"),
        Broken("normal(stddev=calculate_gain())", 30, "')'", "nonlinearity"),
        Broken("normal(stddev=calculate_gain(tanh))", 30, "'t'", "nonlinearity"),
        Broken("normal(stddev=nn.init.calculate_gain('gelu'))", 38, "'gelu'", "PyTorch"),
        Broken("normal(stddev=calculate_gain('tanh'", 36, "the end", "')'"),
        Broken("normal(stddev=calculate_gain('tanh', 1, 2))", 41, "'2'", "')'"),
        Broken("normal(=1)", 8, "'='", "number"),
        Broken("normal(stddev=[1)", 17, "')'", "']'"), Broken("normal(stddev=[1", 17, "the end", "']'"),
        Broken("w[0.normal_", 12, "the end", "']'"), Broken("w[(0]).normal_", 5, "']'", "')'"),
        Broken("normal_(torch.empty(3, std=1", 29, "the end", "')'"), Broken("zeros()(", 9, "the end", "number"),
        Broken("normal(1 # 2)", 14, "the end", "')'"),
        Broken("zeros() x", 9, "'x'", "end"), Broken("zeros()()()", 10, "'('", "end"),
        Broken("zeros x", 7, "'x'", "end"),
        Broken("zeros;", 6, "';'", "end"), Broken("glörot", 3, "'ö'", "end"), Broken("重み", 1, "'重'", "name"),
        Broken("normal(stddev=２)", 15, "'２'", "number"), Broken("normal(stddev=0.1👍🏽)", 18, "'👍🏽'", "','"),
    ]

    @Test(.tags(.negativeControl), arguments: broken)
    func `broken grammar is an error with its column, what was found and what was expected`(_ broken: Broken) {
        #expect {
            _ = try Claim(broken.text)
        } throws: { error in
            guard case .syntax(let claim, let column, let found, let expected) = error as? ClaimError else {
                return false
            }
            return claim == broken.text && column == broken.column && found == broken.found
                && expected.contains(broken.expected)
        }
    }

    @Test func `a message says what, where, found and expected in that order`() {
        let error = ClaimError.syntax(claim: "zeros(", column: 7, found: "the end", expected: "')'")
        #expect(error.description == "claim 'zeros(', column 7: found the end, expected ')'")
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            "(", "-", "+", "sqrt(", "(1,", "1+(", "((2),", "-(", "math.sqrt(-", "2**", "2**-",
            "calculate_gain('relu', ", "[", "[[(", "w[",
        ]
    )
    func `nesting of any depth is refused without a crash`(_ opening: String) {
        for tail in ["", "1"] {
            // As deep as a claim may be long, and deeper than a claim may be.
            for count in [4000 / opening.count, 10_000] {
                let text = "normal(stddev=" + String(repeating: opening, count: count) + tail
                #expect(throws: ClaimError.self) { _ = try Claim(text) }
            }
        }
    }

    @Test func `nesting as people write it is read`() throws {
        let text = String(repeating: "(", count: 30) + "2" + String(repeating: ")", count: 30)
        #expect(try ClaimParser.parse("f(\(text))").arguments.map(\.value) == [.number(2)])
        // Parentheses side by side are not nested.
        let long = [String](repeating: "(1)", count: 1000).joined(separator: "+")
        #expect(try ClaimParser.parse("f(\(long))").arguments.map(\.value) == [.number(1000)])
        let minus = [String](repeating: "-1", count: 100).joined(separator: "-")
        #expect(try ClaimParser.parse("f(\(minus))").arguments.map(\.value) == [.number(98)])
    }
}
