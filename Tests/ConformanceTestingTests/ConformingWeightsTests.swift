import Conformance
import Claims
import ConformanceTesting
import Initializers
import Stats
import TestSupport
import Testing

@Suite struct ConformingWeightsTests {
    private static let shape = [200, 100]

    @Test(.tags(.statistical), .enabled(if: !isQuickRun))
    func `weights of every type conform to the call that made them`() throws {
        let initializer = GlorotNormal(seed: 7)
        let single = try initializer(shape: Self.shape)
        for finding in [
            expectConformance(of: single.scalars, to: "keras.GlorotNormal", shape: Self.shape),
            expectConformance(of: single, to: "glorot_normal"),
            expectConformance(of: single, to: try Claim("tf.keras.initializers.GlorotNormal()")),
            expectConformance(of: single.scalars, to: try Claim("keras.GlorotNormal"), shape: Self.shape),
            expectConformance(of: try initializer(shape: Self.shape, as: Double.self), to: "keras.GlorotNormal"),
        ] {
            #expect(finding.conforms && finding.problem == nil)
            #expect(finding.result?.verdict == .conforms)
            #expect(finding.falseAlarmBudget == 1e-6)
        }
        #expect(
            expectConformance(of: try initializer(shape: Self.shape, as: BFloat16.self), to: "glorot_normal").conforms
        )
        #if !(os(macOS) && arch(x86_64))
            #expect(
                expectConformance(of: try initializer(shape: Self.shape, as: Float16.self), to: "glorot_normal")
                    .conforms
            )
        #endif
    }

    @Test(.tags(.knownAnswer)) func `a finding states what would have been noticed, by the closed form`() throws {
        let finding = expectConformance(of: try GlorotUniform(seed: 7)(shape: [784, 256]), to: "glorot_uniform")
        // The same figures as for a single case of this many values at the whole level.
        let law = try #require(finding.result?.distribution)
        let expected = Sensitivity(count: 784 * 256, law: law, level: 1e-6, resolution: .framework)
        #expect(finding.noticeable == expected)
        let text = finding.description
        #expect(text.contains("\npass  weights  [784, 256] float32  glorot_uniform"))
        #expect(
            text.contains("\nwould have been noticed with probability 0.999: an error of the standard deviation of 0.8")
        )
        #expect(text.hasSuffix("; correct weights are rejected with probability 1e-06 at most"))
    }

    @Test(.tags(.property)) func `the budget and what must be noticed are the caller's`() throws {
        let weights = try GlorotUniform(seed: 7)(shape: [40, 25])
        let finding = expectConformance(of: weights, to: "glorot_uniform", falseAlarmBudget: 0.01, resolving: 0.2)
        #expect(finding.falseAlarmBudget == 0.01)
        #expect(finding.description.hasSuffix("with probability 0.01 at most"))
        let stricter = expectConformance(of: weights, to: "glorot_uniform", falseAlarmBudget: 1e-12, resolving: 0.4)
        #expect(try #require(stricter.noticeable).scale > finding.noticeable?.scale ?? .infinity)
    }

    @Test(.tags(.property)) func `constants, structure and stated fans are tested as what they are`() throws {
        let zeros = expectConformance(of: [Float](repeating: 0, count: 10), to: "zeros", shape: [10])
        #expect(zeros.conforms && zeros.noticeable == nil)
        #expect(zeros.description.contains("every value was looked at"))
        // 0.1 is not a number of bfloat16; the nearest one is stored.
        expectConformance(of: [BFloat16](repeating: BFloat16(0.1), count: 10), to: "constant(0.1)", shape: [10])
        expectConformance(of: try Identity()(shape: [5, 5]), to: "keras.Identity")
        // Its entries depend on one another, so no error of scale is asked of it.
        let orthogonal = expectConformance(
            of: try Orthogonal(seed: 3)(shape: [60, 40]),
            to: "orthogonal",
            resolving: 1e-9
        )
        #expect(orthogonal.conforms && orthogonal.noticeable?.distance ?? 1 < 0.15)
        #expect(orthogonal.description.contains("of the cdf of 0."))
        withKnownIssue("a matrix of order 20 is too small") {
            expectConformance(of: try Orthogonal(seed: 3)(shape: [20, 20]), to: "orthogonal")
        }
        let packed = try JAX.LeCunNormal(seed: 2)(shape: [500, 40]).scalars
        expectConformance(
            of: packed,
            to: "jax.nn.initializers.lecun_normal",
            shape: [40, 500],
            fans: ClaimedFans(fanIn: 500, fanOut: 40)
        )
    }

    @Test(.tags(.property)) func `an initializer is called for whole tensors under seeds in turn`() throws {
        var seeds: [UInt64] = []
        let finding = try expectConformance(
            to: "torch.nn.init.xavier_uniform_",
            shape: [100, 30],
            samples: 10_000,
            seed: .max - 1
        ) { seed in
            seeds.append(seed)
            return try PyTorch.XavierUniform(seed: seed)(shape: [100, 30]).scalars
        }
        #expect(seeds == [.max - 1, .max, 0, 1])
        #expect(finding.result?.count == 12_000 && finding.conforms)
        let typed = try expectConformance(to: Claim("ones"), shape: [3], samples: 7) { _ in [1.0, 1, 1] as [Double] }
        #expect(typed.result?.count == 9)
    }

    @Test(.tags(.property)) func `two tensors are drawn where one would have values enough`() throws {
        for claim in ["glorot_uniform", "orthogonal", "sparse(sparsity=0.5, stddev=1)", "zeros"] {
            var seeds: [UInt64] = []
            let finding = try expectConformance(to: claim, shape: [60, 50], samples: 1, resolving: 10) { seed in
                seeds.append(seed)
                return switch claim {
                case "glorot_uniform": try GlorotUniform(seed: seed)(shape: [60, 50]).scalars
                case "orthogonal": try Orthogonal(seed: seed)(shape: [60, 50]).scalars
                case "zeros": [Float](repeating: 0, count: 3000)
                default: try Sparse(seed: seed, sparsity: 0.5, standardDeviation: 1)(shape: [60, 50]).scalars
                }
            }
            #expect(seeds == [1, 2] && finding.result?.count == 6000 && finding.conforms)
        }
    }

    @Test(.tags(.property)) func `what the closure throws is thrown on`() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try expectConformance(to: "zeros", shape: [3]) { _ -> [Float] in throw Refusal() }
        }
    }

    @Test(.tags(.property)) func `the same weights give the same words every time`() throws {
        let weights = try GlorotUniform(seed: 7)(shape: Self.shape)
        let findings = (0..<2).map { _ in expectConformance(of: weights, to: "glorot_uniform").description }
        #expect(findings[0] == findings[1])
    }
}
