import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif
import TestSupport
import Testing

/// The exit statuses and the documents of `glorot verify`.
@Suite struct VerifyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../Fixtures").standardizedFileURL.path

    /// Glorot's uniform law for 100 inputs and 80 outputs, as Keras drew it.
    private let sound = fixtures + "/weights/keras/glorot_uniform.npy"
    /// An array of 64 by 64 values, too few to notice an error of 5 %.
    private let small = fixtures + "/weights/tensorflow/compat-v1.npz"

    private func verify(_ arguments: String...) async throws -> BuiltCommand.Outcome {
        try await BuiltCommand.run(["verify"] + arguments, in: folder)
    }

    @Test(.tags(.knownAnswer)) func `what conforms is listed, and the status is 0`() async throws {
        let found = try await verify(sound, "--as", "keras.GlorotUniform")
        #expect(found.status == 0)
        #expect(found.messages == "")
        let lines = found.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.count == 3)
        #expect(lines[0] == "tensor shape claim var. ratio adjusted p notices")
        #expect(lines[1].hasPrefix("pass glorot_uniform [100, 80] <f4"), "\(lines[1])")
        #expect(lines[1].contains(" keras.GlorotUniform "))
        #expect(lines[2] == "1 tensor: 1 pass (family-wise error at most 1e-06)", "\(lines[2])")
    }

    @Test(.tags(.knownAnswer)) func `what deviates is told with its cause, and the status is 1`() async throws {
        let found = try await verify(sound, "--as", "keras.HeUniform")
        #expect(found.status == 1)
        #expect(found.messages == "")
        #expect(found.output.contains("FAIL"))
        #expect(found.output.contains("↳ it is "))
        #expect(found.output.hasSuffix("\n1 of 1 tensor deviates: glorot_uniform (family-wise error at most 1e-06)\n"))
    }

    @Test(.tags(.knownAnswer)) func `what is inconclusive has status 2 where one is strict`() async throws {
        let claim = "tf.compat.v1.truncated_normal_initializer(stddev=0.1)"
        let arguments = [small, "--as", claim, "--tensor", "truncated_normal"]
        let lax = try await BuiltCommand.run(["verify"] + arguments)
        #expect(lax.status == 0)
        #expect(lax.output.contains("1 inconclusive"))
        let strict = try await BuiltCommand.run(["verify", "--strict"] + arguments)
        #expect(strict.status == 2)
        #expect(strict.output == lax.output)
        // With a lower demand it passes.
        #expect(try await BuiltCommand.run(["verify", "--strict", "--resolve", "0.5"] + arguments).status == 0)
        // A deviation comes first.
        let other = try await verify(small, "--as", "tf.glorot_uniform_initializer", "--strict")
        #expect(other.status == 1)
    }

    @Test(.tags(.property)) func `a pattern chooses the tensors`() async throws {
        let found = try await verify(
            Self.fixtures + "/weights/keras/layers.npz",
            "--as",
            "zeros",
            "--tensor",
            "*/b*"
        )
        #expect(found.status == 0)
        #expect(found.output.contains("2 pass, 2 skipped"))
        // Each of several patterns counts.
        let layers = Self.fixtures + "/weights/keras/layers.npz"
        let two = try await verify(layers, "--as", "zeros", "--tensor", "*/b*", "--tensor", "*/kernel")
        #expect(two.status == 1)
        #expect(two.output.contains(" deviate") && two.output.contains("; 2 pass"))
        let idle = try await verify(sound, "--as", "zeros", "--tensor", "*.weight")
        #expect(idle.status == 64)
        #expect(idle.messages == "Error: no tensor to test matches *.weight; the files have glorot_uniform\n")
    }

    @Test(.tags(.property)) func `what fails comes last, and alone where one is quiet`() async throws {
        let arguments = [small, "--as", "tf.glorot_uniform_initializer"]
        let found = try await BuiltCommand.run(["verify"] + arguments)
        let lines = found.output.split(separator: "\n")
        let fails = lines.indices.filter { lines[$0].hasPrefix("FAIL") }
        let others = lines.indices.filter { lines[$0].hasPrefix("pass") || lines[$0].hasPrefix("inconclusive") }
        #expect(try #require(fails.first) > #require(others.last))
        #expect(lines.last?.hasPrefix("\(fails.count) of 3 tensors deviate: ") == true, "\(found.output)")
        let quiet = try await BuiltCommand.run(["verify", "--quiet"] + arguments)
        #expect(quiet.status == found.status && quiet.messages.isEmpty)
        #expect(!quiet.output.contains("\npass") && quiet.output.hasSuffix("\n" + (lines.last ?? "") + "\n"))
        #expect(quiet.output.components(separatedBy: "\nFAIL").count == fails.count + 1)
        let silent = try await verify(sound, "--as", "keras.GlorotUniform", "-q")
        #expect(silent == .success("1 tensor: 1 pass (family-wise error at most 1e-06)\n"))
        let other = try await verify(sound, "--as", "zeros", "--quiet", "--format", "json")
        #expect(other.status == 64 && other.messages.hasPrefix("Error: --quiet: found it beside --format json"))
    }

    @Test(.tags(.property)) func `a strict reader sees what is inconclusive among what fails`() async throws {
        let claim = "tf.compat.v1.truncated_normal_initializer(stddev=0.1)"
        let arguments = [small, "--as", claim, "--tensor", "truncated_normal", "--quiet"]
        #expect(try await !BuiltCommand.run(["verify"] + arguments).output.contains("\ninconclusive"))
        #expect(try await BuiltCommand.run(["verify", "--strict"] + arguments).output.contains("\ninconclusive"))
    }

    @Test(.tags(.knownAnswer)) func `another layout's claim is offered where it conforms`() async throws {
        let drawn = ["sample", "keras.HeUniform", "--shape", "784,256", "--seed", "3", "--output", "w.npy"]
        #expect(try await BuiltCommand.run(drawn, in: folder).status == 0)
        let found = try await verify("w.npy", "--as", "torch.nn.init.kaiming_uniform_")
        #expect(found.status == 1)
        let hint =
            "\nhint: w conforms to keras.HeUniform, in Keras' and JAX' [kernel..., in, out]; claim that if the weights "
        #expect(found.output.contains(hint), "\(found.output)")
        // Here the layout is not the mistake.
        #expect(try await !verify("w.npy", "--as", "keras.LecunUniform").output.contains("hint: "))
        #expect(try await !verify("w.npy", "--as", "keras.HeUniform").output.contains("hint: "))
    }

    @Test(.tags(.property)) func `a rule that would skip what is not there is no warning`() async throws {
        try folder.write(
            "rules:\n  - {tensors: '*.mask', skip: no weight}\n  - {tensors: '*', claim: keras.GlorotUniform}\n",
            to: "e.yaml"
        )
        let found = try await verify(sound, "--expect", "e.yaml")
        #expect(found.status == 0 && found.messages.isEmpty)
    }

    @Test(.tags(.property)) func `a law that is narrower than its type's numbers are apart is warned of`() async throws
    {
        let claim = "normal(1, 1e-9)"
        let drawn = try await BuiltCommand.run(
            ["sample", claim, "--shape", "10x10", "--output", "w.npy"],
            in: folder
        )
        #expect(drawn.status == 0)
        #expect(
            drawn.messages.hasPrefix(
                "warning: normal(1, 1e-9) is narrower than the spacing of float32 there, 1.19e-07"
            )
        )
        let found = try await verify("w.npy", "--as", claim)
        #expect(
            found.messages.hasPrefix(
                "warning: w: normal(1, 1e-9) is narrower than the spacing of float32 there: "
            )
        )
        #expect(try await verify(sound, "--as", "keras.GlorotUniform").messages.isEmpty)
        let explained = try await BuiltCommand.run("explain", claim)
        #expect(explained.output.contains("    beware        it is narrower than the spacing of float32"))
        #expect(try await !BuiltCommand.run("explain", "normal(1, 1e-9, dtype='float64')").output.contains("beware"))
    }

    @Test(.tags(.property)) func `fans can be stated`() async throws {
        let file = Self.fixtures + "/weights/jax/flax.npz"
        let arguments = [file, "--as", "jax.nn.initializers.lecun_normal", "--tensor", "attention.query.kernel"]
        #expect(try await BuiltCommand.run(["verify"] + arguments).status == 1)
        let stated = arguments + ["--fan-in", "112", "--fan-out", "128"]
        #expect(try await BuiltCommand.run(["verify"] + stated).status == 0)
    }

    @Test(.tags(.property)) func `numbers come from standard input`() async throws {
        let arguments = ["verify", "-", "--as", "uniform(low=0, high=1)"]
        let few = try await BuiltCommand.run(arguments, in: folder, input: "0.1 0.2\n0.7, 0.4")
        #expect(few.status == 0)
        #expect(few.output.contains("1 tensor: 1 inconclusive"))
        // A list of numbers has no shape that could have fans.
        let shapeless = ["verify", "-", "--as", "keras.GlorotUniform"]
        let unfit = try await BuiltCommand.run(shapeless, in: folder, input: "0.1 0.2")
        #expect(unfit.status == 64)
        #expect(unfit.output.contains("the file has no shape, and keras.GlorotUniform depends on it: state the fans"))
        let stated = shapeless + ["--fan-in", "3", "--fan-out", "3"]
        #expect(try await BuiltCommand.run(stated, in: folder, input: "0.1 0.2").status == 0)
        let outside = try await BuiltCommand.run(arguments, in: folder, input: "0.1 0.2 1.5")
        #expect(outside.status == 1)
        let words = try await BuiltCommand.run(arguments, in: folder, input: "0.1 one")
        #expect(words.status == 65)
        #expect(words.messages.hasPrefix("Error: standard input"))
        #expect(words.output == "")
    }

    @Test(.tags(.property)) func `raw numbers are read as the type that is said`() async throws {
        // 8000 float32 values of 0.5: 0x3F000000 in little-endian order.
        let bytes = (0..<8000).flatMap { _ in [0, 0, 0, 0x3F] as [UInt8] }
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("w.bin")))
        #expect(try await verify("w.bin", "--raw", "float32", "--as", "constant(0.5)").status == 0)
        // As pairs of bfloat16 they are 0 and 0.5.
        #expect(try await verify("w.bin", "--raw", "bfloat16", "--as", "constant(0.5)").status == 1)
        #expect(try await verify("w.bin", "--raw", "int8", "--as", "constant(0.5)").status == 64)
    }

    @Test(.tags(.property)) func `a pipe has no colours`() async throws {
        let found = try await verify(sound, "--as", "keras.HeUniform")
        #expect(!found.output.contains("\u{1B}"))
    }

    // The script commands of util-linux and BSD take their arguments differently.
    @Test(.tags(.property), .enabled(if: isLinux && FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
    func `a terminal has colours unless they are not wanted`() async throws {
        for (setting, isColoured) in [
            ("TERM=xterm NO_COLOR=", true), ("TERM=xterm NO_COLOR=1", false), ("TERM=dumb NO_COLOR=", false),
        ] {
            let found = try await BuiltCommand.run(
                [],
                script: "\(setting) script -qec \"$0 verify \(sound) --as keras.HeUniform\" /dev/null"
            )
            #expect(found.output.contains("↳ it is "), "\(found)")
            #expect(found.output.contains("\u{1B}[31mFAIL\u{1B}[0m") == isColoured)
        }
    }

    @Test(.tags(.property), .enabled(if: isLinux && FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
    func `a terminal breaks remarks at its width`() async throws {
        let found = try await BuiltCommand.run(
            [],
            script: "NO_COLOR=1 script -qec \"stty cols 80; $0 verify \(sound) --as keras.HeUniform\" /dev/null"
        )
        let lines = found.output.split(whereSeparator: \.isNewline)
        let remark = try #require(lines.firstIndex { $0.hasPrefix("      ↳ it is ") })
        #expect(lines.count > remark + 2 && lines[remark + 1].hasPrefix("        "), "\(found.output)")
        for line in lines[remark...] { #expect(line.count <= 80, "\(line)") }
        // For programs, a remark is on one line.
        let piped = try await verify(sound, "--as", "keras.HeUniform").output.split(separator: "\n")
        #expect(piped.count == 4)
        #expect(
            piped[2].split(separator: " ") == lines[remark..<(lines.count - 1)].flatMap { $0.split(separator: " ") }
        )
    }

    @Test(.tags(.property)) func `the JSON has the schema of the report`() async throws {
        let found = try await verify(small, "--as", "tf.glorot_uniform_initializer", "--format", "json")
        #expect(found.status == 1)
        let parsed = try JSONSerialization.jsonObject(with: Data(found.output.utf8))
        let document = try #require(parsed as? [String: Any])
        #expect(document["schema"] is Int)
        #expect(document["verdict"] as? String == "deviates")
        #expect(document["alpha"] as? Double == 1e-6)
        let cases = try #require(document["cases"] as? [[String: Any]])
        let verdicts = cases.map { ($0["tensor"] as? String, $0["verdict"] as? String) }
        #expect(verdicts.contains { $0 == ("glorot_uniform", "conforms") })
        #expect(verdicts.contains { $0 == ("truncated_normal", "deviates") })
        for one in cases {
            let tests = try #require(one["tests"] as? [[String: Any]])
            #expect(!tests.isEmpty)
            for test in tests {
                #expect(test["name"] is String && test["tier"] is String)
                #expect(test["p_value"] != nil && test["statistic"] != nil && test["log10_p_value"] != nil)
            }
        }
    }

    @Test(.tags(.property)) func `the JUnit document counts failures`() async throws {
        let found = try await verify(small, "--as", "tf.glorot_uniform_initializer", "--format", "junit")
        #expect(found.status == 1)
        let document = try JUnitDocument(found.output)
        // Three tensors; the failed one is in no pool, and the other two are of different families.
        #expect(document.counts["testcase"] == 3)
        #expect((document.counts["failure"] ?? 0) >= 1)
    }

    @Test(.tags(.property)) func `the Markdown has what deviates first`() async throws {
        let found = try await verify(small, "--as", "tf.glorot_uniform_initializer", "--format", "markdown")
        let rows = found.output.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(found.output.hasPrefix("# Verification\n"))
        #expect(rows.count == 5)
        #expect(Set(rows.map { $0.count { $0 == "|" } }).count == 1)
        #expect(rows[2].contains("**FAIL**"))
        #expect(rows.last?.contains("`glorot_uniform`") == true)
    }
}

#if os(Linux)
    private let isLinux = true
#else
    private let isLinux = false
#endif
