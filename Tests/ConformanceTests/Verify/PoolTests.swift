import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

@Suite struct PoolTests {
    /// Biases of many layers, uniform within 1/sqrt(fan-in), each with its own fan-in and rule.
    private static func run(
        scaledBy factor: Double,
        seed: UInt64,
        count: Int = 96,
        tensors: Int = 200
    ) async throws -> Verification {
        var generator = SplitMix64(state: seed)
        var file = MadeFile()
        var rules: [Expectations.Rule] = []
        for i in 0..<tensors {
            let fanIn = 32 + 7 * i
            let values = generator.uniform(count, limit: factor / Double(fanIn).squareRoot())
            file.add("layer\(i).bias", [count], values.map { Float($0) })
            let claim = try Claim("torch.nn.Linear.bias(fan_in=\(fanIn))")
            rules.append(Expectations.Rule(Glob("layer\(i).bias"), .claim(claim, fans: nil)))
        }
        return await Verification.run([try file.file()], expecting: Expectations(rules: rules))
    }

    @Test(.tags(.statistical)) func `small biases tell nothing one by one and something together`() async throws {
        let verification = try await Self.run(scaledBy: 1, seed: 21)
        #expect(verification.cases.allSatisfy { $0.verdict == .inconclusive })
        #expect(verification.pools.count == 1)
        let pool = try #require(verification.pools.first)
        #expect(pool.tensors.count == 200)
        #expect(pool.tensors[7] == "layer7.bias")
        #expect(pool.result.count == 200 * 96)
        #expect(pool.result.verdict == .conforms)
        #expect(verification.deviatingCount == 0)
        #expect(verification.inconclusiveCount == 200)
    }

    /// An error of 30 % in the scale of 24 values is within what each tensor alone must let pass.
    @Test(.tags(.negativeControl)) func `a scale that is wrong everywhere is found by the pool`() async throws {
        let verification = try await Self.run(scaledBy: 0.7, seed: 22, count: 24)
        #expect(verification.cases.allSatisfy { $0.verdict == .inconclusive })
        let pool = try #require(verification.pools.first)
        #expect(pool.result.verdict == .deviates)
        #expect(pool.result.deviating(at: 1e-6).contains(.scale))
        // No known mistake multiplies a scale by 0.7.
        guard case .family(_, let ratio?, _)? = pool.result.diagnosis.first else {
            Issue.record("\(pool.result.diagnosis)")
            return
        }
        #expect(ratio.contains(0.7) && !ratio.contains(0.75))
        #expect(verification.deviatingCount == 1)
    }

    @Test(.tags(.property)) func `laws of different families and schemes are not pooled`() async throws {
        var generator = SplitMix64(state: 23)
        var file = MadeFile()
        for name in ["uniform", "normal", "keras"] {
            for i in 0..<2 {
                let values =
                    name == "uniform"
                    ? generator.uniform(64, limit: 0.1) : generator.normal(64, deviation: 0.02 * Double(i + 1))
                file.add("\(name)\(i)", [8, 8], values.map { Float($0) })
            }
        }
        file.add("single", [8, 8], generator.normal(64, deviation: 0.5).map { Float($0) })
        file.add("constant", [8], [1, 1, 1, 1, 1, 1, 1, 1])
        file.add("constant2", [8], [1, 1, 1, 1, 1, 1, 1, 1])
        func rule(_ pattern: String, _ text: String) throws -> Expectations.Rule {
            Expectations.Rule(Glob(pattern), .claim(try Claim(text), fans: nil))
        }
        let verification = await Verification.run(
            [try file.file()],
            expecting: Expectations(rules: [
                try rule("uniform?", "uniform(low=-0.1, high=0.1)"), try rule("normal0", "normal(stddev=0.02)"),
                try rule("normal1", "normal(stddev=0.04)"), try rule("keras0", "keras.RandomNormal(stddev=0.02)"),
                try rule("keras1", "keras.RandomNormal(stddev=0.04)"),
                try rule("single", "torch.nn.init.normal_(std=0.5)"), try rule("constant*", "ones"),
            ])
        )
        #expect(verification.deviatingCount == 0)
        let pools = verification.pools.map(\.tensors)
        #expect(pools == [["uniform0", "uniform1"], ["normal0", "normal1"], ["keras0", "keras1"]])
    }

    /// 4 ulp at 1.001 are 4.8e-4 standard units for a law with limit 0.001.
    @Test(.tags(.property)) func `bounds far from 0 are widened as those of each tensor are`() async throws {
        var generator = SplitMix64(state: 25)
        var file = MadeFile()
        for i in 0..<50 {
            var values = generator.uniform(64, limit: 0.001).map { Float(1 + $0) }
            values[5] = Float(1.001).nextUp
            file.add("g\(i)", [64], values)
        }
        let expectations = Expectations(try Claim("uniform(low=0.999, high=1.001)"))
        let verification = await Verification.run([try file.file()], expecting: expectations)
        #expect(verification.cases.allSatisfy { $0.verdict == .inconclusive })
        let pool = try #require(verification.pools.first)
        #expect(pool.result.outcome?.impossible == 0)
    }

