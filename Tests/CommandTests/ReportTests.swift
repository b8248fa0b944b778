import Foundation
import TestSupport
import Testing

@Suite struct ReportTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func report(_ arguments: String...) async throws -> BuiltCommand.Outcome {
        try await BuiltCommand.run(["report"] + arguments, in: folder)
    }

    /// The bytes of every file in a folder, including its figures.
    private func contents(_ name: String) throws -> [String: [UInt8]] {
        let names = try folder.names(name)
        let folders = ["details", "figures"]
        var files = names.filter { !folders.contains($0) }
        for part in folders where names.contains(part) {
            files += try folder.names("\(name)/\(part)").map { "\(part)/\($0)" }
        }
        return Dictionary(uniqueKeysWithValues: try files.map { ($0, try folder.bytes("\(name)/\($0)")) })
    }

    @Test(.tags(.property)) func `a run without deviations writes its files and exits with 0`() async throws {
        // No defect is planted under these. 4,096 values are too few for the first, but inconclusive is not a failure.
        let outcome = try await report("--only", "keras.LecunNormal", "zeros", "--samples", "4096", "--output", "new/r")
        #expect(
            outcome
                == BuiltCommand.Outcome(
                    status: 0,
                    output: "4 of 8 cases conform, 4 are inconclusive, 0 of 0 planted defects caught\n",
                    messages:
                        "wrote new/r/figures: 4 figures\nwrote new/r/conformance.json\nwrote new/r/conformance.md\n"
                )
        )
        #expect(
            try folder.names("new/r") == ["badge.json", "conformance.json", "conformance.md", "details", "figures"]
        )
        #expect(
            try folder.names("new/r/figures") == [
                "law-keras-lecunnormal.svg", "p-values.svg", "sensitivity.svg", "variances.svg",
            ]
        )
        let text = String(decoding: try folder.bytes("new/r/conformance.md"), as: UTF8.self)
        #expect(
            text.hasPrefix(
                "# Conformance report\n\n**Nothing deviates, 4 cases are inconclusive**: 4 of 8 cases conform, of 2 initializers"
            )
        )
        let json = try JSONSerialization.jsonObject(with: Data(try folder.bytes("new/r/conformance.json")))
        let document = try #require(json as? [String: Any])
        #expect(document["verdict"] as? String == "inconclusive")
        #expect(document["seed"] as? String == "2026")
        #expect((document["cases"] as? [Any])?.count == 8)
    }

    @Test(.tags(.property)) func `documents of an earlier run are told of where they stay`() async throws {
        let arguments = ["--only", "zeros", "--samples", "4096", "--output", "r", "--format"]
        let first = try await BuiltCommand.run(["report"] + arguments + ["markdown,figures,junit"], in: folder)
        #expect(first.status == 0 && !first.messages.contains("note: "))
        let second = try await BuiltCommand.run(["report"] + arguments + ["markdown,figures,json"], in: folder)
        #expect(second.status == 0)
        #expect(second.messages.contains("note: r/conformance.xml is an earlier run's; this one did not write it\n"))
        #expect(second.messages.components(separatedBy: "note: ").count == 2)
    }

    @Test(.tags(.statistical)) func `a defect that is missed is named, and the status is 1`() async throws {
        let outcome = try await report("--only", "normal(stddev=0.02)", "zeros", "--samples", "4096", "--output", "r")
        // A shift of the mean by 0.01 standard deviations is two thirds of the standard error at 4,096 values.
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("4 of 8 cases conform, "))
        for shape in ["[784, 256]", "[25, 12288]", "[3, 3, 64, 128]", "[512]"] {
            #expect(outcome.messages.contains("missed: mean shifted \(shape)\n"))
        }
    }

    @Test(.tags(.property)) func `the same seed writes the same bytes, and another seed others`() async throws {
        for (name, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
            let outcome = try await report(
                "--only",
                "keras.LecunNormal",
                "--samples",
                "4096",
                "--seed",
                seed,
                "--output",
                name,
                "--format",
                "markdown,json,junit,html,figures"
            )
            #expect(outcome.status == 0)
        }
        let first = try contents("a")
        #expect(
            first.keys.sorted() == [
                "badge.json", "conformance.html", "conformance.json", "conformance.md", "conformance.xml",
                "details/keras.md",
                "details/method.md", "details/schemes.md", "figures/law-keras-lecunnormal.svg", "figures/p-values.svg",
                "figures/sensitivity.svg",
                "figures/variances.svg",
            ]
        )
        #expect(try contents("b") == first)
        let other = try contents("c")
        #expect(other["conformance.md"] != first["conformance.md"])
        #expect(other["conformance.json"] != first["conformance.json"])
        #expect(other["conformance.html"] != first["conformance.html"])
        #expect(other["figures/law-keras-lecunnormal.svg"] != first["figures/law-keras-lecunnormal.svg"])
    }

    @Test(
        .tags(.property),
        arguments: [
            ("junit", ["conformance.xml"]), ("html", ["conformance.html"]), ("markdown", ["conformance.md"]),
            ("json", ["badge.json", "conformance.json"]),
            ("json,junit", ["badge.json", "conformance.json", "conformance.xml"]),
            ("json,json", ["badge.json", "conformance.json"]),
        ]
    )
    func `only the formats that were asked for are written`(format: String, names: [String]) async throws {
        let outcome = try await report("--only", "ones", "--samples", "16", "--output", "r", "--format", format)
        #expect(outcome.status == 0)
        #expect(try folder.names("r").filter { $0 != "details" } == names)
        #expect(try folder.names("r").contains("details") == names.contains("conformance.md"))
        // The Markdown comes last: once it is there, all files are.
        #expect(outcome.messages == names.reversed().filter { $0 != "badge.json" }.map { "wrote r/\($0)\n" }.joined())
    }

    @Test(.tags(.property))
    func `a framework and a pattern stand for their initializers, and a misspelt one is refused`()
        async throws
    {
        let outcome = try await report(
            "--only",
            "mup",
            "mlx.nn.init.c*",
            "--samples",
            "64",
            "--format",
            "json",
            "--output",
            "r"
        )
        #expect(outcome.status == 0)
        let text = String(decoding: try folder.bytes("r/conformance.json"), as: UTF8.self)
        #expect(
            Set(text.matches(of: /"claim": "([^"]*)"/).map { String($0.output.1) })
                == ["mup.hidden", "mup.output", "mlx.nn.init.constant(0.1)"]
        )
        for (name, nearest) in [("krras", "keras"), ("torch.nn.init.xavier_unifrm*", "torch.nn.init.xavier_uniform_")] {
            let refused = try await report("--only", name, "--output", "r")
            #expect(refused.status == 64)
            #expect(refused.messages.contains("'\(name)'") && refused.messages.contains(nearest), "\(refused.messages)")
        }
    }

    @Test(.tags(.property)) func `what is inconclusive has status 2 where that is asked for`() async throws {
        for (options, status) in [([], 0), (["--strict"], 2)] as [([String], Int32)] {
            let arguments = ["report", "--only", "keras.LecunNormal", "--samples", "64", "--output", "r"]
            #expect(try await BuiltCommand.run(arguments + options, in: folder).status == status)
        }
        let conforming = try await report("--only", "zeros", "--samples", "64", "--output", "r", "--strict")
        #expect(conforming.status == 0)
    }

    @Test(.tags(.property)) func `the terminal and the document count the same, one is one`() async throws {
        let outcome = try await report("--only", "normal(stddev=0.02)", "--samples", "64", "--output", "r")
        let text = String(decoding: try folder.bytes("r/conformance.md"), as: UTF8.self)
        let counted = try #require(outcome.output.firstMatch(of: /, (\d+ of \d+ planted defects?) caught\n/)).output.1
        let words = try #require(
            text.firstMatch(of: /\. (\d+ of \d+ planted defects?) (was|were) caught, each wherever/)
        )
        #expect(words.output.1 == counted)
        #expect(text.contains(" conform, of 1 initializer at 4 shapes"))
        #expect(!text.contains("1 initializers"))
        let badge = String(decoding: try folder.bytes("r/badge.json"), as: UTF8.self)
        #expect(badge.contains("\"color\": \"red\"") && badge.contains(" missed\""))
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun)) func `the whole plan runs at any number of values`() async throws
    {
        for samples in ["1", "2", "100"] {
            let outcome = try await report("--samples", samples, "--output", "reports")
            #expect(outcome.status == 1)
            #expect(
                outcome.messages.contains("wrote reports/conformance.json\nwrote reports/conformance.md\nmissed: ")
            )
            #expect(outcome.messages.hasPrefix("wrote reports/figures: "))
            #expect(!outcome.messages.contains("deviates: "))
            #expect(
                try folder.names("reports") == [
                    "badge.json", "conformance.json", "conformance.md", "details", "figures",
                ]
            )
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                ["--only", "zeros"],
                "--only: found no --output, expected a folder of its own, to keep the whole report\n"
            ),
            (
                ["--only", "glorot_unifrom", "--output", "r"],
                "claim 'glorot_unifrom': no initializer has this name; the nearest are glorot_uniform, "
            ),
            (["--samples", "10"], "--samples: found no --output, expected a folder of its own, to keep the whole"),
            (["--seed", "1"], "--seed: found no --output, expected a folder of its own, to keep the whole report\n"),
            (["--output", ""], "--output: found '', expected the name of a folder\n"),
            (["--only", "--output", "r"], "Missing value for '--only <claim>'"),
            (["--samples", "0", "--output", "r"], "--samples: found 0, expected at least 1\n"),
            (
                ["--samples", "9223372036854775807", "--output", "r"],
                "--samples: found 9223372036854775807, expected at most 281474976710656\n"
            ),
            (["--samples=-1", "--output", "r"], "--samples: found -1, expected at least 1\n"),
            (["--samples", "1e6", "--output", "r"], "The value '1e6' is invalid for '--samples <samples>'"),
            (["--seed", "x", "--output", "r"], "The value 'x' is invalid for '--seed <seed>'"),
            (
                ["--format", "pdf", "--output", "r"],
                "--format: found 'pdf', expected markdown, json, junit, html or figures\n"
            ),
            (
                ["--format", ",", "--output", "r"],
                "--format: found nothing, expected markdown, json, junit, html or figures\n"
            ),
        ] as [([String], String)]
    )
    func `a report that cannot be asked for is refused and leaves nothing`(
        arguments: [String],
        message: String
    ) async throws {
        let refused = try await BuiltCommand.run(["report"] + arguments, in: folder)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: \(message)"))
        #expect(try folder.names() == [])
    }

    @Test(.tags(.negativeControl), arguments: ["f", "f/r"])
    func `an output folder that is a file is refused and left as it is`(output: String) async throws {
        try folder.write("kept", to: "f")
        #expect(
            try await report("--only", "zeros", "--samples", "16", "--output", output)
                == .refusal(73, "\(output): cannot create the folder: Not a directory")
        )
        #expect(try folder.names() == ["f"])
        #expect(try folder.bytes("f") == Array("kept".utf8))
    }

    // Permissions do not bind the superuser, so the file that cannot be written has the name of a folder.
    @Test(.tags(.negativeControl), arguments: ["conformance.xml", "conformance.json", "conformance.md"])
    func `a report that cannot be written leaves the old one whole`(taken: String) async throws {
        func run(_ seed: String) async throws -> BuiltCommand.Outcome {
            try await report(
                "--only",
                "glorot_normal",
                "--samples",
                "256",
                "--output",
                "r",
                "--format",
                "markdown,json,junit",
                "--seed",
                seed
            )
        }
        #expect(try await run("1").status == 0)
        try FileManager.default.removeItem(atPath: folder.path("r/\(taken)"))
        let old = try contents("r")
        #expect(old.keys.count { !$0.contains("/") } == 3)
        try FileManager.default.createDirectory(
            atPath: folder.path("r/\(taken)/in the way"),
            withIntermediateDirectories: true
        )
        #expect(try await run("2") == .refusal(73, "r/\(taken): cannot create: Is a directory"))
        #expect(
            try folder.names("r")
                == ["badge.json", "conformance.json", "conformance.md", "conformance.xml", "details"]
        )
        #expect(try folder.names("r/\(taken)") == ["in the way"])
        for (name, bytes) in old { #expect(try folder.bytes("r/\(name)") == bytes) }
    }

    @Test(.tags(.negativeControl))
    func `a report that is interrupted leaves the old one and no part of a new one`() async throws {
        #expect(try await report("--only", "glorot_normal", "--samples", "256", "--output", "r").status == 0)
        let old = try contents("r")
        // This would be minutes of work if nobody interrupted it.
        let run = try BuiltCommand.Run(
            ["report", "--only", "glorot_normal", "--samples", "\(1 << 34)", "--output", "r", "--seed", "3"],
            in: folder
        )
        let process = run.process
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { process.interrupt() }
        // If the tests run in a shell's background, SIGINT is ignored, here and in the command.
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { if process.isRunning { process.terminate() } }
        let outcome = try await run.outcome()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect([SIGINT, SIGTERM].contains(outcome.status))
        #expect(outcome.output == "")
        #expect(try contents("r") == old)
        #expect(try folder.names() == ["r"])
    }
}
