import Foundation
import TestSupport
import Testing

import Conformance
import RulesFile
import WeightFiles

/// The rules of Examples/rules, on models that the libraries made under two seeds.
@Suite struct ReadyRulesTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardizedFileURL.path

    /// A file of rules, the model, and the model's sizes if they differ from the file's.
    struct Row: CustomTestStringConvertible, Sendable {
        let rules: String
        let model: String
        var values = ""

        /// Tensors that the rules leave out.
        var skipped = 0

        var testDescription: String { rules }
    }

    private static let rows = [
        Row(rules: "bert", model: "bert"), Row(rules: "llama", model: "llama"), Row(rules: "mixtral", model: "mixtral"),
        Row(rules: "vit", model: "vit"), Row(rules: "resnet", model: "resnet18"), Row(rules: "unet", model: "unet"),
        Row(rules: "gpt2", model: "gpt2", values: "layers: 2"), Row(rules: "mamba", model: "mamba", skipped: 2),
        Row(rules: "t5", model: "t5", values: "d_model: 48, d_kv: 12, heads: 3, d_ff: 96"),
        Row(
            rules: "clip",
            model: "clip",
            values: "text_layers: 2, text_width: 48, vision_layers: 2, vision_width: 48"
        ),
    ]

    @Test(.tags(.statistical), arguments: rows) func `ready rules hold for fresh models`(row: Row) async throws {
        let folder = try TemporaryFolder()
        let rules = "values: {\(row.values)}\nrules: [{include: \(Self.root)/Examples/rules/\(row.rules).yaml}]\n"
        try folder.write(rules, to: "rules.yaml")
        let expectations = try Expectations(try ExpectationsFile.stated(folder.path("rules.yaml")))
        for part in ["", "second/"] {
            let file = try WeightFile(path: "\(Self.root)/Tests/Fixtures/models/\(part)\(row.model).safetensors")
            let verification = await Verification.run([file], expecting: expectations)
            #expect(verification.deviatingCount == 0)
            let skipped = verification.cases.count { if case .skipped = $0.disposition { true } else { false } }
            #expect(skipped == row.skipped)
            #expect(verification.cases.allSatisfy { $0.verdict != nil || row.skipped > 0 })
        }
    }

    @Test(.tags(.property)) func `every file of rules is tried`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Examples/rules")
        #expect(files.filter { $0.hasSuffix(".yaml") }.sorted() == Self.rows.map { "\($0.rules).yaml" }.sorted())
    }
}
