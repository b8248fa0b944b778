import Claims
import Conformance
import Initializers
import NumberTypes
import TestSupport
import Testing
import WeightFiles

/// Verification of tensors that are said to be a framework's draw at a seed.
@Suite struct StreamComparisonTests {
    private static let claim = "torch.nn.init.xavier_uniform_"

    private static func drawn(_ claim: String, _ shape: [Int], seed: UInt64) throws -> [Float] {
        var source = try SeededSource(SeededDraw(.torch, seed: seed))
        return try [Float](unsafeUninitializedCapacity: shape.reduce(1, *)) { buffer, count in
            count = shape.reduce(1, *)
            let whole = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
            try source.draw(into: whole, claim: Claim(claim), shape: shape, type: .float32)
        }
    }

    private static func verification(
        _ values: [Float],
        _ shape: [Int],
        _ claim: String = claim,
        isFortranOrder: Bool = false,
        seed: UInt64 = 1
    ) async throws -> Verification {
        let reader = TensorReader(holding: values, as: .float32, shape: shape, name: "w")
        return await Verification.run(
            [WeightFile(holding: [reader], name: "memory")],
            expecting: Expectations(try Claim(claim)),
            drawnBy: SeededDraw(.torch, seed: seed)
        )
    }

    @Test(.tags(.property)) func `a draw of the stated seed is equal to the bit and passes`() async throws {
        let values = try Self.drawn(Self.claim, [50, 40], seed: 1)
        let found = try await Self.verification(values, [50, 40])
        #expect(found.cases[0].finding?.stream?.outcome == .equal(position: 0, ulps: 0))
        // 2,000 values are too few for the law alone.
        #expect(found.cases[0].verdict == .conforms)
    }

