import TestSupport
import Testing

import Claims
import Conformance

@Suite struct PlanTests {
    private static func texts(_ names: [String]) throws -> [String] {
        try Plan.standard().only(names).claims.map(\.text)
    }

    @Test func `the standard plan has a dense layer, a wide one, a convolution and a bias`() throws {
        let plan = try Plan.standard()
        #expect(plan.shapes == [[784, 256], [25, 12_288], [3, 3, 64, 128], [512]])
        #expect(plan.sampleCount == 4_194_304)
        #expect(Set(plan.claims.map(\.text)).count == plan.claims.count)
    }

    @Test func `a name keeps every claim of its scheme`() throws {
        #expect(
            try Self.texts(["torch.nn.init.xavier_uniform_"])
                == ["torch.nn.init.xavier_uniform_", "torch.nn.init.xavier_uniform_(gain=5/3)"]
        )
        #expect(try Self.texts(["nn.init.xavier_uniform_"]) == Self.texts(["torch.nn.init.xavier_uniform_"]))
        #expect(try Self.texts(["constant"]) == ["constant(0.1)"])
    }

    @Test func `a claim as the plan has it keeps that one`() throws {
        #expect(
            try Self.texts(["torch.nn.init.xavier_uniform_(gain=5/3)"]) == ["torch.nn.init.xavier_uniform_(gain=5/3)"]
        )
    }

    @Test func `a claim that the plan does not have is added, and none is kept twice`() throws {
        #expect(try Self.texts(["normal(stddev=3)"]) == ["normal(stddev=3)"])
        #expect(
            try Self.texts(["zeros", "keras.HeNormal", "zeros", "HeNormal", "zeros"]) == ["zeros", "keras.HeNormal"]
        )
        #expect(
            try Self.texts(["he_normal"])
                == ["he_normal", "he_normal(dtype='float16')", "he_normal(dtype='bfloat16')"]
        )
        #expect(try Self.texts([]).isEmpty)
    }

    @Test func `a framework or a pattern keeps every claim that it stands for`() throws {
        #expect(try Self.texts(["mup"]) == ["mup.hidden", "mup.output"])
        #expect(
            try Self.texts(["torch.nn.init.xavier_*"])
                == [
                    "torch.nn.init.xavier_uniform_", "torch.nn.init.xavier_uniform_(gain=5/3)",
                    "torch.nn.init.xavier_normal_",
                ]
        )
        #expect(try Self.texts(["keras"]) == Self.texts(["keras.*"]))
        // Arithmetic signs do not turn a call into a pattern.
        #expect(try Self.texts(["normal(stddev=2*3)"]) == ["normal(stddev=2*3)"])
        for (name, wanted) in [("kers", "keras"), ("jax.nn.initialisers.glorot*", "jax.nn.initializers.glorot_normal")]
        {
            #expect {
                _ = try Self.texts([name])
            } throws: {
                guard case .unknownName(name, let nearest) = $0 as? ClaimError else { return false }
                return nearest.contains(wanted)
            }
        }
    }

    @Test func `shapes and the number of draws stay`() throws {
        let plan = Plan(claims: try Plan.standard().claims, shapes: [[2, 3]], sampleCount: 7)
        let kept = try plan.only(["zeros"])
        #expect(kept.shapes == [[2, 3]] && kept.sampleCount == 7)
        #expect(kept.drawing(9).sampleCount == 9 && kept.drawing(9).claims.count == 1)
    }

    @Test(.tags(.negativeControl))
    func `an unknown name is an error with the nearest names`() {
        #expect {
            _ = try Self.texts(["zeros", "glorot_unifrom"])
        } throws: {
            guard case .unknownName("glorot_unifrom", let nearest) = $0 as? ClaimError else { return false }
            return nearest.first == "glorot_uniform"
        }
        #expect(throws: ClaimError.self) { _ = try Self.texts([""]) }
        #expect(throws: ClaimError.self) { _ = try Self.texts(["zeros("]) }
    }
}
