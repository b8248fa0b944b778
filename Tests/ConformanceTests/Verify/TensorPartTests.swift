import TestSupport
import Testing

import Claims
import Conformance
import NumberTypes
import Stats
import WeightFiles

/// Claims about parts: padding rows, gates, slices.
@Suite struct TensorPartTests {
    private static func run(_ file: MadeFile, _ expectation: Expectations.Expectation) async throws -> Verification {
        let rule = Expectations.Rule(Glob("*"), expectation)
        return await Verification.run([try file.file()], expecting: Expectations(rules: [rule]))
    }

    private static func parts(_ parts: [(String?, String)]) throws -> Expectations.Expectation {
        .parts(try parts.map { Expectations.Part(try $0.0.map { try TensorSlice($0) }, try Claim($0.1)) })
    }

    /// An embedding of 400 rows of 100, in which the row of this number is 0.
    private static func embedding(padding: Int?, isHalf: Bool = false) -> MadeFile {
        var generator = SplitMix64(state: 61)
        var values = generator.normal(400 * 100, deviation: 1).map { Float($0) }
        if let padding { for place in padding * 100..<(padding + 1) * 100 { values[place] = 0 } }
        var file = MadeFile()
        if isHalf { file.addBFloat16("w", [400, 100], values) } else { file.add("w", [400, 100], values) }
        return file
    }

    @Test(
        .tags(.statistical),
        .disabled(if: isQuickRun),
        arguments: [("torch.nn.Embedding.weight(padding_idx=5)", 5), ("nn.EmbeddingBag.weight(padding_idx=-1)", 399)],
        [false, true]
    )
    func `a padding row is 0 and the rest is tested`(row: (claim: String, padding: Int), isHalf: Bool) async throws {
        let claim = try Claim(row.claim)
        let sound = try await Self.run(Self.embedding(padding: row.padding, isHalf: isHalf), .init(claim))
        #expect(sound.deviatingCount == 0 && sound.inconclusiveCount == 0 && !sound.hasErrors)
        #expect(sound.cases.map(\.part) == ["\(row.padding == 399 ? -1 : 5)", "rest"])
        #expect(sound.cases.map(\.shape) == [[100], [399, 100]])
        #expect(sound.cases.map(\.label) == ["w[\(row.padding == 399 ? -1 : 5)]", "w[rest]"])
        // Without the claim of a padding row it fails, and so does a drawn row that is claimed as padding.
        let silent = try await Self.run(Self.embedding(padding: row.padding), .init(try Claim("normal")))
        #expect(silent.deviatingCount == 1)
        let drawn = try await Self.run(Self.embedding(padding: nil, isHalf: isHalf), .init(claim))
        #expect(drawn.cases.map(\.verdict) == [.deviates, .conforms])
    }

    /// Two tensors in memory, with one row of each 0 or not.
    @Test(.tags(.statistical)) func `a padding row of values in memory is 0, too`() throws {
        var generator = SplitMix64(state: 65)
        var values = generator.normal(2 * 100 * 80, deviation: 1).map { Float($0) }
        let claim = try Claim("torch.nn.Embedding.weight(padding_idx=2)")
        func finding(_ claim: Claim) throws -> Finding {
            let reader = TensorReader(holding: values, as: .float32, shape: [2, 100, 80], name: "w")
            return try Finding.of(reader, claim: claim, shape: [100, 80], alpha: 1e-6, resolvableScale: 0.1)
        }
        for start in [160, 8160] { for place in start..<start + 80 { values[place] = 0 } }
        #expect(try finding(claim).verdict == .conforms)
        values[8200] = 1
        let wrong = try finding(claim)
        #expect(wrong.deviating(at: 1e-6) == [.support] && wrong.outcome?.impossible == 1)
        let beyond = try Claim("torch.nn.Embedding.weight(padding_idx=100)")
        #expect(throws: ClaimError.self) { try finding(beyond) }
    }

    @Test(.tags(.property)) func `an option and a rule name the row beside any claim`() async throws {
        let claim = try Claim("keras.RandomNormal(stddev=1)")
        let expectations = Expectations(claim, padding: 3)
        let sound = await Verification.run([try Self.embedding(padding: 3).file()], expecting: expectations)
        #expect(sound.cases.map(\.verdict) == [.conforms, .conforms])
        let beyond = try await Self.run(Self.embedding(padding: 3), .init(claim, padding: 400))
        #expect(beyond.cases.allSatisfy { $0.isError })
        guard case .unfit(let reason) = beyond.cases[0].disposition else {
            Issue.record("\(beyond.cases[0].disposition)")
            return
        }
        #expect(reason.contains("400"))
    }

