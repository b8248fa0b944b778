import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Initializers
import NumberTypes
import Report
import RulesFile
import WeightFiles

/// Rules that are drafted from fresh models, and from models with a defect.
@Suite struct DraftTests {
    private static let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../Fixtures/models").standardizedFileURL.path

    /// A model that a library made.
    struct Model: CustomTestStringConvertible, Sendable {
        let name: String

        /// The ends of the names of tensors that no initializer known to glorot draws.
        var unknown: [String] = []

        var testDescription: String { name }
    }

    private static func expectations(_ draft: Draft) throws -> Expectations {
        try ExpectationsFile.parse(Array(YAMLDraft.render(draft, files: ["m"]).utf8), path: "draft")
    }

    /// A draft, made as the command makes it.
    private static func draft(_ files: [WeightFile]) async throws -> (draft: Draft, verification: Verification) {
        try await Draft.make(files).settled { draft in
            await Verification.run(files, expecting: try expectations(draft))
        }
    }

    @Test(
        .tags(.statistical),
        arguments: [
            Model(name: "bert"), Model(name: "gpt2"), Model(name: "llama"), Model(name: "vit"), Model(name: "resnet18"),
            Model(name: "lstm"), Model(name: "mixtral"), Model(name: "unet"), Model(name: "clip"),
            // Queries are scaled by the width of heads, which no shape shows.
            Model(name: "t5", unknown: [".q.weight"]),
            Model(name: "mamba"),
        ]
    )
    func `a draft of one seed holds for another`(model: Model) async throws {
        let file = try WeightFile(path: "\(Self.models)/\(model.name).safetensors")
        let (draft, own) = try await Self.draft([file])
        #expect(!own.cases.contains { $0.verdict == .deviates })
        let rules = YAMLDraft.render(draft, files: ["m"]).split(separator: "\n").count { $0.hasPrefix("  - tensors:") }
        #expect((1...25).contains(rules))
        let other = try WeightFile(path: "\(Self.models)/second/\(model.name).safetensors")
        let verification = await Verification.run([other], expecting: try Self.expectations(draft))
        #expect(verification.warnings.isEmpty)
        #expect(verification.deviatingCount == 0)
        for tensor in verification.cases {
            switch tensor.disposition {
            case .tested, .compared: break
            case .skipped: #expect(model.unknown.contains { tensor.tensor.hasSuffix($0) }, "\(tensor.tensor)")
            default: Issue.record("\(tensor.tensor): \(tensor.disposition)")
            }
        }
        // The draft must not contain claims that fit only because they ask nothing.
        #expect(draft.rules.count { $0.statement == .unknown } == model.unknown.count)
    }

    /// Twelve layers of two matrices each, as GPT-2 draws them, in memory.
    private static func layers(
        replacing name: String? = nil,
        by initializer: (any Initializer)? = nil
    ) throws -> [(name: String, values: [Float], shape: [Int])] {
        try (0..<12).flatMap { layer in
            try ["fc", "proj"].map { part in
                let key = Key(seed: 11).folding("\(layer).\(part)")
                let own = "h.\(layer).\(part).weight"
                let shape = part == "fc" ? [96, 64] : [64, 96]
                let scale = part == "fc" ? 0.02 : 0.02 / 24.0.squareRoot()
                let normal: any Initializer = RandomNormal(key: key, mean: 0, standardDeviation: scale)
                let drawn = try (own == name ? initializer ?? normal : normal)(shape: shape).scalars
                return (own, drawn, shape)
            }
        }
    }

    private static func file(_ tensors: [(name: String, values: [Float], shape: [Int])]) -> WeightFile {
        WeightFile(
            holding: tensors.map { TensorReader(holding: $0.values, as: .float32, shape: $0.shape, name: $0.name) },
            name: "memory"
        )
    }

    private static func marks(
        _ tensors: [(name: String, values: [Float], shape: [Int])]
    ) async throws -> (draft: Draft, marks: [String]) {
        let (draft, verification) = try await Self.draft([Self.file(tensors)])
        return (draft, YAMLDraft.marks(draft, verification))
    }

    @Test(.tags(.statistical)) func `layers that are sound have a rule for each law, and no mark`() async throws {
        let (draft, marks) = try await Self.marks(try Self.layers())
        #expect(draft.rules.count == 2)
        #expect(marks == [])
    }

    @Test(.tags(.statistical)) func `scales that shrink with the depth have one rule`() async throws {
        let tensors = try (0..<8).map { layer -> (name: String, values: [Float], shape: [Int]) in
            let normal = RandomNormal(
                key: Key(seed: 12).folding("\(layer)"),
                mean: 0,
                standardDeviation: 0.02 / (2 * Double(layer + 1)).squareRoot()
            )
            let values = try normal(shape: [96, 64]).scalars
            return ("blocks.\(layer).proj.weight", values, [96, 64])
        }
        let (draft, marks) = try await Self.marks(tensors)
        #expect(draft.rules.map(\.names) == ["blocks.{layer}.proj.weight"])
        #expect(draft.rules.map(\.statement) == [.claim(text: "normal(0, 0.02 / (2 * ({layer} + 1)) ** 0.5)")])
        #expect(marks == [])
    }

