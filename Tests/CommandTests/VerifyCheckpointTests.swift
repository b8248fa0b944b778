import Foundation
import TestSupport
import Testing

/// A GPT-2 checkpoint of twelve layers: a sound one, and one with a projection that lacks its scale.
@Suite struct VerifyCheckpointTests {
    private static func cases(_ name: String, status: Int32) async throws -> [[String: Any]] {
        let folder = VerifyTests.fixtures
        let found = try await BuiltCommand.run(
            "verify",
            "\(folder)/weights/gpt2/\(name).safetensors",
            "--expect",
            "\(folder)/gpt2-expectations.yaml",
            "--format",
            "json"
        )
        #expect(found.status == status, "\(found.messages)")
        let document = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
        #expect((document?["warnings"] as? [Any])?.isEmpty == true)
        return try #require(document?["cases"] as? [[String: Any]])
    }

    private static func names(_ cases: [[String: Any]], _ verdict: String) -> [String] {
        cases.filter { $0["verdict"] as? String == verdict }.compactMap { $0["tensor"] as? String }
    }

    @Test(.tags(.statistical), .disabled(if: isQuickRun)) func `a sound checkpoint has no deviation`() async throws {
        let cases = try await Self.cases("gpt2", status: 0)
        // Twelve blocks of thirteen tensors, both embeddings, the last norm's two, the head.
        #expect(cases.count == 12 * 13 + 5)
        #expect(Self.names(cases, "deviates") == [])
        #expect(Self.names(cases, "skipped").count == 12)
        #expect(Self.names(cases, "conforms").contains("lm_head.weight"))
        #expect(Self.names(cases, "error") + Self.names(cases, "unfit") == [])
    }

    @Test(.tags(.negativeControl)) func `the projection that was not scaled is found, and nothing else`() async throws {
        let cases = try await Self.cases("gpt2-unscaled", status: 1)
        #expect(Self.names(cases, "deviates") == ["transformer.h.7.mlp.c_proj.weight"])
        let found = try #require(cases.first { $0["verdict"] as? String == "deviates" })
        let cause = try #require(found["cause"] as? String)
        #expect(cause.contains("1/sqrt(2 layers)"), "\(cause)")
    }
}
