import TestSupport
import Testing

import Claims
import Conformance
import NumberTypes
import RulesFile
import Stats
import WeightFiles

/// What a rule can say besides a pattern and a claim.
@Suite struct RulesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Tensors in memory, whose values are all the same.
    private static func file(_ tensors: [(name: String, shape: [Int], value: Double)]) -> WeightFile {
        let readers = tensors.map { tensor in
            let values = [Float](repeating: Float(tensor.value), count: tensor.shape.reduce(1, *))
            return TensorReader(holding: values, as: .float32, shape: tensor.shape, name: tensor.name)
        }
        return WeightFile(holding: readers, name: "memory")
    }

    private func verdicts(_ rules: String, _ file: WeightFile) async throws -> [String] {
        try folder.write(rules, to: "rules.yaml")
        let expectations = try Expectations(try ExpectationsFile.stated(folder.path("rules.yaml")))
        let verification = await Verification.run([file], expecting: expectations)
        return verification.cases.map { tensor in
            switch tensor.disposition {
            case .tested: "\(tensor.claim ?? ""): \(tensor.verdict.map { "\($0)" } ?? "")"
            case .compared(_, let isSame): isSame ? "same" : "other"
            case .skipped(let reason): "skipped: \(reason)"
            case .unfit(let reason): "unfit: \(reason)"
            case .empty, .unmatched, .failed, .unopened: "\(tensor.disposition)"
            }
        }
    }

    @Test(.tags(.knownAnswer)) func `a claim speaks of the number in a name`() async throws {
        let file = Self.file((0..<3).map { ("blocks.\($0).scale", [4], 0.5 / Double($0 + 1)) } + [("blocks.x", [1], 1)])
        let rules = """
            values: {half: 0.5}
            rules:
              - tensors: "blocks.{layer}.scale"
                claim: constant({half} / ({layer} + 1))
              - tensors: "*"
                claim: ones
            """
        #expect(
            try await verdicts(rules, file) == [
                "constant(0.5 / (0 + 1)): conforms", "constant(0.5 / (1 + 1)): conforms",
                "constant(0.5 / (2 + 1)): conforms", "ones: conforms",
            ]
        )
        // If the claim is invalid for one number, the error belongs to that tensor.
        let found = try await verdicts(rules.replacing("({layer} + 1)", with: "(2 - {layer})"), file)
        #expect(found[2].hasPrefix("unfit: ") && found[2].contains("rules.yaml:4:12"))
        #expect(found[3] == "ones: conforms")
    }

    @Test(.tags(.knownAnswer)) func `the fans of a bias are those of the weight beside it`() async throws {
        // Uniform on ±1/sqrt(fan-in): ±1/2 of the matrix [3, 4], ±1/6 of the kernel [5, 4, 3, 3].
        let names = ["fc.weight", "fc.bias", "conv/kernel", "conv/bias", "alone.bias", "weight", "bias"]
        let shapes = [[3, 4], [3], [5, 4, 3, 3], [5], [3], [8, 16], [8]]
        let file = Self.file(zip(names, shapes).map { ($0, $1, 0.25) })
        let rules = """
            rules:
              - tensors: "conv/bias"
                claim: torch.nn.Linear.bias
                fan_in: kernel
              - tensors: "*bias"
                claim: torch.nn.Linear.bias
                fan_in: weight
              - tensors: "*"
                skip: not asked for
            """
        try folder.write(rules, to: "rules.yaml")
        let expectations = try Expectations(try ExpectationsFile.stated(folder.path("rules.yaml")))
        let cases = await Verification.run([file], expecting: expectations).cases
        let bounds = cases.map { $0.finding?.law.flatMap { try? $0.distribution().support.upperBound } }
        #expect(bounds[1] == 0.5)
        #expect(bounds[3] == 1.0 / 6)
        #expect(bounds[6] == 0.25)
        guard case .unfit(let reason) = cases[4].disposition else { return #expect(Bool(false)) }
        #expect(reason.contains("'alone.weight'"))
    }

    @Test(.tags(.knownAnswer)) func `a bias' claim that states its fan-in holds for parts and without a shape`()
        async throws
    {
        let claim = "torch.nn.Linear.bias(fan_in=64)"
        let file = Self.file([("b", [8, 4], 0.0625), ("l1.w_0", [3, 4], 0.0625), ("l1.b_0", [3], 0.25)])
        let rules = """
            rules:
              - tensors: b
                parts: [{slice: "0:3", claim: "\(claim)"}, {claim: "\(claim)"}]
              - tensors: "l1.b_{i}"
                claim: torch.nn.Linear.bias
                fan_in: "w_{i}"
              - {tensors: "*", skip: x}
            """
        let found = try await verdicts(rules, file)
        #expect(found.count == 4)
        #expect(!found.contains { $0.hasPrefix("unfit") }, "\(found)")
        try folder.write("0.01 0.02 -0.03 0.04", to: "b.txt")
        let text = try WeightFile(path: folder.path("b.txt"))
        let verification = await Verification.run([text], expecting: Expectations(try Claim(claim)))
        #expect(verification.cases.allSatisfy { $0.finding != nil })
    }

    @Test(.tags(.negativeControl)) func `a weight in pieces tells no fans`() async throws {
        let tensors = [("fc.weight", [8, 4], 0.1), ("fc.bias", [8], 0.1)]
        let files = [Self.file(tensors), Self.file([tensors[0]])]
        let rules = """
            rules:
              - {tensors: fc.weight, pieces: 1, claim: constant(0.1)}
              - {tensors: fc.bias, claim: torch.nn.Linear.bias, fan_in: weight}
            """
        try folder.write(rules, to: "rules.yaml")
        let expectations = try Expectations(try ExpectationsFile.stated(folder.path("rules.yaml")))
        let cases = await Verification.run(files, expecting: expectations).cases
        let reasons = cases.compactMap { if case .unfit(let reason) = $0.disposition { reason } else { nil } }
        #expect(reasons.count == 1)
        #expect(reasons.first?.contains("in pieces") == true)
    }

    @Test(.tags(.knownAnswer)) func `rank and shape tell tensors of one name apart`() async throws {
        let file = Self.file([
            ("a.weight", [4], 1), ("b.weight", [4, 2], 0), ("c.weight", [4, 3], 2), ("d.weight", [], 3),
        ])
        let rules = """
            rules:
              - {tensors: "*.weight", rank: 1, claim: ones}
              - {tensors: "*.weight", shape: ["*", 2], claim: zeros}
              - {tensors: "*.weight", shape: [], claim: constant(3)}
              - {tensors: "*.weight", claim: constant(2)}
            """
        let expected = ["ones: conforms", "zeros: conforms", "constant(2): conforms", "constant(3): conforms"]
        #expect(try await verdicts(rules, file) == expected)
    }

    @Test(.tags(.knownAnswer)) func `a tensor may equal one of another file`() async throws {
        let table = [0.0, 1, 2, 3]
        try folder.write("0 1 2 3", to: "table.txt")
        let readers = [("ids", table), ("other", [0, 1, 2, 4]), ("short", [0, 1, 2])].map { name, values in
            TensorReader(holding: values, as: .float64, shape: [values.count], name: name)
        }
        let file = WeightFile(holding: readers, name: "memory")
        let rules = "rules: [{tensors: \"*\", same_as: {file: table.txt, tensor: table}}]"
        #expect(try await verdicts(rules, file) == ["same", "other", "other"])
        let missing = rules.replacing("tensor: table}", with: "tensor: none}")
        #expect(try await verdicts(missing, file).allSatisfy { $0.contains("found no tensor 'none'") })
        try folder.write(rules.replacing("file: table.txt", with: "file: gone.txt"), to: "rules.yaml")
        let expectations = try Expectations(try ExpectationsFile.stated(folder.path("rules.yaml")))
        let cases = await Verification.run([file], expecting: expectations).cases
        #expect(
            cases.allSatisfy {
                if case .failed(let error) = $0.disposition { error.path.hasSuffix("gone.txt") } else { false }
            }
        )
    }

    @Test(.tags(.knownAnswer)) func `what is not trainable is left out`() async throws {
        let rules = "rules: [{tensors: \"*\", trainable: false}]"
        #expect(try await verdicts(rules, Self.file([("a", [3], 1)])) == ["skipped: not trainable"])
    }

    @Test(.tags(.knownAnswer)) func `another file's rules stand where it is included, under the outer values`()
        async throws
    {
        try createFolder(folder.path("common"))
        try folder.write(
            """
            values: {gain: 2, shift: 0.5}
            rules:
              - {tensors: "*.bias", claim: "constant({shift})"}
              - include: deeper.yaml
            """,
            to: "common/norms.yaml"
        )
        try folder.write("rules: [{tensors: \"*\", claim: \"constant({gain})\"}]", to: "common/deeper.yaml")
        let rules = """
            values: {gain: 3}
            rules:
              - {tensors: "a.bias", claim: ones}
              - include: common/norms.yaml
              - {tensors: "*", claim: zeros}
            """
        let file = Self.file([("a.bias", [2], 1), ("b.bias", [2], 0.5), ("w", [2], 3)])
        let expected = ["ones: conforms", "constant(0.5): conforms", "constant(3): conforms"]
        #expect(try await verdicts(rules, file) == expected)
    }

    @Test(.tags(.negativeControl)) func `files that include one another, or nothing, are refused`() throws {
        try folder.write("rules: [{include: b.yaml}]", to: "a.yaml")
        try folder.write("rules: [{include: a.yaml}]", to: "b.yaml")
        let cycle = #expect(throws: ExpectationsError.self) {
            _ = try Expectations(try ExpectationsFile.stated(folder.path("a.yaml")))
        }
        #expect(cycle?.description.contains("a.yaml:1:") == true || cycle?.description.contains("b.yaml:1:") == true)
        #expect(cycle?.description.contains("at most 8 within one another") == true)
        try folder.write("rules: [{include: none.yaml}]", to: "c.yaml")
        let missing = #expect(throws: WeightFileError.self) { try ExpectationsFile.stated(folder.path("c.yaml")) }
        #expect(missing?.path == folder.path("none.yaml"))
        // 2^8 rules of 2^8 rules of ...
        for level in 0..<8 {
            let rules = (0..<50).map { _ in "{include: l\(level + 1).yaml}" }.joined(separator: ", ")
            try folder.write("rules: [\(rules)]", to: "l\(level).yaml")
        }
        try folder.write("rules: [{tensors: a, claim: ones}]", to: "l8.yaml")
        let many = #expect(throws: ExpectationsError.self) {
            _ = try Expectations(try ExpectationsFile.stated(folder.path("l0.yaml")))
        }
        #expect(many?.description.contains("more rules") == true)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                "rules: [{tensors: a, claim: \"normal(0, {sd})\"}]",
                "1:29: found {sd}, expected it in tensors:, or under values:"
            ),
            ("values: {sd: 1}\nrules: [{tensors: a, claim: \"normal(0, {std})\"}]", "2:29: found {std}, expected {sd}"),
            ("values: {1: 1}\nrules: [{tensors: a, claim: ones}]", "1:10: found '1'"),
            ("values: [1]\nrules: [{tensors: a, claim: ones}]", "1:9: found no mapping"),
            ("values: {a: [1]}\nrules: [{tensors: a, claim: ones}]", "1:13: found a: something else"),
            ("rules: [{tensors: \"{a}.{a}\", claim: ones}]", "1:19: found a name in braces twice"),
            ("values: {a: 1}\nrules: [{tensors: \"{a}\", claim: ones}]", "2:19: found a name in braces twice"),
            ("rules: [{tensors: a, rank: x, claim: ones}]", "1:28: found rank: 'x'"),
            ("rules: [{tensors: a, rank: -1, claim: ones}]", "1:28: found rank: '-1'"),
            ("rules: [{tensors: a, shape: 3, claim: ones}]", "1:29: found no list after shape:"),
            ("rules: [{tensors: a, shape: [3, x], claim: ones}]", "1:33: found 'x'"),
            ("rules: [{tensors: a, trainable: true}]", "1:33: found trainable: 'true'"),
            ("rules: [{tensors: a, trainable: false, claim: ones}]", "1:9: found claim: and trainable:"),
            ("rules: [{tensors: a, same_as: {file: x}}]", "1:31: found one of them, expected file: and tensor:"),
            ("rules: [{tensors: a, same_as: {path: x}}]", "1:32: found 'path'"),
            (
                "rules: [{tensors: a, claim: he_normal, fan_in: weight, fan_out: 3}]",
                "1:65: found fan_out: beside a name"
            ),
            (
                "rules: [{tensors: a, claim: he_normal, fan_in: weight, padding_idx: 0}]",
                "1:48: found fan_in: a name beside"
            ),
            (
                "rules: [{tensors: a, pieces: -9223372036854775808, claim: ones}]",
                "1:30: found pieces: '-9223372036854775808'"
            ),
            ("rules: [{tensors: a, pieces: 0, shape: [1], claim: ones}]", "1:40: found shape: beside pieces:"),
            (
                "rules: [{tensors: a, claim: \"torch.nn.Linear.bias(fan_in=3)\", fan_in: weight}]",
                "1:71: found fan_in: beside a claim that states it"
            ),
            (
                "rules: [{tensors: a, parts: [{claim: he_normal, fan_in: weight}]}]",
                "1:57: found fan_in: a name in a part"
            ),
            ("rules: [{tensors: a, skip: x, fan_in: weight}]", "1:39: found fan_in: beside skip:"),
            ("rules: [{include: x.yaml}]", "1:19: found include: 'x.yaml', which is not available"),
            ("rules: [{include: x.yaml, claim: ones}]", "1:27: found 'claim', expected include"),
            ("rules: [{tensors: \"h.{layer}\", claim: \"gpt2.residul(layers={layer})\"}]", "1:39: "),
        ]
    )
    func `a wrong rule is told with its place`(text: String, problem: String) {
        let error = #expect(throws: ExpectationsError.self) {
            try ExpectationsFile.parse(Array(text.utf8), path: "rules.yaml")
        }
        #expect(error?.description.hasPrefix("rules.yaml:" + problem) == true, "\(error?.description ?? "")")
    }

    @Test(.tags(.negativeControl)) func `rules in no file name no files`() {
        let text = "rules: [{tensors: a, same_as: {file: x, tensor: y}}]"
        let error = #expect(throws: ExpectationsError.self) {
            try ExpectationsFile.parse(Array(text.utf8), path: "rules", mayNameFiles: false)
        }
        #expect(error?.description.contains("file:") == true)
    }
}
