import Foundation
import TestSupport
import Testing

/// Fresh models as their libraries make them, each with a few rules that name every tensor: Tests/Fixtures/models.
@Suite struct ModelTests {
    private static let folder = "\(VerifyTests.fixtures)/models"

    /// The files of weights, and the rules of each.
    private static func models() throws -> [(weights: String, rules: String)] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return names.filter { $0.hasSuffix(".safetensors") }.map { name in
            let model = name.dropLast(".safetensors".count).split(separator: "-").first ?? ""
            return ("\(folder)/\(name)", "\(folder)/\(model).yaml")
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
