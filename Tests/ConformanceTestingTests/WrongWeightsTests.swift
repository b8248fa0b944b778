import Conformance
import Claims
import ConformanceTesting
import Initializers
import Stats
import Synchronization
import TestSupport
import Testing

/// Everything that is wrong is recorded as an issue, with words that say what it is.
@Suite struct WrongWeightsTests {
    /// Runs an expectation that must record one issue, whose message has all of `parts`.
    private func expectIssue(
        _ parts: [String],
        at sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws -> ConformanceFinding
    ) throws -> ConformanceFinding {
        let record = IssueRecord()
        var found: ConformanceFinding?
        try withKnownIssue(sourceLocation: sourceLocation) {
            found = try body()
        } matching: { issue in
            record.add(issue)
            return true
        }
        let messages = record.issues.map { $0.comments.map(\.rawValue).joined() }
        #expect(messages.count == 1, sourceLocation: sourceLocation)
        for part in parts {
            #expect(messages.first?.contains(part) == true, "\(part) in \(messages)", sourceLocation: sourceLocation)
        }
        let finding = try #require(found, sourceLocation: sourceLocation)
        #expect(!finding.conforms && messages == [finding.description], sourceLocation: sourceLocation)
        return finding
    }

    @Test(.tags(.negativeControl)) func `a wrong sampler is told with its row, its cause and the sensitivity`() throws {
        // Truncated at two standard deviations and not rescaled: the defect that this package was written for.
        let parent = (2.0 / (784 + 256)).squareRoot()
        let law = WeightLaw.truncatedNormal(
            mean: 0,
            standardDeviation: parent,
            low: -2,
            high: 2
        )
        var values = [Float](repeating: 0, count: 784 * 256)
        var span = values.mutableSpan
        try law.fill(&span, key: Key(seed: 4), startingAt: 0)
        let finding = try expectIssue([
            "the weights do not conform to keras.GlorotNormal: it is normal(0, 0.04385) truncated at ±2 sd: ",
            "truncated and not rescaled to the claimed variance\n",
            "\nFAIL  weights  [784, 256] float32  keras.GlorotNormal ", "; by kolmogorov_smirnov, scale, ",
            "\nwould have been noticed with probability 0.999: an error of the standard deviation of ",
            "correct weights are rejected with probability 1e-06 at most",
        ]) {
            expectConformance(of: values, to: "keras.GlorotNormal", shape: [784, 256])
        }
        #expect(finding.result?.verdict == .deviates)
    }

    @Test(.tags(.negativeControl)) func `the issue stands at the caller's line`() {
        let record = IssueRecord()
        let line = #line + 2
        withKnownIssue {
            expectConformance(of: [1, 0] as [Float], to: "zeros", shape: [2])
        } matching: { issue in
            record.add(issue)
            return true
        }
        let location = record.issues.first?.sourceLocation
        #expect(location?.line == line && location?.fileName == "WrongWeightsTests.swift")
    }

    @Test(.tags(.negativeControl)) func `a seed that is forgotten is found across tensors, each of them sound`() throws
    {
        let finding = try expectIssue(["do not conform to jax.nn.initializers.normal", "FAIL  weights"]) {
            try expectConformance(to: "jax.nn.initializers.normal", shape: [64, 64], samples: 1 << 14) { _ in
                try JAX.Normal(seed: 9)(shape: [64, 64]).scalars
            }
        }
        let tests = finding.result?.deviating(at: 1e-6) ?? []
        #expect(tests.contains(.serial) || tests.contains(.repeats), "\(tests)")
    }

    @Test(.tags(.negativeControl), .enabled(if: !isQuickRun))
    func `a seed that is forgotten is found where one tensor has more values than are asked for`() throws {
        let shape = [1024, 1024]
        let tensor = try GlorotUniform(seed: 9)(shape: shape).scalars
        let finding = try expectIssue([
            "do not conform to glorot_uniform: a tensor is bit-identical to an earlier one: drawn from one seed, or copied\n",
            "FAIL  weights",
        ]) {
            expectConformance(to: "glorot_uniform", shape: shape) { _ in tensor }
        }
        #expect(finding.result?.count == 2 << 20)
        #expect(finding.result?.deviating(at: 1e-6).contains(.copies) == true)
    }

    /// Rows of three, in a tensor that blocks of 16 values do not divide: repeated rows and blocks do not show it.
    @Test(.tags(.negativeControl), arguments: ["normal(stddev=1)", "orthogonal", "sparse(sparsity=0.5, stddev=1)"])
    func `a seed that is forgotten is found in two tensors of any law that is drawn`(claim: String) throws {
        let shape = [667, 3]
        let tensor =
            switch claim {
            case "orthogonal": try Orthogonal(seed: 9)(shape: shape).scalars
            case "normal(stddev=1)": try RandomNormal(seed: 9, standardDeviation: 1)(shape: shape).scalars
            default: try Sparse(seed: 9, sparsity: 0.5, standardDeviation: 1)(shape: shape).scalars
            }
        let finding = try expectIssue([
            ": a tensor is bit-identical to an earlier one: drawn from one seed, or copied\n"
        ]) {
            expectConformance(to: claim, shape: shape, samples: 1, resolving: 10) { _ in tensor }
        }
        #expect(finding.result?.deviating(at: 1e-6).contains(.copies) == true)
    }

    @Test(.tags(.negativeControl)) func `a seed that is forgotten is found in 16 bits and in kernels`() throws {
        let half = try GlorotNormal(seed: 9)(shape: [667, 3], as: BFloat16.self).scalars
        _ = try expectIssue([
            ": a tensor is bit-identical to an earlier one: drawn from one seed, or copied\n", "bfloat16",
        ]) {
            expectConformance(to: "glorot_normal", shape: [667, 3], samples: 1, resolving: 10) { _ in half }
        }
        let kernel = try DeltaOrthogonal(seed: 9)(shape: [3, 3, 20, 30]).scalars
        _ = try expectIssue([": a tensor is bit-identical to an earlier one: drawn from one seed, or copied\n"]) {
            expectConformance(to: "delta_orthogonal", shape: [3, 3, 20, 30], samples: 1) { _ in kernel }
        }
    }

