import TestSupport
import Testing

import Claims
import Conformance
import Report
import NumberTypes
import Stats
import WeightFiles

/// Weights that PyTorch, Keras, JAX, Flax, MLX and TensorFlow made, against what they claim.
@Suite struct ManifestTests {
    /// Verifies the tensor of a row by itself.
    static func verify(_ row: FixtureFolder.Row) async throws -> (verification: Verification, result: Finding) {
        let file = try WeightFile(path: FixtureFolder.path(row.file))
        let name = row.tensor.isEmpty ? "*" : row.tensor
        let fans = row.fanIn.flatMap { fanIn in row.fanOut.map { ClaimedFans(fanIn: fanIn, fanOut: $0) } }
        let expectations = Expectations(try Claim(row.claim), fans: fans, of: [Glob(name)])
        let verification = await Verification.run([file], expecting: expectations)
        let tensor = try #require(verification.cases.first { row.tensor.isEmpty || $0.tensor == row.tensor })
        guard case .tested(let result) = tensor.disposition else {
            throw Untested(description: "\(tensor.disposition)")
        }
        #expect(tensor.shape == row.shape)
        return (verification, result)
    }

    struct Untested: Error, CustomStringConvertible {
        let description: String
    }

    /// The verifier's words for causes that the manifest, which knows what was done, states differently.
    private static let wordings = [
        "drawn in bfloat16: 128 levels": ["drawn in 16 bits, not rounded to them"],
        "80 of 8000 values are 0": ["row 99 of 100 is 0"],
        "one value is not a number": ["1 value is NaN or infinite"],
        "the same 768 values eight times": ["8 equal blocks"],
        "the layer's default, a = sqrt 5: variance is 1/6 of the claim": [
            "torch.nn.Linear.weight, the layer's default"
        ],
        "half the variance: a gain of sqrt 2 is missing": [
            "the gain, sqrt 2, is missing", "that is mlx.nn.init.he_normal, of the same name",
        ],
        "a normal truncated at two standard deviations and not rescaled": ["truncated and not rescaled"],
        "fan-out in the place of fan-in": ["fan_out (32) in the place of fan_in (128)"],
        "drawn in float32, rounded, then scaled in bfloat16": ["drawn in 16 bits, not rounded to them"],
    ]

    private static func drawn() throws -> [FixtureFolder.Row] {
        FixtureFolder.quick(try FixtureFolder.manifest().filter { !$0.shape.contains(0) })
    }

    @Test(.tags(.statistical), arguments: try drawn())
    func `a tensor gets its verdict, for its cause`(row: FixtureFolder.Row) async throws {
        let (verification, result) = try await Self.verify(row)
        #expect(result.verdict.rawValue == row.verdict, "\(result.diagnosisWords ?? "none") \(result.adjusted)")
        #expect(verification.warnings.isEmpty)
        #expect(result.count == row.shape.reduce(1, *))
        #expect(result.numberType.rawValue == row.dtype || ["float64", "int64"].contains(row.dtype))
        guard row.verdict == "deviates" else {
            #expect(result.diagnosis.isEmpty)
            return
        }
        let test = try #require(row.test.flatMap(TestKind.init))
        let deviating = result.deviating(at: verification.alpha)
        #expect(deviating.contains(test), "\(deviating)")
        let cause = try #require(row.cause)
        let said = result.diagnosisWords ?? "none"
        let known = Self.wordings[cause] ?? [cause]
        #expect(known.contains { said.contains($0) }, "\(said), not \(cause)")
    }

    /// Two of Keras' layers filled by one initializer with one seed: each alone is sound.
    @Test(.tags(.negativeControl)) func `tensors that are equal deviate together, and name each other`() async throws {
        let rows = try FixtureFolder.manifest().filter { $0.sameAs != nil }
        #expect(rows.count == 2)
        let file = try WeightFile(path: FixtureFolder.path(try #require(rows.first).file))
        let rules = try rows.map { Expectations.Rule(Glob($0.tensor), .claim(try Claim($0.claim), fans: nil)) }
        let verification = await Verification.run(
            [file],
            expecting: Expectations(rules: rules, unmatched: .skip)
        )
        for row in rows {
            let tensor = try #require(verification.cases.first { $0.tensor == row.tensor })
            guard case .tested(let result) = tensor.disposition else {
                Issue.record("\(tensor.disposition)")
                continue
            }
            #expect(result.deviating(at: verification.alpha) == [.copies])
            #expect(result.diagnosisWords?.contains("bit-identical to \(row.sameAs ?? "")") == true)
        }
    }

    @Test(.tags(.property)) func `the manifest has rows of every verdict and framework`() throws {
        let rows = try FixtureFolder.manifest()
        #expect(Set(rows.map(\.verdict)) == ["conforms", "deviates", "inconclusive"])
        #expect(Set(rows.map { $0.file.split(separator: "/")[1] }) == ["jax", "keras", "mlx", "tensorflow", "torch"])
    }
}
