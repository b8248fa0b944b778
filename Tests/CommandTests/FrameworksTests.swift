import Foundation
import TestSupport
import Testing

/// The pages of the frameworks' report, and the document that they are rendered from.
@Suite struct FrameworksTests {
    private static let reports = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../reports").standardizedFileURL

    @Test(.tags(.property)) func `the committed pages are those of the committed document`() async throws {
        let folder = try TemporaryFolder()
        let document = Self.reports.appendingPathComponent("frameworks.json").path
        let found = try await BuiltCommand.run(["frameworks", document, "--output", "r"], in: folder)
        #expect(found.status == 0, "\(found.messages)")
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.reports.path + "/frameworks")
        #expect(names.count > 12)
        let written = try FileManager.default.contentsOfDirectory(atPath: folder.path("r/frameworks"))
        #expect(Set(written) == Set(names))
        for name in ["frameworks.md"] + names.map({ "frameworks/\($0)" }) {
            let committed = try Data(contentsOf: Self.reports.appendingPathComponent(name))
            #expect(try folder.bytes("r/\(name)") == Array(committed), "\(name)")
        }
    }

    /// A document of one package with one case, and one library with one model.
    private static func document(verdict: String = "deviates", explanation: String = #""swapped""#) -> String {
        """
        {"schema": 1, "version": "0.1.0", "alpha": 1e-06, "seeds": [1], "made": "on 2026-01-01",
        "packages": [{"name": "Some", "key": "some", "versions": {"some": "1.0"}, "cases": [
        {"call": "some.glorot", "claim": "glorot_uniform", "document": "docstring of some.glorot", "type": "float32",
        "shape": [100, 900], "seed": 1, "count": 90000, "verdict": "\(verdict)", "fan_in": 100, "fan_out": 900,
        "limit": 0.0774597, "variance": 0.002, "largest": 0.1, "observed": 0.003, "log10_p": -400.5,
        "noticed": 0.01, "codes": ["x"], "words": ["1.5 times | the variance"], "explanation": \(explanation)}]}],
        "models": [{"name": "zoo", "versions": {"zoo": "2.0"}, "models": [
        {"name": "ape", "kind": "Ape", "reason": "", "tensors": 2, "values": 10, "conform": 1, "inconclusive": 0,
        "skipped": 0, "deviate": 0, "deviations": [], "unclaimed": [
        {"tensor": "tail", "kind": "Ape.Tail", "shape": [2], "source": "nothing is known"}]},
        {"name": "bee", "kind": "", "reason": "ImportError: no wings"}]}],
        "explanations": [{"key": "swapped", "title": "Some swaps", "about": "It swaps.", "blame": "the code.",
        "code": ["import some", "print(some)"]}]}
        """
    }

    private func render(_ text: String) async throws -> (BuiltCommand.Outcome, TemporaryFolder) {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "d.json")
        return (try await BuiltCommand.run(["frameworks", "d.json", "--output", "r"], in: folder), folder)
    }

    @Test(.tags(.knownAnswer)) func `a deviation stands first, with what explains it`() async throws {
        let (found, folder) = try await render(Self.document())
        #expect(found.status == 0)
        let page = String(decoding: try folder.bytes("r/frameworks.md"), as: UTF8.self)
        for line in [
            "**1 of 1 case deviates**", "### Some swaps", "*To blame*: the code.",
            "```python\nimport some\nprint(some)\n```",
            "| **FAIL** | Some | some 1.0 | 1 | 1 | 0 | 0 | 1 | < 1e-300 | ≥ 1 % | [details](frameworks/some.md) |",
            "| 0.002 | 0.003 | 1.5 | 1.5 times \\| the variance |",
            "| pass | zoo | zoo 2.0 | 1 | 0 | 1 | 1 | 2 | 1 | 0 | 1 | 10 |",
            "| zoo | `Ape.Tail` | 1 | ape: tail | nothing is known |",
        ] {
            #expect(page.contains(line), "\(line)")
        }
        #expect(!page.contains("Not understood"))
        let models = String(decoding: try folder.bytes("r/frameworks/models-zoo.md"), as: UTF8.self)
        #expect(models.contains("- bee: ImportError: no wings"))
    }

    @Test(.tags(.negativeControl)) func `what nothing explains is said not to be understood`() async throws {
        let (_, folder) = try await render(Self.document(explanation: "null"))
        let page = String(decoding: try folder.bytes("r/frameworks.md"), as: UTF8.self)
        #expect(page.contains("### Not understood"))
        #expect(!page.contains("### Some swaps"))
        // So is one whose explanation is not there.
        let (_, other) = try await render(Self.document(explanation: #""gone""#))
        #expect(String(decoding: try other.bytes("r/frameworks.md"), as: UTF8.self).contains("### Not understood"))
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (#""seed": 1, "#, "", "packages[0].cases[0].seed: found nothing"),
            (#""shape": [100, 900]"#, #""shape": [100, "x"]"#, "packages[0].cases[0].shape: found another value"),
            (#""schema": 1"#, #""schema": 2"#, "schema: found 2, expected 1"),
            (#""tensors": 2, "#, "", "models[0].models[0].tensors: found nothing"),
            (#"{"schema""#, #"["schema""#, "d.json"),
            (#""key": "some""#, #""key": "../some""#, "packages[0].key: found another text"),
        ]
    )
    func `a document that lacks something is refused with its place`(old: String, new: String, words: String)
        async throws
    {
        let (found, folder) = try await render(Self.document().replacing(old, with: new))
        #expect(found.status == 65)
        #expect(found.messages.contains(words), "\(found.messages)")
        #expect(throws: (any Error).self) { try folder.bytes("r/frameworks.md") }
    }
}
