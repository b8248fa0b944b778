import TestSupport
import Testing

import Claims
import Conformance
import Report
import NumberTypes
import Stats
import WeightFiles

@Suite struct CopiedTensorTests {
    private static let claim = "uniform(low=-0.125, high=0.125)"

    private static func values(_ seed: UInt64, _ count: Int) -> [Float] {
        var generator = SplitMix64(state: seed)
        return generator.uniform(count, limit: 0.125).map { Float($0) }
    }

    private static func results(_ file: MadeFile, _ claim: String = claim) async throws -> [Finding] {
        await Verification.run([try file.file()], expecting: Expectations(try Claim(claim))).cases.compactMap {
            guard case .tested(let result) = $0.disposition else { return nil }
            return result
        }
    }

    private static func isCopied(_ result: Finding) -> Bool { result.deviating(at: 1e-6).contains(.copies) }

    @Test(.tags(.negativeControl)) func `two equal tensors are copies, and the third is not`() async throws {
        var file = MadeFile()
        file.add("a", [32, 64], Self.values(1, 2048))
        file.add("b", [64, 32], Self.values(1, 2048))
        file.add("c", [32, 64], Self.values(2, 2048))
        let results = try await Self.results(file)
        #expect(results.map(Self.isCopied) == [true, true, false])
        #expect(results.map(\.verdict) == [.deviates, .deviates, .inconclusive])
        #expect(results[0].diagnosisWords?.contains("bit-identical to b") == true)
        #expect(results[1].diagnosisWords?.contains("bit-identical to a") == true)
        // Each alone is sound: nothing else rejects.
        #expect(results[0].deviating(at: 1e-6) == [.copies])
    }

    @Test(.tags(.negativeControl)) func `tensors in memory are surveyed as those of a file are`() async throws {
        func held(_ name: String, _ seed: UInt64) -> TensorReader {
            TensorReader(holding: Self.values(seed, 2048), as: .float32, shape: [32, 64], name: name)
        }
        let memory = WeightFile(holding: [held("a", 1), held("b", 1), held("c", 2)], name: "model")
        var file = MadeFile()
        for (name, seed) in [("a", 1), ("b", 1), ("c", 2)] as [(String, UInt64)] {
            file.add(name, [32, 64], Self.values(seed, 2048))
        }
        let expectations = Expectations(try Claim(Self.claim))
        let found = await Verification.run([memory], expecting: expectations)
        let same = await Verification.run([try file.file()], expecting: expectations)
        #expect(found.cases.map(\.verdict) == [.deviates, .deviates, .inconclusive])
        #expect(found.cases.map(\.label) == same.cases.map(\.label))
        #expect(found.cases.map(\.finding?.adjusted) == same.cases.map(\.finding?.adjusted))
    }

    @Test(.tags(.negativeControl)) func `one tensor that begins another is a copy`() async throws {
        var file = MadeFile()
        file.add("long", [64, 64], Self.values(3, 4096))
        file.add("short", [10, 100], Array(Self.values(3, 4096).prefix(1000)))
        file.add("other", [10, 100], Array(Self.values(3, 4096).dropFirst(1).prefix(1000)))
        let results = try await Self.results(file)
        #expect(results.map(Self.isCopied) == [true, true, false])
        #expect(results[0].diagnosisWords?.hasPrefix("begins with all of short") == true)
        #expect(results[1].diagnosisWords?.contains("its beginning") == true)
    }

    @Test(.tags(.negativeControl), arguments: [2, 8, 12]) func `shards of one seed are copies`(shards: Int) async throws
    {
        var file = MadeFile()
        let shard = Self.values(4, 96 / shards * 64)
        file.add("sharded", [96, 64], (0..<shards).flatMap { _ in shard })
        file.add("sound", [96, 64], Self.values(5, 96 * 64))
        let results = try await Self.results(file)
        #expect(results.map(Self.isCopied) == [true, false])
        #expect(results[0].diagnosisWords?.contains("shards that share a seed") == true)
        #expect(results[1].verdict != .deviates)
    }

    @Test(.tags(.negativeControl)) func `one row that repeats another is found`() async throws {
        var values = Self.values(6, 60 * 64)
        values.replaceSubrange(41 * 64..<42 * 64, with: values[7 * 64..<8 * 64])
        var file = MadeFile()
        file.add("a", [60, 64], values)
        let result = try #require(try await Self.results(file).first)
        #expect(Self.isCopied(result))
        #expect(result.diagnosisWords?.hasPrefix("1 of 60 blocks") == true)
    }

    @Test(.tags(.property), arguments: ["zeros", "ones", "torch.nn.init.eye_"])
    func `tensors that are equal by their law are no copies`(claim: String) async throws {
        let values = (0..<24 * 24).map { i -> Float in
            claim == "zeros" ? 0 : claim == "ones" ? 1 : i % 25 == 0 ? 1 : 0
        }
        var file = MadeFile()
        file.add("a", [24, 24], values)
        file.add("b", [24, 24], values)
        let results = try await Self.results(file, claim)
        #expect(results.map(\.verdict) == [.conforms, .conforms])
        #expect(results.allSatisfy { $0.outcome?[.copies] == nil })
    }

    @Test(.tags(.property)) func `honest tensors of any size share nothing`() async throws {
        var file = MadeFile()
        for size in 1...40 { file.add("t\(size)", [size, 3], Self.values(UInt64(100 + size), 3 * size)) }
        let results = try await Self.results(file)
        #expect(results.count == 40)
        #expect(results.allSatisfy { $0.verdict == .inconclusive && $0.outcome?[.copies]?.pValue == .one })
    }

    @Test(.tags(.property)) func `values of few levels that agree by chance explain nothing`() async throws {
        // Fewer than 500 values of bfloat16 lie within the support, so some of 1024 are equal; and the scale is wrong.
        var file = MadeFile()
        file.addBFloat16("a", [1024], Self.values(7, 1024).map { $0 / 2 })
        let result = try #require(try await Self.results(file).first)
        #expect(result.verdict == .deviates)
        #expect(!Self.isCopied(result))
        #expect(result.diagnosis.map(\.code) == ["layer-default"], "\(result.diagnosisWords ?? "none")")
    }

    @Test(.tags(.negativeControl), arguments: [1, 2, 3, 100]) func `zeros at the end were never written`(zeros: Int)
        async throws
    {
        var values = Self.values(8, 4096)
        for i in 0..<zeros { values[4095 - i] = i % 2 == 0 ? 0 : -0.0 }
        var file = MadeFile()
        file.add("a", [64, 64], values)
        let result = try #require(try await Self.results(file).first)
        let found = try #require(result.outcome?[.trailingZeros])
        #expect(found.statistic == Double(zeros))
        // A value has probability 2^-20 at most. At 10^-6 and a share of 10^-3, one zero is no evidence, but two are.
        #expect(abs(found.pValue.logarithm / (-20 * Double(zeros)) - 0.693_147_180_559_945_3) < 1e-12)
        #expect(result.deviating(at: 1e-6).contains(.trailingZeros) == (zeros > 1))
        if zeros > 1 {
            #expect(
                result.diagnosisWords
                    == "the last \(zeros) values are 0: never initialised; the other values conform to the claim"
            )
        }
    }
}
