import Foundation
import TestSupport
import Testing

/// Fresh models from their libraries, each with a few rules that match every tensor: Tests/Fixtures/models.
@Suite struct ModelTests {
    private static let folder = "\(VerifyTests.fixtures)/models"

    /// The files of weights that have rules beside them, and the rules.
    private static func models() throws -> [(weights: String, rules: String)] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return names.filter { $0.hasSuffix(".safetensors") }.compactMap { name in
            let model = name.dropLast(".safetensors".count).split(separator: "-").first ?? ""
            return names.contains("\(model).yaml") ? ("\(folder)/\(name)", "\(folder)/\(model).yaml") : nil
        }
    }

    @Test(.tags(.statistical), .disabled(if: isQuickRun))
    func `fresh models verify with ten rules or fewer, nothing left out`() async throws {
        let models = try Self.models()
        #expect(models.count == 9)
        for model in models {
            let rules = try String(contentsOfFile: model.rules, encoding: .utf8)
            #expect(rules.components(separatedBy: "- tensors:").count - 1 <= 10, "\(model.rules)")
            #expect(!rules.contains("skip"), "\(model.rules)")
            let found = try await BuiltCommand.run("verify", model.weights, "--expect", model.rules, "--format", "json")
            #expect(found.status == 0 && found.messages == "", "\(model.weights): \(found.messages)")
            let document = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
            #expect((document?["warnings"] as? [Any])?.isEmpty == true)
            let cases = try #require(document?["cases"] as? [[String: Any]])
            #expect(cases.allSatisfy { ["conforms", "inconclusive"].contains($0["verdict"] as? String) })
        }
    }

    /// GPT-2's head is its embedding, written twice: it is a copy unless the configuration ties them. A diagnosis tries
    /// the configuration's law first.
    @Test(.tags(.negativeControl)) func `the configuration beside the weights is looked at`() async throws {
        let folder = try TemporaryFolder()
        let weights = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/gpt2.safetensors"))
        try folder.write(Array(weights), to: "model.safetensors")
        func verify(_ claim: String, configuration: String) async throws -> BuiltCommand.Outcome {
            try folder.write(configuration, to: "config.json")
            return try await BuiltCommand.run(
                "verify",
                folder.path,
                "--as",
                claim,
                "--tensor",
                "*.w*e.weight",
                in: folder
            )
        }
        func verifyHead(tied: Bool) async throws -> BuiltCommand.Outcome {
            try folder.write(#"{"tie_word_embeddings": \#(tied)}"#, to: "config.json")
            return try await BuiltCommand.run(
                [
                    "verify", folder.path, "--as", "gpt2.normal", "--tensor", "lm_head.weight", "--tensor",
                    "*.wte.weight",
                ],
                in: folder
            )
        }
        let tied = try await verifyHead(tied: true)
        #expect(tied.status == 0)
        #expect(tied.output.contains("same as transformer.wte.weight"))
        #expect(try await verifyHead(tied: false).status == 1)
        let claim = "normal(0, 0.05)"
        let configured = try await verify(claim, configuration: #"{"initializer_range": 0.02, "n_layer": 2}"#)
        #expect(configured.status == 1)
        #expect(configured.output.contains("normal(0, 0.02): the law that the model's config.json asks for"))
        let bare = try await verify(claim, configuration: "{}")
        #expect(bare.status == 1)
        #expect(!bare.output.contains("config.json"))
    }

    /// Without the padding row's rule a fresh BERT fails, and so does one whose padding row was drawn over.
    @Test(.tags(.negativeControl)) func `the padding row is looked at`() async throws {
        let weights = "\(Self.folder)/bert.safetensors"
        let name = "embeddings.word_embeddings.weight"
        func status(_ arguments: String...) async throws -> Int32 {
            let claim = ["--as", "torch.nn.init.normal_(std=0.02)", "--tensor", name]
            return try await BuiltCommand.run(["verify", weights] + claim + arguments).status
        }
        #expect(try await status("--padding-idx", "0") == 0)
        #expect(try await status() == 1)
        #expect(try await status("--padding-idx", "1") == 1)
        #expect(try await status("--padding-idx", "1000000") == 64)
    }
}
