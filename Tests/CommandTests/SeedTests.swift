import Foundation
import TestSupport
import Testing

/// `glorot report --seed random`.
@Suite struct SeedTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func report(_ arguments: String...) async throws -> BuiltCommand.Outcome {
        try await BuiltCommand.run(
            ["report", "--only", "keras.LecunNormal", "zeros", "--samples", "256", "--format", "markdown,json"]
                + arguments,
            in: folder
        )
    }

    private func document(_ name: String) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(try folder.bytes(name)))
        return try #require(json as? [String: Any])
    }

    @Test(.tags(.property)) func `a fresh seed is told, recorded, and repeats the run`() async throws {
        let fresh = try await report("--seed", "random", "--output", "a")
        #expect(fresh.status == 0)
        let told = try #require(
            fresh.messages.wholeMatch(
                of: /seed (\d+); the same draws again: --seed (\d+) --escalate\nwrote a.*\nwrote a.*\n/
            )
        )
        #expect(told.1 == told.2)
        let document = try document("a/conformance.json")
        #expect(document["seed"] as? String == String(told.1))
        #expect(document["escalation"] is [String: Any])
        let markdown = String(decoding: try folder.bytes("a/conformance.md"), as: UTF8.self)
        #expect(markdown.contains("values were drawn under seed \(told.1); "))
        #expect(markdown.contains("\n## Drawn again\n"))
        let again = try await report("--seed", String(told.1), "--escalate", "--output", "b")
        #expect(again.status == 0 && again.messages == "wrote b/conformance.json\nwrote b/conformance.md\n")
        for name in ["conformance.json", "conformance.md"] {
            #expect(try folder.bytes("b/\(name)") == folder.bytes("a/\(name)"))
        }
    }

    @Test(.tags(.property)) func `two fresh seeds differ`() async throws {
        // Two of 2^64 are equal with probability 5e-20.
        #expect(try await report("--seed", "random", "--output", "a").status == 0)
        #expect(try await report("--seed", "random", "--output", "b").status == 0)
        let seeds = [try document("a/conformance.json"), try document("b/conformance.json")].map {
            $0["seed"] as? String
        }
        #expect(seeds[0] != seeds[1])
    }

    @Test(.tags(.negativeControl), arguments: [["--seed", "random"], ["--escalate"]])
    func `another report than the standard one needs a folder of its own`(options: [String]) async throws {
        let refused = try await BuiltCommand.run(["report"] + options, in: folder)
        #expect(refused.status == 64)
        #expect(refused.messages.hasPrefix("Error: \(options[0]): found no --output, expected a folder of its own"))
        #expect(try folder.names() == [])
    }

    @Test(.tags(.property)) func `a stated seed draws as it always did`() async throws {
        #expect(try await report("--seed", "5", "--output", "a").status == 0)
        #expect(try document("a/conformance.json")["escalation"] == nil)
    }
}
