import Foundation
import TestSupport
import Testing

/// `glorot summarize`, `merge` and `judge`, as a user runs them.
@Suite struct SummaryCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let weights = "\(VerifyTests.fixtures)/models/gpt2.safetensors"
    private static let request = [weights, "--expect", "\(VerifyTests.fixtures)/models/gpt2.yaml"]

    private func run(_ arguments: String...) async throws -> BuiltCommand.Outcome {
        try await BuiltCommand.run(arguments, in: folder)
    }

    private func summarize(_ part: String, _ output: String, _ request: [String] = request) async throws
        -> BuiltCommand.Outcome
    {
        try await BuiltCommand.run(["summarize"] + request + ["--part", part, "--output", output], in: folder)
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path(name)) }

    @Test(.tags(.property), arguments: ["text", "json", "markdown", "junit"])
    func `parts are judged as one machine verifies`(format: String) async throws {
        for (request, status) in [
            (Self.request, 0 as Int32),
            ([Self.weights, "--as", "torch.nn.init.normal_(std=0.03)", "--tensor", "*.weight"], 1),
        ] {
            let verified = try await BuiltCommand.run(["verify"] + request + ["--format", format], in: folder)
            #expect(verified.status == status)
            for number in 1...3 {
                let summarized = try await summarize("\(number)/3", "\(number).glorot", request)
                #expect(summarized == BuiltCommand.Outcome(status: 0, output: "", messages: ""))
            }
            #expect(try await run("merge", "3.glorot", "1.glorot", "3.glorot", "--output", "some.glorot").status == 0)
            let judged = try await run("judge", "2.glorot", "some.glorot", "--format", format)
            #expect(judged == verified)
        }
    }

    @Test(.tags(.negativeControl)) func `what is wrong has its status, and leaves no file`() async throws {
        let missing = try await summarize("1/1", "m.glorot", ["none.npy", "--as", "zeros"])
        #expect(missing.status == 66)
        #expect(!exists("m.glorot"))
        for part in ["0/3", "4/3", "1", "x"] {
            let refused = try await summarize(part, "p.glorot")
            #expect(refused.status == 64)
            #expect(refused.messages.contains("expected K/N with K from 1 to N, such as 3/8"))
        }
        #expect(!exists("p.glorot"))
        #expect(try await summarize("1/2", "no/where.glorot").status == 73)
        #expect(try await summarize("1/2", "1.glorot").status == 0)
        let gap = try await run("judge", "1.glorot")
        #expect(gap.status == 65)
        #expect(gap.output == "")
        #expect(gap.messages.hasPrefix("Error: 1.glorot: tensors: found nothing of "))
        #expect(gap.messages.contains("expected whole tensors: merge all parts"))
        let other = try await summarize("2/2", "2.glorot", [Self.weights, "--as", "zeros"])
        #expect(other.status == 0)
        let refused = try await run("merge", "1.glorot", "2.glorot", "--output", "m.glorot")
        #expect(refused.status == 65)
        #expect(!exists("m.glorot"))
        let foreign = try await run("judge", Self.weights)
        #expect(foreign.status == 65)
        #expect(foreign.messages.contains("expected one that glorot summarize wrote"))
        #expect(try await run("judge", "none.glorot").status == 66)
    }

    /// A malformed file is part of the verdict, as it is of `verify`.
    @Test(.tags(.negativeControl)) func `a malformed file is judged with the others`() async throws {
        try folder.write("no numbers", to: "w.npy")
        let request = [Self.weights, "w.npy", "--as", "gpt2.normal", "--tensor", "*.wte.weight"]
        let verified = try await BuiltCommand.run(["verify"] + request, in: folder)
        #expect(verified.status == 65)
        #expect(try await summarize("1/1", "1.glorot", request).status == 0)
        let judged = try await run("judge", "1.glorot")
        #expect(judged.status == 65)
        #expect(judged.output == verified.output)
    }
}
