import TestSupport
import Testing

import Claims
import Conformance
import Report

/// How to leave out the tensors that a claim does not cover.
@Suite struct UnfitHintTests {
    private static func text(_ shapes: [String: [Int]]) async throws -> String {
        var generator = SplitMix64(state: 81)
        var file = MadeFile()
        for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
            // Glorot's limit for 64 and 128 is 0.1768 = sqrt(6 / 192).
            file.add(name, shape, generator.uniform(shape.reduce(1, *), limit: 0.031_25.squareRoot()).map { Float($0) })
        }
        let claim = try Claim("torch.nn.init.xavier_uniform_")
        return TextVerification.render(await Verification.run([try file.file()], expecting: Expectations(claim)))
    }

    @Test(.tags(.knownAnswer)) func `weights beside biases are named by the ending of their names`() async throws {
        let text = try await Self.text([
            "l0.weight": [64, 128], "l0.bias": [64], "l1.weight": [64, 128], "l1.bias": [64],
        ])
        #expect(text.contains("hint: 2 tensors of one axis have no fans") && text.contains("--tensor '*weight',"))
    }

    @Test(.tags(.knownAnswer)) func `where names do not tell them apart no pattern is made up`() async throws {
        let text = try await Self.text(["l0.weight": [64, 128], "norm.weight": [64]])
        #expect(text.contains("hint: 1 tensor of one axis has no fans") && !text.contains("'*"))
    }

    @Test(.tags(.negativeControl)) func `nothing is hinted where all or nothing can be tested`() async throws {
        #expect(!(try await Self.text(["l0.weight": [64, 128]])).contains("hint"))
        #expect(!(try await Self.text(["l0.bias": [64]])).contains("hint"))
    }
}
