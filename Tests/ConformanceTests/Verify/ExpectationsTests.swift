import TestSupport
import Testing

import Claims
import Conformance

@Suite struct ExpectationsTests {
    private static func claim(_ pattern: String, _ text: String) throws -> Expectations.Rule {
        Expectations.Rule(Glob(pattern), .claim(try Claim(text), fans: nil))
    }

    /// Two constants, a copy of the first, a near copy, and a tensor of integers.
    private static func made() -> MadeFile {
        var file = MadeFile()
        file.add("a.weight", [2, 3], [1, 1, 1, 1, 1, 1])
        file.add("a.bias", [3], [0, 0, 0])
        file.add("b.weight", [2, 3], [1, 1, 1, 1, 1, 1])
        file.add("c.weight", [2, 3], [1, 1, 1, 1, 1, 2])
        file.add("d.weight", [3, 2], [1, 1, 1, 1, 1, 1])
        file.add("steps", type: "I64", [1], bytes: [1, 0, 0, 0, 0, 0, 0, 0])
        return file
    }

    private static func run(
        _ rules: [Expectations.Rule],
        unmatched: Expectations.Unmatched = .skip
    ) async throws -> Verification {
        await Verification.run([try made().file()], expecting: Expectations(rules: rules, unmatched: unmatched))
    }

    private static func verdicts(_ verification: Verification) -> [String?] {
        verification.cases.map { $0.verdict?.rawValue }
    }

    @Test(.tags(.property)) func `the first rule that matches holds`() async throws {
        let narrowFirst = [try Self.claim("*.bias", "zeros"), try Self.claim("[a-d].*", "ones")]
        #expect(
            Self.verdicts(try await Self.run(narrowFirst))
                == ["conforms", "conforms", "conforms", "deviates", "conforms", nil]
        )
        // Names that are written out are looked up directly, and still come after the rules before them.
        let named = [try Self.claim("*.bias", "zeros"), try Self.claim("a.bias", "ones")]
        #expect(Self.verdicts(try await Self.run(named))[1] == "conforms")
        #expect(Self.verdicts(try await Self.run(named.reversed()))[1] == "deviates")
        let wideFirst = Array(narrowFirst.reversed())
        let verification = try await Self.run(wideFirst)
        #expect(Self.verdicts(verification)[1] == "deviates")
        // The other rule is never reached.
        #expect(verification.warnings.filter { $0.contains("no tensor matches") } == ["no tensor matches *.bias"])
    }

    @Test(.tags(.negativeControl)) func `a tensor that no rule matches fails, or is skipped where that is asked for`()
        async throws
    {
        let rules = [try Self.claim("a.weight", "ones")]
        let strict = try await Self.run(rules, unmatched: .fail)
        #expect(strict.deviatingCount == 5)
        guard case .unmatched = strict.cases[1].disposition else {
            Issue.record("\(strict.cases[1].disposition)")
            return
        }
        let lenient = try await Self.run(rules)
        #expect(lenient.deviatingCount == 0)
        guard case .skipped = lenient.cases[1].disposition else {
            Issue.record("\(lenient.cases[1].disposition)")
            return
        }
        #expect(Expectations(rules: rules).unmatched == .fail)
    }

    @Test(.tags(.property)) func `a rule that matches nothing is told of`() async throws {
        let verification = try await Self.run([try Self.claim("*.gamma", "ones"), try Self.claim("a.weight", "ones")])
        #expect(verification.warnings.contains("no tensor matches *.gamma"))
        #expect(!verification.warnings.contains("no tensor matches a.weight"))
        #expect(verification.deviatingCount == 0)
    }

    @Test(.tags(.property)) func `a tensor equals another to the bit, or differs from it`() async throws {
        let verification = try await Self.run([
            try Self.claim("a.weight", "ones"), Expectations.Rule(Glob("[bcd].weight"), .same(as: "a.weight")),
        ])
        // c differs in its last value, d in its shape.
        #expect(Self.verdicts(verification) == ["conforms", nil, "conforms", "deviates", "deviates", nil])
        #expect(verification.deviatingCount == 2)
    }

    @Test(.tags(.negativeControl)) func `no tensor is compared with one that is missing, or with itself`() async throws
    {
        for name in ["e.weight", "a.weight"] {
            let verification = try await Self.run([Expectations.Rule(Glob("a.weight"), .same(as: name))])
            guard case .unfit(let reason) = verification.cases[0].disposition else {
                Issue.record("\(verification.cases[0].disposition)")
                continue
            }
            #expect(reason.contains(name))
        }
    }

    @Test(.tags(.property)) func `zeros of different signs are different bits`() async throws {
        var file = MadeFile()
        file.add("a", [2], [0, 1])
        file.add("b", [2], [-0.0, 1])
        let verification = await Verification.run(
            [try file.file()],
            expecting: Expectations(rules: [Expectations.Rule(Glob("b"), .same(as: "a"))], unmatched: .skip)
        )
        #expect(verification.cases[1].verdict == .deviates)
    }

    @Test(.tags(.property)) func `what is skipped has its reason and no verdict`() async throws {
        let verification = try await Self.run([Expectations.Rule(Glob("*"), .skip(reason: "a mask"))])
        #expect(verification.cases.count == 6)
        for tensor in verification.cases {
            guard case .skipped("a mask") = tensor.disposition else {
                Issue.record("\(tensor.name): \(tensor.disposition)")
                continue
            }
            #expect(tensor.verdict == nil)
        }
    }

    @Test(.tags(.property)) func `one claim for everything means every tensor of floating-point numbers`() async throws
    {
        let others = try await Self.run([try Self.claim("a.weight", "ones")])
        #expect(others.cases[5].name == "steps")
        #expect(others.cases[5].typeName == "I64")
        #expect(others.cases[5].verdict == nil)
        let all = await Verification.run([try Self.made().file()], expecting: Expectations(try Claim("ones")))
        guard case .skipped = all.cases[5].disposition else {
            Issue.record("\(all.cases[5].disposition)")
            return
        }
    }
}
