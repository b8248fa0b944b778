import Foundation
import TestSupport
import Testing

/// What `glorot verify` refuses, and which of several statuses it ends with.
@Suite struct VerifyRefusalTests {
    private let folder: TemporaryFolder
    private let sound = VerifyTests.fixtures + "/weights/keras/glorot_uniform.npy"

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("no tensors", to: "bad.safetensors")
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (["--as", "keras.Glorot"], "claim 'keras.Glorot': "),
            (["--as", "glorot_uniform("], "claim 'glorot_uniform('"),
            (
                [],
                "found neither --as nor --expect, expected --as CLAIM, such as --as keras.GlorotUniform, or --expect FILE; glorot "
                    + "identify tells what a file conforms to"
            ),
            (["--as", "zeros", "--expect", "e.yaml"], "found both, expected either --as CLAIM or --expect FILE, once"),
            (["--as", "zeros", "--as", "ones"], "found --as 2 times, expected either --as CLAIM or --expect"),
            (["--expect", "e.yaml", "--expect", "f.yaml"], "found --expect 2 times, expected either --as CLAIM or"),
            (["--as", "zeros", "--fan-in", "3"], "--fan-out: found none beside --fan-in, expected both"),
            (["--as", "zeros", "--fan-out", "3"], "--fan-in: found none beside --fan-out, expected both"),
            (
                ["--as", "zeros", "--fan-in", "3", "--fan-out", "0"],
                "--fan-in, --fan-out: found a number below 1, expected both above 0"
            ),
            (["--expect", "e.yaml", "--tensor", "*"], "--tensor, --fan-in, --fan-out, --padding-idx: found them"),
            (["--as", "zeros", "--alpha", "0"], "--alpha: found 0.0, expected a number above 0 and below 1"),
            (["--as", "zeros", "--alpha", "nan"], "--alpha: found nan, expected"),
            (["--as", "zeros", "--resolve", "0"], "--resolve: found 0.0, expected a number above 0"),
            (["--as", "zeros", "--raw", "int8"], "The value 'int8' is invalid for '--raw <type>'"),
            (["--as", "zeros", "--format", "xml"], "The value 'xml' is invalid for '--format"),
            (["--as", "zeros", "-", "-"], "found - twice, expected standard input once"),
            (["--as", "zeros", "-", "--raw", "float32"], "--raw: found - as a file, expected a path"),
        ] as [([String], String)]
    )
    func `a command line that is wrong is refused`(arguments: [String], message: String) async throws {
        let refused = try await BuiltCommand.run(["verify", sound] + arguments, in: folder)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: \(message)"), "\(refused.messages)")
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("rules:\n  - tensors: 'w'\n    claims: zeros\n", ":3:5: found 'claims', expected tensors, claim"),
            ("rule:\n  - tensors: 'w'\n", ":1:1: found 'rule', expected rules, unmatched"),
            ("unmatched: maybe\nrules:\n  - {tensors: w, claim: zeros}\n", ":1:12: found unmatched: 'maybe', expected"),
            (
                "rules:\n  - tensors: w\n    parts:\n      - slice: 1:\n        claim: zeros\n",
                ":4:17: found a fault in the YAML: mapping values are not allowed in this context, expected YAML; a slice that"
            ),
            ("rules: []\n", ":1:8: found no rules, expected rules:, a list of rules"),
            ("rules:\n  - claim: zeros\n", ":2:5: found no tensors:, expected a glob"),
            ("rules:\n  - tensors: w\n", ":2:5: found none of them, expected one of claim:"),
            (
                "rules:\n  - tensors: w\n    claim: zeros\n    skip: no\n",
                ":2:5: found claim: and skip:, expected one of"
            ),
            ("rules:\n  - tensors: w\n    claim: keras.Glorot\n", ":3:12: claim 'keras.Glorot': "),
            (
                "rules:\n  - {tensors: w, claim: zeros, fan_in: 3}\n",
                ":2:5: found one fan, expected fan_in: and fan_out: together"
            ),
            (
                "rules:\n  - tensors: w\n    claim: zeros\n    fan_in: 0\n    fan_out: 2\n",
                ":4:13: found fan_in: '0', expected a whole number above 0"
            ),
            (
                "rules:\n  - {tensors: w, skip: x, fan_in: 3, fan_out: 4}\n",
                ":2:35: found fan_in: beside skip:, expected"
            ),
            ("- a\n- b\n", ":1:1: found no mapping, expected rules:, a list of rules"),
            (
                "rules:\n  - tensors: [w\n",
                ":3:1: found a fault in the YAML: did not find expected ',' or ']', expected YAML"
            ),
            (
                "rules:\n  - {tensors: w, claim: zeros, claim: ones}\n",
                ":2:32: found 'claim' twice, expected each key once"
            ),
            (
                "rules:\n  - tensors: 'w\n",
                ":3:1: found a fault in the YAML: found unexpected end of stream, expected YAML"
            ),
            ("", ": found no mapping, expected rules:, a list of rules"),
            (
                "rules:\n  - tensors: *.weight\n    claim: zeros\n",
                ":2:15: found a fault in the YAML: did not find expected alphabetic or numeric character, expected YAML; "
                    + "a pattern that begins with * needs quotes"
            ),
        ]
    )
    func `expectations that are wrong are refused with their line and column`(
        text: String,
        message: String
    ) async throws {
        try folder.write(text, to: "e.yaml")
        let refused = try await BuiltCommand.run(["verify", sound, "--expect", "e.yaml"], in: folder)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: e.yaml\(message)"), "\(refused.messages)")
    }

    @Test(.tags(.negativeControl)) func `expectations that cannot be read have the status of a file`() async throws {
        let refused = try await BuiltCommand.run(["verify", sound, "--expect", "none.yaml"], in: folder)
        #expect(refused.status == 66)
        #expect(refused.output == "")
    }

    /// Files and claims with the statuses that they cause, and the one that wins.
    @Test(
        .tags(.negativeControl),
        arguments: [
            (["bad.safetensors"], "keras.GlorotUniform", 65), (["none.npy"], "keras.GlorotUniform", 66),
            (["bad.safetensors", "none.npy"], "keras.GlorotUniform", 66),
            (["bad.safetensors"], "keras.HeUniform", 65), (["none.npy"], "keras.HeUniform", 66),
            // Dirac's kernel has three axes or more.
            ([], "torch.nn.init.dirac_", 64), (["bad.safetensors"], "torch.nn.init.dirac_", 65),
            (["none.npy"], "torch.nn.init.dirac_", 66),
        ] as [([String], String, Int32)]
    )
    func `of several statuses the gravest wins, and the others are verified`(
        files: [String],
        claim: String,
        status: Int32
    ) async throws {
        let found = try await BuiltCommand.run(["verify"] + files + [sound, "--as", claim], in: folder)
        #expect(found.status == status)
        #expect(found.output.contains(" glorot_uniform "))
        #expect(found.messages.split(separator: "\n").count == files.count)
        for file in files { #expect(found.messages.contains("Error: \(file): ")) }
    }

    @Test(.tags(.negativeControl)) func `a claim that fits one tensor only has status 64 even beside a deviation`()
        async throws
    {
        let layers = VerifyTests.fixtures + "/weights/torch/layers.safetensors"
        let found = try await BuiltCommand.run(["verify", layers, "--as", "torch.nn.init.kaiming_uniform_"])
        #expect(found.status == 64)
        #expect(found.output.contains("FAIL"))
        #expect(found.output.contains("unfit"))
    }

    @Test(.tags(.negativeControl)) func `no file is a wrong command line`() async throws {
        let refused = try await BuiltCommand.run("verify", "--as", "zeros")
        #expect(refused.status == 64)
        #expect(refused.messages.contains("Missing expected argument '<file> ...'"))
    }
}
