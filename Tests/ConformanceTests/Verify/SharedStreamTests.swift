import TestSupport
import Testing

import Claims
import Conformance
import Initializers
import Report
import Stats

/// Layers drawn from one stream, each at its own scale.
@Suite struct SharedStreamTests {
    private static func normals(_ seed: UInt64, _ count: Int, _ deviation: Double) -> [Float] {
        var generator = SplitMix64(state: seed)
        return generator.normal(count, deviation: deviation).map { Float($0) }
    }

    private static func uniforms(_ seed: UInt64, _ count: Int, _ limit: Double) -> [Float] {
        var generator = SplitMix64(state: seed)
        return generator.uniform(count, limit: limit).map { Float($0) }
    }

    /// The findings of tensors, each under its own claim.
    private static func findings(_ file: MadeFile, _ claims: [(String, String)]) async throws -> [Finding] {
        let rules = try claims.map { name, claim in
            Expectations.Rule(Glob(name), .claim(try Claim(claim), fans: nil))
        }
        return await Verification.run([try file.file()], expecting: Expectations(rules: rules)).cases.compactMap(
            \.finding
        )
    }

    private static func shared(_ finding: Finding) -> Bool { finding.deviating(at: 1e-6).contains(.streams) }

    @Test(.tags(.negativeControl)) func `one stream at three scales is found, in every number type`() async throws {
        var file = MadeFile()
        file.add("a", [64, 32], Self.normals(1, 2048, 0.02))
        file.add("b", [128, 100], Self.normals(1, 12_800, 0.1))
        file.addBFloat16("c", [30, 20], Self.normals(1, 600, 0.5))
        file.add("d", [64, 32], Self.normals(2, 2048, 0.02))
        let found = try await Self.findings(
            file,
            [("a", "normal(0, 0.02)"), ("b", "normal(0, 0.1)"), ("c", "normal(0, 0.5)"), ("d", "normal(0, 0.02)")]
        )
        #expect(found.map(Self.shared) == [true, true, true, false])
        // The error is among the tensors: each alone is sound.
        #expect(found[0].deviating(at: 1e-6) == [.streams])
        #expect(found[1].diagnosis.first == .sharedStream(with: "a", scale: 5, isTransposed: false))
    }

    /// Wherever it stands among the places compared, by rows or by columns.
    @Test(.tags(.negativeControl), arguments: [[0, 3], [3, 0], [31, 0]])
    func `what is no number has no place among streams`(place: [Int]) async throws {
        func values(_ seed: UInt64) -> [Float] {
            var values = Self.normals(seed, 1600, 0.02)
            values[40 * place[0] + place[1]] = .nan
            return values
        }
        var file = MadeFile()
        file.add("a", [40, 40], values(7))
        file.add("b", [40, 40], Self.normals(8, 1600, 0.02))
        let found = try await Self.findings(file, ["a", "b"].map { ($0, "normal(0, 0.02)") })
        #expect(found.map { $0.verdict == .deviates } == [true, false])
        #expect(found[0].diagnosis.first == .notFinite(1, first: place))
    }

    @Test(.tags(.negativeControl)) func `a stream with its sign turned, or read by columns, is the same stream`()
        async throws
    {
        let values = Self.normals(3, 40 * 50, 1)
        var file = MadeFile()
        file.add("a", [40, 50], values)
        file.add("negated", [50, 40], values.map { -2 * $0 })
        file.add("transposed", [50, 40], (0..<2000).map { 3 * values[$0 % 40 * 50 + $0 / 40] })
        let found = try await Self.findings(
            file,
            [("a", "normal"), ("negated", "normal(0, 2)"), ("transposed", "normal(0, 3)")]
        )
        #expect(found.map(Self.shared) == [true, true, true])
        #expect(found[1].diagnosis.first == .sharedStream(with: "a", scale: -2, isTransposed: false))
        #expect(found[2].diagnosis.first == .sharedStream(with: "a", scale: 3, isTransposed: true))
    }

    @Test(.tags(.negativeControl)) func `two families by one inverse cdf are one stream`() async throws {
        let law = try Normal(mean: 0, standardDeviation: 0.05)
        let places = Self.uniforms(4, 900, 1)
        var file = MadeFile()
        file.add("uniform", [30, 30], places)
        file.add("normal", [30, 30], places.map { Float(law.quantile((Double($0) + 1) / 2)) })
        let found = try await Self.findings(file, [("uniform", "uniform(-1, 1)"), ("normal", "normal(0, 0.05)")])
        #expect(found.map(Self.shared) == [true, true])
    }

    @Test(.tags(.property)) func `sound tensors share no stream, and every one gets its test`() async throws {
        var file = MadeFile()
        let tensors = isQuickRun ? 100 : 3000
        for number in 0..<tensors {
            let count = 8 + number % 90
            if number % 3 == 0 {
                file.addBFloat16("t\(number)", [count], Self.normals(UInt64(1000 + number), count, 0.02))
            } else {
                file.add("t\(number)", [count], Self.normals(UInt64(1000 + number), count, 0.02))
            }
        }
        let found = try await Self.findings(file, [("*", "normal(0, 0.02)")])
        #expect(found.count == tensors)
        #expect(found.allSatisfy { $0.outcome?[.streams]?.pValue == .one })
    }

    @Test(.tags(.negativeControl), arguments: ["orthogonal", "torch.nn.init.sparse_(sparsity=0.5)"])
    func `equal structured tensors are copies`(claim: String) async throws {
        let claimed = try Claim(claim)
        func drawn(_ seed: UInt64) throws -> [Float] {
            var values = [Float](repeating: 0, count: 64 * 64)
            var span = values.mutableSpan
            try claimed.initializer(key: .init(seed: seed)).fill(&span, shape: [64, 64])
            return values
        }
        var file = MadeFile()
        for (name, seed) in [("a", 1), ("b", 2), ("c", 1)] as [(String, UInt64)] {
            file.add(name, [64, 64], try drawn(seed))
        }
        let found = try await Self.findings(file, [("*", claim)])
        #expect(found.map { $0.deviating(at: 1e-6) } == [[.copies], [], [.copies]])
        #expect(found[2].diagnosis.first == .copy(of: "a"))
    }

    @Test(.tags(.negativeControl)) func `zero rows are no copies of one another`() async throws {
        var values = Self.normals(5, 64 * 64, 0.02)
        for place in 0..<32 * 64 { values[place] = 0 }
        var file = MadeFile()
        file.add("a", [64, 64], values)
        let found = try await Self.findings(file, [("a", "normal(0, 0.02)")])
        #expect(found[0].verdict == .deviates)
        #expect(!found[0].deviating(at: 1e-6).contains(.copies))
    }
}