    @Test(.tags(.negativeControl)) func `a layer that keeps another law stands out`() async throws {
        let default_ = PyTorch.LayerWeight(key: Key(seed: 13))
        let (draft, marks) = try await Self.marks(try Self.layers(replacing: "h.4.fc.weight", by: default_))
        let rule = try #require(draft.rules.first { $0.example == "h.4.fc.weight" })
        #expect(rule.statement == .claim(text: "torch.nn.Linear.weight"))
        #expect(marks.count == 1)
        #expect(marks.first?.hasPrefix("h.4.fc.weight: ") == true)
        #expect(marks.first?.contains("11 other layers") == true)
    }

    @Test(.tags(.negativeControl)) func `a layer with the scale of its depth alone stands out, too`() async throws {
        let scaled = RandomNormal(key: Key(seed: 14), mean: 0, standardDeviation: 0.02 / 10.0.squareRoot())
        let (draft, marks) = try await Self.marks(try Self.layers(replacing: "h.4.fc.weight", by: scaled))
        let rule = try #require(draft.rules.first { $0.example == "h.4.fc.weight" })
        #expect(rule.names == "h.4.fc.weight")
        #expect(rule.statement == .claim(text: "normal(0, 0.02 / (2 * (4 + 1)) ** 0.5)"))
        #expect(marks.count == 1)
    }

    @Test(.tags(.negativeControl)) func `small tensors that conform to much alone are not claimed together`()
        async throws
    {
        // No initializer has the scale 0.013; 24 values do not tell it from others.
        let tensors = try (0..<60).map { layer -> (name: String, values: [Float], shape: [Int]) in
            let normal = RandomNormal(key: Key(seed: 15).folding("\(layer)"), mean: 0, standardDeviation: 0.013)
            return ("m.\(layer).scale", try normal(shape: [24]).scalars, [24])
        }
        let file = Self.file(tensors)
        let first = await Draft.make([file])
        #expect(!first.rules.contains { $0.statement == .unknown })
        let alone = await Verification.run([file], expecting: try Self.expectations(first))
        #expect(alone.deviatingCount > 0)
        let (draft, verification) = try await Self.draft([file])
        #expect(verification.deviatingCount == 0)
        #expect(draft.rules.contains { $0.statement == .unknown })
    }

    @Test(.tags(.property)) func `tensors without values, and names longer than a pattern, have rules`() async throws {
        let long = "h.0." + String(repeating: "a", count: 3000)
        let (draft, verification) = try await Self.draft([
            Self.file([("x", [], [0, 3]), (long, [1, 1], [2]), ("m{a}.wte.weight", [0, 0], [2]), ("é{b}", [2], [1])])
        ])
        #expect(draft.rules.count == 4)
        #expect(verification.cases.map(\.verdict) == [nil, .conforms, .conforms, .conforms])
    }

    @Test(.tags(.negativeControl)) func `what nothing draws is marked, and not claimed`() async throws {
        var tensors = try Self.layers()
        // A scale that no initializer has, and rows that were never written.
        tensors[4].values = tensors[4].values.map { $0 * 1.37 }
        for place in 0..<640 { tensors[9].values[place] = 0 }
        let (draft, marks) = try await Self.marks(tensors)
        let unknown = draft.rules.filter { $0.statement == .unknown }
        #expect(Set(unknown.map(\.example)) == [tensors[4].name, tensors[9].name])
        #expect(marks.count == 2)
    }

    @Test(.tags(.negativeControl)) func `copies are marked, though each conforms`() async throws {
        var tensors = try Self.layers()
        tensors[10].values = tensors[6].values
        let (draft, marks) = try await Self.marks(tensors)
        #expect(draft.rules.count == 2)
        #expect(
            marks.contains { $0.contains(tensors[10].name) && $0.contains("bit-identical to \(tensors[6].name)") }
        )
    }

    @Test(.tags(.property)) func `names of any kind are matched by their rules`() async throws {
        let names = ["a*b", "[c].{d}.1", "{e}", "weight", "x.weight", "x/weight", "ü.1.ü", "1", "1.2.3", "a..b", "."]
        let file = Self.file(names.map { ($0, [1, 1, 1], [3]) })
        let (draft, verification) = try await Self.draft([file])
        #expect(verification.cases.allSatisfy { $0.verdict == .conforms })
        #expect(draft.rules.count <= names.count)
    }

    @Test(.tags(.negativeControl), arguments: ["weight", "b.weight", "layers.3.weight"])
    func `a name that has another law in each file is marked, and not claimed`(name: String) async throws {
        func file(_ seed: UInt64, _ scale: Double) throws -> WeightFile {
            let key = Key(seed: seed)
            let own = RandomNormal(key: key.folding(name), mean: 0, standardDeviation: scale)
            let common = RandomNormal(key: key.folding("a"), mean: 0, standardDeviation: 0.02)
            let shape = [96, 64]
            return Self.file([
                (name, try own(shape: shape).scalars, shape), ("x.a.bias", try common(shape: shape).scalars, shape),
            ])
        }
        let (draft, verification) = try await Self.draft([try file(16, 0.02), try file(17, 1)])
        #expect(verification.deviatingCount == 0)
        let rule = try #require(draft.rules.first { $0.statement == .conflicting })
        #expect((rule.names, rule.count) == (name, 2))
        #expect(draft.rules.count == 2)
        #expect(YAMLDraft.marks(draft, verification).first?.contains("has another law in each file") == true)
        // Two seeds of one law have one rule.
        let (sound, _) = try await Self.draft([try file(18, 0.02), try file(19, 0.02)])
        #expect(!sound.rules.contains { $0.statement == .conflicting })
    }
}
