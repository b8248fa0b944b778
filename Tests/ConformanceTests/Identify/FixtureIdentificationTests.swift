import TestSupport
import Testing

import Claims
import Conformance
import Stats
import WeightFiles

@Suite struct FixtureIdentificationTests {
    private func identity(_ fixture: FixtureFolder.Row) async throws -> TensorIdentity {
        let file = try WeightFile(path: fixture.path)
        let named = fixture.tensor.isEmpty ? Glob("*") : Glob(fixture.tensor)
        let tensors = await Identification.run([file], named: [named]).cases
        let tensor = try #require(tensors.first { $0.tensor == fixture.tensor || fixture.tensor.isEmpty })
        guard case .identified(let identity) = tensor.disposition else { throw DrawnValues.NotIdentified() }
        return identity
    }

    /// The family's name for a law. A law with absolute bounds may in effect be normal.
    private func family(_ law: ClaimedLaw) -> String {
        switch law {
        case .constant: "constant"
        case .uniform: "uniform"
        case .normal: "normal"
        case .truncatedNormal(_, _, let low, let high): low < -38 && high > 38 ? "normal" : "truncated_normal"
        case .transformedUniform: "a function of a uniform variable"
        case .orthogonal: "orthogonal"
        case .identity: "identity"
        case .dirac: "dirac"
        case .forgetGate: "forget_gate"
        case .logarithms: "logarithms"
        case .sparse: "sparse"
        case .deltaOrthogonal: "delta_orthogonal"
        }
    }

    /// The rows whose fixture follows its claim: it is sound, or its verdict in the manifest is that it is too small.
    private static func sound() throws -> [FixtureFolder.Row] {
        let rows = try FixtureFolder.manifest().filter {
            $0.verdict != "deviates" && !$0.shape.contains(0) && $0.dtype != "int64"
        }
        return FixtureFolder.quick(rows)
    }

    @Test(.tags(.statistical), arguments: try sound())
    func `a sound tensor has its law's family, first where there are values enough, and its law is listed`(
        fixture: FixtureFolder.Row
    )
        async throws
    {
        let identity = try await identity(fixture)
        let law = try Claim(fixture.claim).law(of: fixture.shape)
        #expect(identity.family.name == family(law) || identity.alternatives.contains { $0.name == family(law) })
        if fixture.shape.reduce(1, *) >= 3000 || law.isStructured {
            #expect(identity.family.name == family(law))
            #expect(identity.alternatives.isEmpty)
        }
        // A fan that the shape does not tell cannot be guessed as an argument.
        guard fixture.fanIn == nil, !fixture.claim.contains("fan_in="), !fixture.claim.contains("mean=1") else {
            return
        }
        #expect(identity.claims.contains { isNear($0.law, law) })
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("weights/torch/defects.safetensors", "uninitialised_shard", "unknown"),
            ("weights/torch/defects.safetensors", "one_nan", "unknown"),
            ("weights/torch/defects.safetensors", "positive_half", "uniform"),
            ("weights/torch/defects.safetensors", "unsigned_qr", "orthogonal"),
            ("weights/keras/defects.npz", "swapped_fans", "truncated_normal"),
            ("weights/jax/bfloat16.safetensors", "drawn_in_bfloat16", "unknown"),
        ]
    )
    func `a defect is not taken for what it claims to be`(path: String, tensor: String, family: String) async throws {
        let fixture = try #require(
            try FixtureFolder.manifest().first { $0.file == path && $0.tensor == tensor && $0.verdict == "deviates" }
        )
        let identity = try await identity(fixture)
        #expect(identity.family.name == family)
        let law = try Claim(fixture.claim).law(of: fixture.shape)
        #expect(!identity.claims.contains { isNear($0.law, law) })
    }

    private func isNear(_ a: ClaimedLaw, _ b: ClaimedLaw) -> Bool {
        guard let a = try? a.distribution(), let b = try? b.distribution() else { return false }
        // A constant has no kurtosis.
        func near(_ x: Double, _ y: Double) -> Bool {
            abs(x - y) <= 1e-9 * max(abs(x), abs(y)) || x == y || x.isNaN && y.isNaN
        }
        return near(a.mean, b.mean) && near(a.variance, b.variance) && near(a.excessKurtosis, b.excessKurtosis)
    }
}
