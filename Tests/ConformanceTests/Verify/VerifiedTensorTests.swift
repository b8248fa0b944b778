import TestSupport
import Testing

import Claims
import Conformance
import Report
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
    ) async throws -> Finding {
        let found = try await disposition(file, claim, fans: fans)
        guard case .tested(let result) = found else { throw ManifestTests.Untested(description: "\(found)") }
        return result
    }

    /// 0.1 is not a number of bfloat16; the nearest is 0.10009765625 (0x3DCD).
    @Test(.tags(.knownAnswer)) func `a constant in bfloat16 is the nearest number of that type`() async throws {
        var file = MadeFile()
        file.add("a", type: "BF16", [4], bytes: [0xCD, 0x3D, 0xCD, 0x3D, 0xCD, 0x3D, 0xCD, 0x3D])
        #expect(try await Self.result(file, "constant(0.1)").verdict == .conforms)
        #expect(try await Self.result(file, "constant(0.10009765625)").verdict == .conforms)
        let other = try await Self.result(file, "constant(0.101)")
        #expect(other.verdict == .deviates)
        #expect(other.diagnosisWords == "4 values are not 0.101; every value is 0.10009765625")
    }

    @Test(.tags(.knownAnswer)) func `a constant in float32 is the nearest number of that type`() async throws {
        var file = MadeFile()
        file.add("a", [3], [0.1, 0.1, Float(0.1).nextUp])
        let result = try await Self.result(file, "constant(0.1)")
        #expect(result.verdict == .deviates)
        #expect(result.outcome?.impossible == 1)
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

    /// He's law of fan-in 1000 on a shape with a fan-in of 40.
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

    /// 0.1 is not a number of bfloat16; an identity with that gain has the nearest one on its diagonal.
    @Test(.tags(.knownAnswer)) func `a gain in bfloat16 is the nearest number of that type`() async throws {
        var file = MadeFile()
        file.addBFloat16("a", [2, 2], [0.1, 0, 0, 0.1])
        #expect(try await Self.result(file, "keras.Identity(gain=0.1)").verdict == .conforms)
        #expect(try await Self.result(file, "keras.Identity(gain=0.101)").verdict == .deviates)
    }

    /// 2^63 as a number of rows would not fit an Int.
    @Test(
        .tags(.negativeControl),
        arguments: ["orthogonal", "identity", "torch.nn.init.dirac_", "torch.nn.init.sparse_(sparsity=0.5)"]
    )
    func `fans beside a claim about the shape are refused`(claim: String) async throws {
        var file = MadeFile()
        file.add("a", [4, 4], [Float](repeating: 0.5, count: 16))
        let fans = ClaimedFans(fanIn: 0x1p63, fanOut: 1)
        guard case .unfit(let reason) = try await Self.disposition(file, claim, fans: fans) else {
            Issue.record("tested")
            return
        }
        #expect(reason == "fans are stated, but \(try Claim(claim).scheme.name) is about the shape itself")
    }

    /// Normal weights of the right variance, under a name that means a truncated law elsewhere. The ratio, 0.997 here,
    /// is close to that of other mistakes.
    @Test(.tags(.negativeControl)) func `an untruncated normal is told from a wrong scale`() async throws {
        var generator = SplitMix64(state: 35)
        var file = MadeFile()
        file.add("a", [784, 256], generator.normal(784 * 256, deviation: (2.0 / 1040).squareRoot()).map { Float($0) })
        let result = try await Self.result(file, "keras.GlorotNormal")
        #expect(result.verdict == .deviates)
        #expect(result.diagnosis.map(\.code) == ["not-truncated"])
    }

    /// The widest atoms of bfloat16 hold 0.4 % of a uniform law. A law that is too wide is not called clipped because
    /// of that.
    @Test(.tags(.negativeControl)) func `a limit that is wrong in bfloat16 is not taken for clipping`() async throws {
        var generator = SplitMix64(state: 36)
        var file = MadeFile()
        file.addBFloat16("a", [512, 256], generator.uniform(512 * 256, limit: 0.055).map { Float($0) })
        let result = try await Self.result(file, "uniform(low=-0.05, high=0.05)")
        #expect(!result.diagnosis.map(\.code).contains("clipped"), "\(result.diagnosisWords ?? "none")")
        #expect(result.diagnosisWords?.hasPrefix("uniform on ±0.05") == true, "\(result.diagnosisWords ?? "none")")
    }

    /// 64 by 64 values are too few to tell shapes by kurtosis: repeated rows are not a uniform law.
    @Test(.tags(.negativeControl)) func `a small sample of the right law has no other law for a cause`() async throws {
        var generator = SplitMix64(state: 37)
        let row = generator.normal(64, deviation: 0.02).map { Float($0) }
        var file = MadeFile()
        file.add("a", [64, 64], (0..<64).flatMap { _ in row })
        let result = try await Self.result(file, "gpt2.normal")
        #expect(result.verdict == .deviates)
        #expect(result.diagnosisWords?.contains("uniform law") != true, "\(result.diagnosisWords ?? "none")")
    }

    @Test(.tags(.negativeControl)) func `positive values next to 1 are not half a law about 0`() async throws {
        var generator = SplitMix64(state: 38)
        var file = MadeFile()
        file.add("a", [400], generator.normal(400, deviation: 0.1).map { Float(1 + abs($0)) })
        file.add("b", [400], generator.uniform(400, limit: 0.1).map { Float(abs($0)) })
        let expectations = Expectations(try Claim("uniform(low=-0.1, high=0.1)"))
        let causes = await Verification.run([try file.file()], expecting: expectations).cases.map { tensor in
            if case .tested(let result) = tensor.disposition { result.diagnosisWords ?? "none" } else { "untested" }
        }
        #expect(!causes[0].contains("[0, limit)"), "\(causes[0])")
        #expect(causes[1].contains("[0, limit)"), "\(causes[1])")
    }

    /// A 2 by 3 pattern that differs from its transpose: read in the wrong order, it is not an identity.
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

    /// The last axis is the first in the file, and that is where shards are looked for.
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

    @Test(.tags(.statistical), .disabled(if: isQuickRun))
    func `one of a thousand tensors that deviates is found, and no other`() async throws {
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