    @Test(.tags(.knownAnswer)) func `gates are slices of a bias, along the last axis of a kernel, in a stack`()
        async throws
    {
        var generator = SplitMix64(state: 62)
        var bias = [Float](repeating: 0, count: 32)
        for place in 8..<16 { bias[place] = 1 }
        var file = MadeFile()
        file.add("bias", [32], bias)
        let gates = try Self.parts([("8:16", "ones"), (nil, "zeros")])
        #expect(try await Self.run(file, gates).cases.map(\.verdict) == [.conforms, .conforms])
        let wrong = try Self.parts([("16:24", "ones"), (nil, "zeros")])
        #expect(try await Self.run(file, wrong).deviatingCount == 2)

        // [200, 64], in which columns 16 to 31 have half the standard deviation.
        let narrow = generator.normal(200 * 64, deviation: 1).enumerated().map { index, x in
            Float((16..<32).contains(index % 64) ? x / 2 : x)
        }
        var kernel = MadeFile()
        kernel.add("kernel", [200, 64], narrow)
        let columns = try Self.parts([(":, 16:32", "normal(stddev=0.5)"), (nil, "normal")])
        let found = try await Self.run(kernel, columns)
        #expect(found.deviatingCount == 0)
        #expect(found.cases.map(\.shape) == [[200, 16], [200 * 48]])
        #expect(found.cases.map(\.count) == [3200, 9600])

        // The padding row of one block in a stack.
        var stack = generator.normal(2 * 40 * 30, deviation: 1).map { Float($0) }
        for place in 1200..<1230 { stack[place] = 0 }
        var stacked = MadeFile()
        stacked.add("stack", [2, 40, 30], stack)
        let blocks = try Self.parts([("1, 0", "zeros"), (nil, "normal")])
        let result = try await Self.run(stacked, blocks)
        #expect(result.cases.map(\.shape) == [[30], [2370]])
        #expect(result.deviatingCount == 0)
    }

    /// He's law of fan-in 400 in every row of [64, 400]: a slice has the whole tensor's fans.
    @Test(.tags(.statistical)) func `fans are the whole tensor's unless they are stated`() async throws {
        var generator = SplitMix64(state: 63)
        var file = MadeFile()
        file.add("w", [64, 400], generator.normal(64 * 400, deviation: (2.0 / 400).squareRoot()).map { Float($0) })
        let claim = "torch.nn.init.kaiming_normal_"
        let found = try await Self.run(file, Self.parts([(":, :100", claim), (nil, claim)]))
        #expect(found.deviatingCount == 0)
        for tensor in found.cases {
            guard case .tested(let result) = tensor.disposition else { throw Untested() }
            #expect(result.fans == ClaimedFans(fanIn: 400, fanOut: 64))
        }
        let stated = Expectations.Part(
            try TensorSlice(":, :100"),
            try Claim(claim),
            fans: ClaimedFans(fanIn: 100, fanOut: 64)
        )
        let other = try await Self.run(file, .parts([stated, Expectations.Part(nil, try Claim(claim))]))
        #expect(other.cases.map(\.verdict) == [.deviates, .conforms])
    }

    @Test(.tags(.negativeControl)) func `parts that are copies of one another are found`() async throws {
        var generator = SplitMix64(state: 64)
        let half = generator.normal(600, deviation: 1).map { Float($0) }
        var file = MadeFile()
        file.add("w", [40, 30], half + half)
        let found = try await Self.run(file, Self.parts([("0:20", "normal"), ("20:40", "normal")]))
        #expect(found.deviatingCount == 2)
        for tensor in found.cases {
            guard case .tested(let result) = tensor.disposition else { throw Untested() }
            #expect(result.deviating(at: 1e-6).contains(.copies))
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            [("0:5", "zeros")], [("0:6", "zeros"), ("5:10", "zeros")], [("0:11", "zeros"), (nil, "zeros")],
            [("0, 0", "zeros"), (nil, "zeros")],
        ] as [[(String?, String)]]
    )
    func `parts that overlap, do not fit or leave something are refused`(row: [(String?, String)]) async throws {
        var file = MadeFile()
        file.add("w", [10], [Float](repeating: 0, count: 10))
        let found = try await Self.run(file, Self.parts(row))
        #expect(found.hasErrors)
        guard case .unfit(let reason) = found.cases[0].disposition else {
            Issue.record("\(found.cases[0].disposition)")
            return
        }
        #expect(reason.contains("expected"))
    }

    @Test(.tags(.statistical)) func `Keras' LSTM bias has a claim of its own`() async throws {
        var file = MadeFile()
        file.add("bias", [8], [0, 0, 1, 1, 0, 0, 0, 0])
        #expect(try await Self.run(file, .init(try Claim("keras.layers.LSTM.bias"))).deviatingCount == 0)
        let plain = try Claim("keras.layers.LSTM.bias(unit_forget_bias=False)")
        #expect(try await Self.run(file, .init(plain)).deviatingCount == 1)
        var odd = MadeFile()
        odd.add("bias", [6], [0, 1, 0, 0, 0, 0])
        #expect(try await Self.run(odd, .init(try Claim("keras.layers.LSTM.bias"))).hasErrors)
    }

    @Test(.tags(.knownAnswer)) func `a column-major tensor has the same parts`() async throws {
        // 3 rows of 4, stored by columns; row 1 is 0.
        let values = [1.0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1]
        let file = try MadeFile.npy("w.npy", [3, 4], isFortranOrder: true, values)
        let rules = [
            Expectations.Rule(Glob("*"), try Self.parts([("1", "zeros"), ("0", "ones"), (nil, "ones")]))
        ]
        let found = await Verification.run([file], expecting: Expectations(rules: rules))
        #expect(found.cases.map(\.verdict) == [.conforms, .conforms, .conforms])
    }

    private struct Untested: Error {}
}
