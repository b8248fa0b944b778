import Foundation
import TestSupport
import Testing

@Suite struct IdentifyTests {
    private static func fixture(_ path: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/weights/\(path)").path
    }

    @Test(.tags(.statistical)) func `a tensor is named with its family and at most three claims`() async throws {
        let outcome = try await BuiltCommand.run("identify", Self.fixture("keras/initializers.npz"), "--seeds", "none")
        #expect(outcome.status == 0)
        #expect(outcome.messages == "")
        let lines = outcome.output.split(separator: "\n").map {
            $0.split(separator: "  ", omittingEmptySubsequences: true)
        }
        let words = lines.map { $0.map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(words.first == ["tensor", "shape", "family", "conforms to"])
        let orthogonal = try #require(words.first { $0[0] == "orthogonal" && $0.count == 4 })
        #expect(orthogonal == ["orthogonal", "[64, 48] <f4", "orthogonal, gain 2.00", "orthogonal(gain=2)"])
        let he = try #require(words.first { $0[0] == "he_normal" && $0.count == 4 })
        // √(2/360) over 0.8796 is 0.08472.
        #expect(he[2] == "normal truncated at 2 sd, parent sd 0.0847")
        #expect(he[3] == "he_normal")
        #expect(outcome.output.contains("… and "))
        // A tensor's other claims follow its own line.
        let further = words.dropFirst().dropLast().split { $0.count == 4 }
        #expect(further.map(\.count).max() == 3)
        #expect(further.filter { $0.count == 3 }.allSatisfy { $0.last?[0].hasPrefix("… and ") == true })
        #expect(lines.last?.joined(separator: " ").hasPrefix("6 tensors: 6 with a known claim, 0 unknown") == true)
    }

    @Test(.tags(.property)) func `JSON has all claims of the tensors that are asked for`() async throws {
        let outcome = try await BuiltCommand.run(
            "identify",
            Self.fixture("torch/init.safetensors"),
            "--tensor",
            "xavier*",
            "--format",
            "json"
        )
        #expect(outcome.status == 0)
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let cases = try #require(document?["cases"] as? [[String: Any]])
        #expect(cases.map { $0["tensor"] as? String } == ["xavier_uniform_"])
        let claims = try #require(cases.first?["claims"] as? [[String: Any]])
        #expect(claims.contains { $0["claim"] as? String == "torch.nn.init.xavier_uniform_(gain=5/3)" })
        let family = try #require(cases.first?["family"] as? [String: Any])
        #expect(family["name"] as? String == "uniform")
        #expect((cases.first?["laws"] as? Int ?? 0) > (cases.first?["tested_laws"] as? Int ?? 0))
        let unmatched = try await BuiltCommand.run(
            "identify",
            Self.fixture("torch/init.safetensors"),
            "--tensor",
            "none*"
        )
        #expect(unmatched.status == 64)
        #expect(unmatched.output == "0 tensors\n")
        #expect(
            unmatched.messages
                == "warning: no tensor matches none*\nError: found no tensor, expected at least one\n"
        )
    }

    @Test(.tags(.property)) func `integers are passed over and counted`() async throws {
        let folder = try TemporaryFolder()
        try SafetensorsFile.write(["ids"], type: "I32", to: folder.path("i.safetensors"))
        let found = try await BuiltCommand.run("identify", "i.safetensors", in: folder)
        // Nothing was looked at.
        #expect(found.status == 64)
        #expect(found.messages.hasSuffix("Error: found no tensor of floating-point numbers\n"))
        let idle = try await BuiltCommand.run("identify", "i.safetensors", "--tensor", "none", in: folder)
        #expect(idle.status == 64)
        #expect(
            idle.messages.hasSuffix(
                "warning: no tensor matches none\nError: found no tensor, expected at least one\n"
            )
        )
        #expect(found.output.contains("1 tensor: 0 with a known claim, 0 unknown, 1 of a type that is not read"))
        let json = try await BuiltCommand.run("identify", "i.safetensors", "--format", "json", in: folder)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let cases = try #require(document?["cases"] as? [[String: Any]])
        #expect(cases[0]["unsupported"] as? Bool == true)
        #expect(cases[0]["error"] is NSNull)
    }

    @Test(.tags(.negativeControl)) func `a file that cannot be read does not keep the others from it`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("1 2 x", to: "bad.txt")
        let good = Self.fixture("keras/glorot_uniform.npy")
        let missing = try await BuiltCommand.run("identify", good, "absent.npy", "bad.txt", in: folder)
        #expect(missing.status == 66)
        #expect(missing.output.contains("glorot_uniform"))
        #expect(try await BuiltCommand.run("identify", "bad.txt", in: folder).status == 65)
        #expect(
            try await BuiltCommand.run("identify", good, "--alpha", "1")
                == .refusal(64, "--alpha: found 1.0, expected a number above 0 and below 1")
        )
    }

    @Test(.tags(.property)) func `fans can be stated where the shape does not tell`() async throws {
        // Flax draws the query's kernel [112, 8, 16] as a matrix of 112 rows.
        let arguments = [
            "identify", Self.fixture("jax/flax.npz"), "--tensor", "attention.query.kernel", "--format", "json",
        ]
        let unstated = try await BuiltCommand.run(arguments)
        #expect(unstated.status == 0 && !unstated.output.contains("\"jax.nn.initializers.lecun_normal\""))
        let stated = try await BuiltCommand.run(arguments + ["--fan-in", "112", "--fan-out", "128"])
        #expect(stated.status == 0 && stated.output.contains("\"jax.nn.initializers.lecun_normal\""))
        let one = try await BuiltCommand.run(arguments + ["--fan-in", "112"])
        #expect(one == .refusal(64, "--fan-out: found none beside --fan-in, expected both"))
    }

    @Test(.tags(.property)) func `Markdown has a row for each tensor`() async throws {
        let found = try await BuiltCommand.run(
            "identify",
            Self.fixture("keras/initializers.npz"),
            "--seeds",
            "none",
            "--format",
            "markdown"
        )
        #expect(found.status == 0)
        #expect(found.output.hasPrefix("# Identification\n\n6 tensors: 6 with a known claim, 0 unknown"))
        let rows = found.output.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(rows.count == 8)
        #expect(rows.contains { $0.contains("`he_normal`, `keras.HeNormal`, `jax.nn.initializers.he_normal` … and ") })
    }
}