    @Test(.tags(.negativeControl)) func `two tensors of one stream are found where one is the other's negative`() throws
    {
        let shape = [60, 50]
        let finding = try expectIssue(["do not conform to glorot_uniform", "FAIL  weights"]) {
            try expectConformance(to: "glorot_uniform", shape: shape, samples: 1, seed: 6, resolving: 10) { seed in
                try GlorotUniform(seed: seed / 2)(shape: shape).scalars.map { seed % 2 == 0 ? $0 : -$0 }
            }
        }
        #expect(finding.result?.deviating(at: 1e-6) == [.tensors])
    }

    @Test(.tags(.negativeControl), arguments: ["glorot_uniform", "normal(stddev=0.043)"])
    func `16-bit weights of another law deviate`(claim: String) throws {
        let weights = try HeNormal(seed: 1)(shape: [300, 200], as: BFloat16.self)
        _ = try expectIssue(["do not conform to \(claim)", "[300, 200] bfloat16"]) {
            expectConformance(of: weights, to: claim)
        }
    }

    @Test(.tags(.negativeControl)) func `too few values are told, and not passed over`() throws {
        let weights = try GlorotUniform(seed: 1)(shape: [10, 10])
        let finding = try expectIssue([
            "too few values: an error of the standard deviation of 5 % would have gone unnoticed; draw about 6",
            " or set resolving: to the error that must be noticed\n", "inconclusive",
        ]) {
            expectConformance(of: weights, to: "glorot_uniform")
        }
        #expect(finding.result?.verdict == .inconclusive)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("keras.GlorotNorml", [3, 4], "claim 'keras.GlorotNorml': no initializer has this name"),
            ("normal(", [3, 4], "claim 'normal(', column 8: found the end, expected"),
            ("torch.nn.init.xavier_uniform_", [12], "no fans for shape [12]: the rule is "),
            ("zeros", [5, 5], "shape [5, 5]: found 12 values, expected 25"),
            ("zeros", [0, 12], "shape [0, 12]: expected positive sizes"),
            ("zeros", [3, -4], "shape [3, -4]: expected positive sizes"),
            ("zeros", [.max, .max], "expected at most 2^53 entries"),
            ("torch.nn.init.eye_", [12], "shape [12] does not fit: the rule is "),
        ]
    )
    func `a claim or a shape that is wrong is an issue and no crash`(claim: String, shape: [Int], part: String) throws {
        let finding = try expectIssue([part]) {
            expectConformance(of: [Float](repeating: 0, count: 12), to: claim, shape: shape)
        }
        #expect(finding.result == nil && finding.noticeable == nil)
        // Nothing is drawn for these claims.
        if shape != [5, 5] {
            _ = try expectIssue([part.hasPrefix("shape [0") ? "expected positive sizes" : part]) {
                expectConformance(to: claim, shape: shape) { _ -> [Float] in
                    Issue.record("drawn")
                    return []
                }
            }
        }
    }

    @Test(.tags(.negativeControl)) func `a draw of another size, or of none, is an issue`() throws {
        _ = try expectIssue(["shape [3]: found 2 values in the draw of seed 1, expected 3"]) {
            expectConformance(to: "zeros", shape: [3]) { _ in [0, 0] as [Float] }
        }
        _ = try expectIssue(["samples: found 0, expected at least 1"]) {
            expectConformance(to: "zeros", shape: [3], samples: 0) { _ in [0, 0, 0] as [Float] }
        }
        _ = try expectIssue(["shape [0]: expected positive sizes"]) {
            expectConformance(of: [] as [Float], to: "zeros", shape: [0])
        }
    }

    @Test(.tags(.negativeControl), arguments: [0, 1, -1, .nan, .infinity] as [Double])
    func `a budget that is no level is an issue`(budget: Double) throws {
        _ = try expectIssue(["falseAlarmBudget: found ", "expected a number above 0 and below 1"]) {
            expectConformance(of: [0] as [Float], to: "zeros", shape: [1], falseAlarmBudget: budget)
        }
        guard !(budget > 0) else { return }
        _ = try expectIssue(["resolving: found ", "expected a number above 0"]) {
            expectConformance(of: [0] as [Float], to: "zeros", shape: [1], resolving: budget)
        }
    }

    @Test(.tags(.negativeControl)) func `fans beside a claim about the shape itself are an issue`() throws {
        _ = try expectIssue(["fans are stated, but orthogonal is about the shape itself"]) {
            expectConformance(
                of: try Orthogonal(seed: 1)(shape: [4, 4]),
                to: "orthogonal",
                fans: ClaimedFans(fanIn: 4, fanOut: 4)
            )
        }
    }

    @Test(.tags(.negativeControl)) func `values that are no numbers deviate`() throws {
        _ = try expectIssue(["2 values are NaN or infinite", "by support"]) {
            var values = try JAX.Normal(seed: 9)(shape: [100, 100]).scalars
            (values[17], values[18]) = (.nan, .infinity)
            return expectConformance(of: values, to: "jax.nn.initializers.normal", shape: [100, 100])
        }
    }
}

/// The issues that a body records.
private final class IssueRecord: Sendable {
    private let recorded = Mutex<[Issue]>([])

    var issues: [Issue] { recorded.withLock { $0 } }

    func add(_ issue: Issue) { recorded.withLock { $0.append(issue) } }
}