    @Test(.tags(.property)) func `a value on the bound of its law is none outside of the pool`() async throws {
        var generator = SplitMix64(state: 24)
        var file = MadeFile()
        for i in 0..<50 {
            let limit = 1 / Double(3 + i).squareRoot()
            var values = generator.uniform(64, limit: limit).map { Float($0) }
            // A draw next to the bound, rounded up to float32.
            values[3] = Float(limit).nextUp
            file.add("b\(i)", [64], values)
        }
        let rules = try (0..<50).map {
            Expectations.Rule(
                Glob("b\($0)"),
                .claim(try Claim("torch.nn.Linear.bias(fan_in=\(3 + $0))"), fans: nil)
            )
        }
        let verification = await Verification.run([try file.file()], expecting: Expectations(rules: rules))
        let pool = try #require(verification.pools.first)
        #expect(pool.result.outcome?.impossible == 0)
        #expect(pool.result.outcome?.maximum == 1)
    }

    /// Around 1, float32 is a grid of 0.0012 standard deviations of N(1, 1e-4), in the pool as in each tensor.
    @Test(.tags(.statistical), .disabled(if: isQuickRun)) func `a pool is granted what its tensors are`() async throws {
        var generator = SplitMix64(state: 26)
        var file = MadeFile()
        for i in 0..<8 {
            file.add("g\(i)", [65_536], generator.normal(65_536, deviation: 1e-4).map { Float(1 + $0) })
        }
        let verification = await Verification.run(
            [try file.file()],
            expecting: Expectations(try Claim("normal(mean=1, stddev=1e-4)"))
        )
        #expect(verification.pools.map(\.tensors.count) == [8])
        #expect(verification.deviatingCount == 0)
    }

    @Test(.tags(.negativeControl)) func `a pool counts no copies and nothing that failed by itself`() async throws {
        var generator = SplitMix64(state: 27)
        var file = MadeFile()
        let copied = generator.normal(400, deviation: 1).map { Float($0) }
        for i in 0..<4 { file.add("copy\(i)", [400], copied) }
        file.add("wide", [400], generator.normal(400, deviation: 3).map { Float($0) })
        for i in 0..<6 { file.add("sound\(i)", [400], generator.normal(400, deviation: 1).map { Float($0) }) }
        let verification = await Verification.run([try file.file()], expecting: Expectations(try Claim("normal")))
        #expect(verification.deviatingCount == 5)
        let pool = try #require(verification.pools.first)
        #expect(pool.tensors == (0..<6).map { "sound\($0)" })
        #expect(pool.result.verdict != .deviates)
    }

    @Test(.tags(.property)) func `a pool is named by the claims that were made`() async throws {
        var generator = SplitMix64(state: 28)
        var file = MadeFile()
        for i in 0..<6 { file.add("b\(i)", [64], generator.uniform(64, limit: 0.1).map { Float($0) }) }
        func pooled(_ claims: [String]) async throws -> String {
            let rules = try claims.enumerated().map {
                Expectations.Rule(Glob("b\($0.offset)"), .claim(try Claim($0.element), fans: nil))
            }
            let found = await Verification.run(
                [try file.file()],
                expecting: Expectations(rules: rules, unmatched: .skip)
            )
            return try #require(found.pools.first).result.claim
        }
        let bias = "torch.nn.Conv2d.bias(fan_in=100)"
        #expect(try await pooled([bias, bias]) == bias)
        let other = "torch.nn.Conv2d.bias(fan_in = 100)"
        #expect(try await pooled([bias, other, other]) == "\(bias), \(other)")
        #expect(try await pooled([bias, other, "nn.Conv2d.bias(100)"]) == "\(bias) and 2 more")
    }

    @Test(.tags(.statistical, .negativeControl), .disabled(if: isQuickRun), arguments: [1, 0.7])
    func `small tensors of bfloat16 are pooled by their places`(factor: Double) async throws {
        var generator = SplitMix64(state: 29)
        var file = MadeFile()
        for i in 0..<200 {
            let values = generator.uniform(96, limit: factor / Double(32 + 7 * i).squareRoot())
            file.addBFloat16("layer\(i).bias", [96], values.map { Float($0) })
        }
        let rules = try (0..<200).map {
            Expectations.Rule(
                Glob("layer\($0).bias"),
                .claim(try Claim("torch.nn.Linear.bias(fan_in=\(32 + 7 * $0))"), fans: nil)
            )
        }
        let verification = await Verification.run([try file.file()], expecting: Expectations(rules: rules))
        let pool = try #require(verification.pools.first)
        #expect(pool.tensors.count > 150)
        #expect(pool.result.verdict == (factor == 1 ? .conforms : .deviates))
    }
}
