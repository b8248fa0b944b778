import Foundation
import TestSupport
import Testing

/// Every JSON document that the command writes is valid under its schema in `reports/schema`.
@Suite struct SchemaTests {
    private static let schemas = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../reports/schema").standardizedFileURL
    private static let weights = VerifyTests.fixtures + "/weights"

    private static func problems(_ text: String, _ schema: String) throws -> [String] {
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try JSONSchema("\(schema).json", in: schemas).problems(document)
    }

    @Test(
        .tags(.property),
        arguments: [
            ("list", ["list"]),
            ("propagate", ["propagate", "he_normal", "zeros", "--layers", "2", "--width", "8", "--batch", "4"]),
            ("identify", ["identify", weights + "/keras/glorot_uniform.npy", "none.npy"]),
            ("identify", ["identify", weights + "/torch/init.safetensors"]),
            ("untrained", ["untrained", weights + "/torch/init.safetensors"]),
            ("untrained", ["untrained", weights + "/keras/defects.npz", "--seeds", "none"]),
            (
                "verify",
                [
                    "verify", weights + "/keras/glorot_uniform.npy", "--as", "keras.GlorotUniform", "--stream",
                    "keras-jax",
                    "--seed", "1",
                ]
            ),
            (
                "verify",
                [
                    "verify", weights + "/keras/glorot_uniform.npy", "--as", "keras.GlorotUniform", "--stream", "torch",
                    "--seed", "2",
                ]
            ),
            ("verify", ["verify", weights + "/keras/defects.npz", "--as", "keras.GlorotUniform"]),
            (
                "verify",
                ["verify", weights + "/torch/layers.safetensors", "none.npy", "--as", "torch.nn.init.orthogonal_"]
            ),
            ("verify", ["verify", weights + "/keras/glorot_uniform.npy", "--as", "zeros", "--tensor", "x"]),
        ]
    )
    func `a document is what its schema says`(name: String, arguments: [String]) async throws {
        let found = try await BuiltCommand.run(arguments + ["--format", "json"])
        #expect(try Self.problems(found.output, name) == [])
    }

    @Test(.tags(.property)) func `so are a report, one that was drawn again, and its badge`() async throws {
        let folder = try TemporaryFolder()
        for options in [[], ["--seed", "3", "--escalate"]] {
            _ = try await BuiltCommand.run(
                ["report", "--only", "normal", "zeros", "--samples", "32", "--output", "r"] + options,
                in: folder
            )
            #expect(
                try Self.problems(String(decoding: folder.bytes("r/conformance.json"), as: UTF8.self), "report") == []
            )
            #expect(try Self.problems(String(decoding: folder.bytes("r/badge.json"), as: UTF8.self), "badge") == [])
        }
    }

    @Test(.tags(.property)) func `the committed reports and badge are valid`() throws {
        let reports = Self.schemas.deletingLastPathComponent()
        for (file, schema) in [
            ("conformance.json", "report"), ("badge.json", "badge"), ("frameworks.json", "frameworks"),
        ] {
            let text = try String(contentsOf: reports.appendingPathComponent(file), encoding: .utf8)
            #expect(try Self.problems(text, schema) == [])
        }
    }

    @Test(.tags(.negativeControl)) func `a document that lacks something, or has too much, is not`() throws {
        let badge = #"{"schemaVersion": 1, "label": "a", "message": "b", "color": "red"}"#
        #expect(try Self.problems(badge, "badge") == [])
        for (old, new) in [
            (#""label": "a", "#, ""), (#""color": "red""#, #""color": "blue""#), (": 1", ": 2"), (": 1", ": true"),
            (#""a""#, "7"), ("{", #"{"more": 1, "#),
        ] {
            #expect(try !Self.problems(badge.replacing(old, with: new), "badge").isEmpty, "\(new)")
        }
    }

    @Test(.tags(.property)) func `every document states the version that the command has`() async throws {
        let version = try await BuiltCommand.run("--version").output.split { $0.isWhitespace || $0 == "," }.first {
            $0.first?.isNumber == true
        }
        for arguments in [
            ["list"], ["propagate", "zeros", "--layers", "1", "--width", "2", "--batch", "1"],
            ["identify", Self.weights + "/keras/glorot_uniform.npy"],
            ["verify", Self.weights + "/keras/glorot_uniform.npy", "--as", "keras.GlorotUniform"],
        ] {
            let found = try await BuiltCommand.run(arguments + ["--format", "json"])
            let document = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
            #expect(document?["version"] as? String == version.map(String.init))
        }
    }
}