    @Test(.tags(.negativeControl))
    func `another seed deviates although its law conforms, and the first value is named`()
        async throws
    {
        let values = try Self.drawn(Self.claim, [50, 40], seed: 2)
        let found = try await Self.verification(values, [50, 40])
        let expected = try Self.drawn(Self.claim, [50, 40], seed: 1)
        #expect(
            found.cases[0].finding?.stream?.outcome
                == .different(
                    count: 2000,
                    first: [0, 0],
                    found: Double(values[0]),
                    drawn: Double(expected[0]),
                    position: 0
                )
        )
        #expect(found.cases[0].verdict == .deviates)
    }

    @Test(.tags(.negativeControl)) func `a single value that is one unit off is found at its place`() async throws {
        var values = try Self.drawn(Self.claim, [50, 40], seed: 1)
        let own = values[41 * 40 + 7]
        values[41 * 40 + 7] = own.nextUp
        let found = try await Self.verification(values, [50, 40])
        #expect(
            found.cases[0].finding?.stream?.outcome
                == .different(count: 1, first: [41, 7], found: Double(own.nextUp), drawn: Double(own), position: 0)
        )
        #expect(found.cases[0].verdict == .deviates)
    }

    @Test(.tags(.property)) func `the padding row is drawn and then 0`() async throws {
        let claim = "torch.nn.Embedding.weight(padding_idx=3)"
        let values = try Self.drawn(claim, [50, 40], seed: 1)
        #expect(values[120..<160].allSatisfy { $0 == 0 })
        #expect(try values[160...].elementsEqual(Self.drawn("torch.nn.Embedding.weight", [50, 40], seed: 1)[160...]))
        let found = try await Self.verification(values, [50, 40], claim)
        let compared = found.cases.compactMap { $0.finding?.stream?.outcome }
        #expect(compared == [.equal(position: 0, ulps: 0)])
    }

    @Test(.tags(.property)) func `a claim that no generator draws by one call does not fit`() async throws {
        let values = try Orthogonal(key: Key(seed: 1), gain: 1)(shape: [20, 20]).scalars
        let found = try await Self.verification(values, [20, 20], "torch.nn.init.orthogonal_")
        guard case .unfit(let reason) = found.cases[0].disposition else {
            Issue.record("\(found.cases[0].disposition)")
            return
        }
        #expect(reason.hasPrefix("stream torch: no stream draws"))
    }

    @Test(.tags(.property)) func `seeds that a framework does not take are refused`() throws {
        #expect(throws: ClaimError.self) { try SeededSource(SeededDraw(.numpyLegacy, seed: 1 << 32)) }
        #expect(throws: ClaimError.self) { try SeededSource(SeededDraw(.tensorflow, seed: .max)) }
        #expect(throws: Never.self) { try SeededSource(SeededDraw(.torch, seed: .max)) }
    }

    @Test(.tags(.property)) func `layers that share a seed are told the seed`() async throws {
        let readers = try [("a", [60, 40]), ("b", [60, 40])].map { name, shape in
            let values = try Self.drawn(Self.claim, shape, seed: 42)
            return TensorReader(holding: values, as: .float32, shape: shape, name: name)
        }
        let found = await Verification.run(
            [WeightFile(holding: readers, name: "memory")],
            expecting: Expectations(try Claim(Self.claim))
        )
        let seeds = found.cases.compactMap { $0.finding?.seed?.comparison.draw }
        #expect(!seeds.isEmpty && seeds.allSatisfy { $0 == SeededDraw(.torch, seed: 42) })
    }

    @Test(.tags(.negativeControl)) func `what no stream draws keeps its verdict beside what one draws`() async throws {
        let drawn = try Self.drawn("torch.nn.Linear.weight", [50, 40], seed: 1)
        let other = try PyTorch.XavierNormal(seed: 1)(shape: [20, 20]).scalars
        let readers = [
            TensorReader(holding: drawn, as: .float32, shape: [50, 40], name: "fc.weight"),
            TensorReader(holding: other, as: .float32, shape: [20, 20], name: "q.weight"),
        ]
        let found = await Verification.run(
            [WeightFile(holding: readers, name: "memory")],
            expecting: Expectations(
                rules: [
                    .init(Glob("fc*"), .claim(try Claim("torch.nn.Linear.weight"), fans: nil)),
                    .init(Glob("q*"), .claim(try Claim("torch.nn.init.orthogonal_"), fans: nil)),
                ],
                unmatched: .skip
            ),
            drawnBy: SeededDraw(.torch, seed: 1)
        )
        #expect(found.cases.map(\.verdict) == [.conforms, .deviates])
    }

    @Test(.tags(.property)) func `doubles drawn as floats, and a later layer alone in its file, are found`()
        async throws
    {
        var generator = PyTorch.Generator(manualSeed: 1)
        _ = try generator.linear(inFeatures: 300, outFeatures: 64)
        let weight = try generator.linear(inFeatures: 64, outFeatures: 30).weight.scalars
        let reader = TensorReader(holding: weight.map(Double.init), as: .float64, shape: [30, 64], name: "w")
        let found = await Verification.run(
            [WeightFile(holding: [reader], name: "memory")],
            expecting: Expectations(try Claim("torch.nn.Linear.weight")),
            drawnBy: SeededDraw(.torch, seed: 1)
        )
        #expect(found.cases[0].finding?.stream?.outcome == .equal(position: 64 * 301, ulps: 0))
    }

    @Test(.tags(.negativeControl)) func `a later layer with one changed value is compared at its own place`()
        async throws
    {
        var generator = PyTorch.Generator(manualSeed: 1)
        _ = try generator.linear(inFeatures: 300, outFeatures: 64)
        var weight = try generator.linear(inFeatures: 64, outFeatures: 30).weight.scalars
        let own = weight[1919]
        weight[1919] = own.nextUp
        let found = try await Self.verification(weight, [30, 64], "torch.nn.Linear.weight")
        #expect(
            found.cases[0].finding?.stream?.outcome
                == .different(
                    count: 1,
                    first: [29, 63],
                    found: Double(own.nextUp),
                    drawn: Double(own),
                    position: 64 * 301
                )
        )
    }

    @Test(.tags(.negativeControl)) func `few values prove nothing by being equal`() async throws {
        let values = try Self.drawn("torch.nn.init.normal_", [2], seed: 1)
        let reader = TensorReader(
            holding: values.map { BFloat16._rounding(Double($0)).bitPattern },
            as: .bfloat16,
            shape: [2],
            name: "w"
        )
        let file = WeightFile(holding: [reader], name: "memory")
        let found = await Verification.run(
            [file],
            expecting: Expectations(try Claim("torch.nn.init.normal_")),
            drawnBy: SeededDraw(.torch, seed: 1)
        )
        #expect(found.cases[0].verdict == .inconclusive)
        let identified = await Identification.run([file], seeds: .common)
        guard case .identified(let identity) = identified.cases[0].disposition else {
            Issue.record("\(identified)")
            return
        }
        #expect(identity.seed == nil)
    }
}
