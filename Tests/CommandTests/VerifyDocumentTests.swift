import Foundation
import TestSupport
import Testing

/// What the documents of `glorot verify` say if not all went well.
@Suite struct VerifyDocumentTests {
    private let folder: TemporaryFolder
    private let sound = VerifyTests.fixtures + "/weights/keras/glorot_uniform.npy"
    private let layers = VerifyTests.fixtures + "/weights/torch/layers.safetensors"

    init() throws {
        folder = try TemporaryFolder()
        try SafetensorsFile.write(["ids"], type: "I32", to: folder.path("integers.safetensors"))
        try SafetensorsFile.write([], to: folder.path("empty.safetensors"))
        try SafetensorsFile.write(["w.scale", "w"], type: "F8_E4M3", to: folder.path("eight.safetensors"))
    }

    private func verify(_ arguments: String..., status: Int32) async throws -> BuiltCommand.Outcome {
        let found = try await BuiltCommand.run(["verify"] + arguments, in: folder)
        #expect(found.status == status, "\(found.messages)")
        return found
    }

    private func json(_ outcome: BuiltCommand.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (["integers.safetensors", "--as", "zeros"], "no tensor has floating-point numbers; the files have ids"),
            (["empty.safetensors", "--as", "zeros"], "found no tensor, expected one to test"),
            (
                ["integers.safetensors", "--as", "zeros", "--tensor", "w*"],
                "no tensor to test matches w*; the files have ids"
            ),
        ] as [([String], String)]
    )
    func `a verification that tests nothing has status 64 in every format`(
        arguments: [String],
        message: String
    ) async throws {
        for format in ["text", "markdown", "json", "junit", "html"] {
            let found = try await BuiltCommand.run(["verify"] + arguments + ["--format", format], in: folder)
            #expect(found.status == 64)
            #expect(found.messages.hasSuffix("Error: \(message)\n"), "\(found.messages)")
            switch format {
            case "json":
                #expect(try json(found)["verdict"] as? String == "error")
                #expect(try json(found)["cause"] as? String == message)
            case "junit": #expect(try JUnitDocument(found.output).counts["error"] == 1)
            case "html": #expect(found.output.contains("<strong>Not everything could be tested</strong>"))
            case "markdown": #expect(found.output.contains("\n- error: "))
            default: #expect(!found.output.contains("family-wise") && !found.output.contains(": \n"))
            }
        }
    }

    @Test(.tags(.negativeControl)) func `the names that are most like the pattern are told`() async throws {
        let found = try await verify(
            layers,
            "--as",
            "zeros",
            "--tensor",
            "embeding.weight",
            status: 64
        )
        #expect(found.messages.contains("no tensor to test matches embeding.weight; the files have embedding.weight, "))
    }

    @Test(.tags(.negativeControl)) func `rules of which none tests anything have status 64`() async throws {
        try folder.write("unmatched: skip\nrules:\n  - {tensors: 'x*', claim: zeros}\n", to: "e.yaml")
        let found = try await verify(sound, "--expect", "e.yaml", status: 64)
        #expect(found.messages == "Error: no tensor to test matches x*; the files have glorot_uniform\n")
    }

    @Test(.tags(.negativeControl)) func `numbers of an unreadable type are an error, integers are passed over`()
        async throws
    {
        let path = folder.path("eight.safetensors")
        // Eight bits each: a quarter of the bytes that were written for 32.
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let header = String(decoding: bytes[8...], as: UTF8.self)
            .replacing("[0,4]", with: "[0,1]").replacing("[4,8]", with: "[1,2]")
        let text = header.prefix { $0 != "\0" }
        bytes = [UInt8](repeating: 0, count: 8) + Array(text.utf8) + [0, 0]
        bytes[0] = UInt8(text.utf8.count & 0xFF)
        bytes[1] = UInt8(text.utf8.count >> 8)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let found = try await verify("eight.safetensors", "--as", "zeros", "--format", "json", status: 65)
        let document = try json(found)
        #expect(document["verdict"] as? String == "error")
        let cases = try #require(document["cases"] as? [[String: Any]])
        #expect(cases.map { $0["verdict"] as? String } == ["error", "error"])
        #expect(cases.allSatisfy { $0["claim"] as? String == "zeros" && $0["type"] as? String == "F8_E4M3" })
        _ = try await verify(sound, "integers.safetensors", "--as", "keras.GlorotUniform", status: 0)
    }

    @Test(.tags(.negativeControl)) func `a file that cannot be opened is a case of its own`() async throws {
        let found = try await verify("none.npy", sound, "--as", "keras.GlorotUniform", "--format", "json", status: 66)
        let document = try json(found)
        #expect(document["verdict"] as? String == "error")
        let cases = try #require(document["cases"] as? [[String: Any]])
        try #require(cases.map { $0["verdict"] as? String } == ["conforms", "error"])
        #expect(cases.map { $0["file"] as? String } == [sound, "none.npy"])
        #expect(cases[0]["type"] as? String == "<f4")
        #expect(cases[1]["tensor"] is NSNull)
        #expect((cases[1]["cause"] as? String)?.hasPrefix("none.npy: cannot read: ") == true)
        let alone = try await verify("none.npy", "--as", "zeros", "--format", "junit", status: 66)
        #expect(try JUnitDocument(alone.output).names == ["none.npy"])
        let text = try await verify("none.npy", sound, "--as", "keras.GlorotUniform", status: 66)
        #expect(text.output.contains("\n1 file cannot be opened; 1 tensor: 1 pass ("))
    }

    @Test(.tags(.negativeControl)) func `a claim that does not fit is an error that names the claim`() async throws {
        let claim = "torch.nn.init.kaiming_uniform_"
        let document = try json(try await verify(layers, "--as", claim, "--format", "json", status: 64))
        #expect(document["verdict"] as? String == "error")
        let cases = try #require(document["cases"] as? [[String: Any]])
        let unfit = cases.filter { $0["verdict"] as? String == "unfit" }
        #expect(!unfit.isEmpty)
        #expect(unfit.allSatisfy { $0["claim"] as? String == claim })
        let junit = try JUnitDocument(try await verify(layers, "--as", claim, "--format", "junit", status: 64).output)
        #expect(junit.counts["error"] == unfit.count)
    }

    @Test(.tags(.property)) func `JUnit counts what is skipped, what is inconclusive, and carries warnings`()
        async throws
    {
        try folder.write("0.1 0.2 0.7 0.4", to: "few.txt")
        try folder.write(
            "rules:\n  - {tensors: few, claim: 'uniform(low=0, high=1)'}\n  - {tensors: '*', skip: no weight}\n"
                + "  - {tensors: 'x<y', claim: zeros}\n",
            to: "e.yaml"
        )
        let arguments = ["few.txt", sound, "--expect", "e.yaml", "--format", "junit"]
        let lax = try await BuiltCommand.run(["verify"] + arguments, in: folder)
        #expect(lax.status == 0)
        let document = try JUnitDocument(lax.output)
        #expect(document.counts["skipped"] == 1)
        #expect(document.counts["failure"] == nil)
        #expect(document.text.contains("warning: no tensor matches x<y"))
        let strict = try await BuiltCommand.run(["verify", "--strict"] + arguments, in: folder)
        #expect(strict.status == 2)
        #expect(try JUnitDocument(strict.output).counts["failure"] == 1)
    }

    @Test(.tags(.property)) func `what would have noticed no error of scale says so`() async throws {
        try folder.write("0.1 0.2", to: "few.txt")
        let found = try await verify("few.txt", "--as", "normal(mean=0, stddev=1)", status: 0)
        #expect(found.output.contains("↳ no scale error would have been noticed: 5 % takes about 15,000 values\n"))
        #expect(!found.output.contains("inf"))
    }

    @Test(.tags(.property)) func `warnings of the text form stand on standard error`() async throws {
        try folder.write(
            "unmatched: skip\nrules:\n  - {tensors: '*', claim: keras.GlorotUniform}\n  - {tensors: x, claim: zeros}\n",
            to: "e.yaml"
        )
        let found = try await verify(sound, "--expect", "e.yaml", status: 0)
        #expect(found.messages == "warning: no tensor matches x\n")
        #expect(!found.output.contains("warning"))
    }

    @Test(.tags(.property)) func `tensors of one name are told apart by their files`() async throws {
        for name in ["A", "B"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: sound, toPath: folder.path("\(name)/w.npy"))
        }
        let found = try await verify("A/w.npy", "B/w.npy", "--as", "keras.GlorotUniform", status: 1)
        #expect(found.output.contains("FAIL  A/w.npy: w "))
        #expect(found.output.contains("FAIL  B/w.npy: w "))
        #expect(found.output.contains("bit-identical to B/w.npy: w"))
        let identified = try await BuiltCommand.run(["identify", "A/w.npy", "B/w.npy"], in: folder)
        #expect(identified.output.contains("\nA/w.npy: w "))
    }

    @Test(.tags(.negativeControl), arguments: ["verify", "identify"])
    func `a file that is given twice is refused`(subcommand: String) async throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.npy"), withDestinationPath: sound)
        let claim = subcommand == "verify" ? ["--as", "keras.GlorotUniform"] : []
        #expect(
            try await BuiltCommand.run([subcommand, sound, sound] + claim, in: folder)
                == .refusal(64, "found \(sound) twice, expected each file once")
        )
        #expect(
            try await BuiltCommand.run([subcommand, sound, "link.npy"] + claim, in: folder)
                == .refusal(64, "found \(sound) and link.npy, which are the same file, expected each file once")
        )
    }
}
