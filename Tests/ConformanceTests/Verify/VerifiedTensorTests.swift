import TestSupport
import Testing

import Conformance
import Stats

@Suite struct VerifiedTensorTests {
    private static func disposition(
        _ file: MadeFile,
        _ claim: String,
        fans: ClaimedFans? = nil
    ) async throws -> TensorCase.Disposition {
        let expectations = Expectations(try Claim(claim), fans: fans)
        let verification = await Verification.run([try file.file()], expecting: expectations)
        return try #require(verification.cases.first).disposition
    }

    private static func result(
        _ file: MadeFile,
        _ claim: String,
        fans: ClaimedFans? = nil
    ) async throws -> CaseResult {
        let found = try await disposition(file, claim, fans: fans)
        guard case .tested(let result) = found else { throw ManifestTests.Untested(description: "\(found)") }
        return result
    }

    /// 0.1 is no number of bfloat16; the nearest is 0.10009765625 (0x3DCD).
    @Test(.tags(.knownAnswer)) func `a constant in bfloat16 is the nearest number of that type`() async throws {
        var file = MadeFile()
        file.add("a", type: "BF16", [4], bytes: [0xCD, 0x3D, 0xCD, 0x3D, 0xCD, 0x3D, 0xCD, 0x3D])
        #expect(try await Self.result(file, "constant(0.1)").verdict == .conforms)
        #expect(try await Self.result(file, "constant(0.10009765625)").verdict == .conforms)
        let other = try await Self.result(file, "constant(0.101)")
        #expect(other.verdict == .deviates)
        #expect(other.cause == "4 values are not 0.101")
    }

    @Test(.tags(.knownAnswer)) func `a constant in float32 is the nearest number of that type`() async throws {
        var file = MadeFile()
        file.add("a", [3], [0.1, 0.1, Float(0.1).nextUp])
        let result = try await Self.result(file, "constant(0.1)")
        #expect(result.verdict == .deviates)
        #expect(result.outcome?.impossible == 1)
    }

    @Test(.tags(.negativeControl)) func `a tensor without values is unfit`() async throws {
        var file = MadeFile()
        file.add("a", [0, 4], [])
        guard case .unfit(let reason) = try await Self.disposition(file, "glorot_uniform") else {
            Issue.record("tested")
            return
        }
        #expect(reason == "the tensor has no values")
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("torch.nn.init.xavier_uniform_", [12]), ("mlx.nn.init.identity", [3, 4]),
            ("torch.nn.init.dirac_", [3, 4]), ("torch.nn.init.kaiming_normal_", []),
            ("jax.nn.initializers.delta_orthogonal", [2, 3, 2]),
        ] as [(String, [Int])]
    )
    func `a claim that does not fit the shape is unfit, and says why`(claim: String, shape: [Int]) async throws {
        var file = MadeFile()
        file.add("a", shape, (0..<shape.reduce(1, *)).map { Float($0) })
        guard case .unfit(let reason) = try await Self.disposition(file, claim) else {
            Issue.record("tested")
            return
        }
        #expect(reason.contains("\(shape)"), "\(reason)")
    }

    /// He's law of fan-in 1000 on a shape whose own fan-in is 40.
    @Test(.tags(.statistical)) func `stated fans take the place of the shape's`() async throws {
        var generator = SplitMix64(state: 31)
        var file = MadeFile()
        let values = generator.normal(40 * 400, deviation: (2.0 / 1000).squareRoot())
        file.add("a", [400, 40], values.map { Float($0) })
        let claim = "torch.nn.init.kaiming_normal_"
        let stated = ClaimedFans(fanIn: 1000, fanOut: 16)
        let result = try await Self.result(file, claim, fans: stated)
        #expect(result.verdict == .conforms)
        #expect(result.fans == stated)
        let own = try await Self.result(file, claim)
        #expect(own.verdict == .deviates)
        #expect(own.fans == ClaimedFans(fanIn: 40, fanOut: 400))
    }

    /// A 2 by 3 pattern whose transpose is another one: read in the wrong order it is no identity.
    @Test(.tags(.knownAnswer)) func `columns first are put in rows`() async throws {
        // [[1, 0, 0], [0, 1, 0]] column by column.
        let values: [Double] = [1, 0, 0, 1, 0, 0]
        for (isFortranOrder, verdict) in [(true, Verdict.conforms), (false, .deviates)] {
            let file = try MadeFile.npy("e.npy", [2, 3], isFortranOrder: isFortranOrder, values)
            let expectations = Expectations(try Claim("torch.nn.init.eye_"))
            let verification = await Verification.run([file], expecting: expectations)
            #expect(verification.cases.map(\.verdict) == [verdict])
            #expect(verification.cases.map(\.name) == ["e"])
        }
    }

    /// The last axis is the first in the file: that is where shards are looked for.
    @Test(.tags(.negativeControl)) func `columns first are tested in double precision and in their order`() async throws
    {
        var generator = SplitMix64(state: 32)
        let shard = generator.uniform(3000, limit: (6.0 / 160).squareRoot())
        let sound = generator.uniform(6000, limit: (6.0 / 160).squareRoot())
        for (values, verdict) in [(shard + shard, Verdict.deviates), (sound, .inconclusive)] {
            let file = try MadeFile.npy("w.npy", [100, 60], isFortranOrder: true, values)
            let expectations = Expectations(try Claim("keras.GlorotUniform"))
            let verification = await Verification.run([file], expecting: expectations)
            guard case .tested(let result) = verification.cases[0].disposition else {
                Issue.record("\(verification.cases[0].disposition)")
                continue
            }
            #expect(result.verdict == verdict)
            #expect(verification.cases[0].typeName.contains("f8"), "\(verification.cases[0].typeName)")
            #expect(result.fans == ClaimedFans(fanIn: 100, fanOut: 60))
            #expect(result.deviating(at: 1e-6).contains(.copies) == (verdict == .deviates))
        }
    }

    @Test(.tags(.statistical)) func `one of a thousand tensors that deviates is found, and no other`() async throws {
        var generator = SplitMix64(state: 33)
        var file = MadeFile()
        for i in 0..<1000 {
            let deviation = i == 617 ? 0.04 : 0.02
            file.add("t\(i)", [16, 32], generator.normal(512, deviation: deviation).map { Float($0) })
        }
        let expectations = Expectations(try Claim("gpt2.normal"))
        let verification = await Verification.run([try file.file()], expecting: expectations)
        let deviating = verification.cases.indices.filter { verification.cases[$0].verdict == .deviates }
        #expect(deviating == [617])
    }
}
