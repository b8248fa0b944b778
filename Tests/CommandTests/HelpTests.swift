import Foundation
import TestSupport
import Testing

@Suite struct HelpTests {
    @Test(.tags(.property)) func `help names the subcommands and the exit statuses`() async throws {
        let help = try await BuiltCommand.run("--help")
        #expect(help.status == 0)
        #expect(help.messages == "")
        // Lines are wrapped for the terminal.
        let text = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                """
                Exit status: 0 everything asked for conforms; 1 something deviates, a planted defect was missed, or \
                a report differs from its --baseline; 2 something is inconclusive, and --strict was given; 64 the command line, a claim or the expectations \
                are wrong, or nothing was tested; 65 a file is malformed; 66 a file cannot be read; 70 an internal \
                error; 73 the output cannot be written.
                """
            )
        )
        for name in [
            "report", "verify", "identify", "untrained", "list", "explain", "sample", "propagate", "calibrate",
            "pvalue",
        ] {
            #expect(help.output.contains("\n  \(name) "))
        }
        #expect(try await BuiltCommand.run() == help)
    }

    @Test(
        .tags(.property),
        arguments: [
            "report", "verify", "identify", "untrained", "list", "explain", "sample", "propagate", "calibrate",
            "pvalue",
        ]
    )
    func `every subcommand has help of its own`(name: String) async throws {
        let help = try await BuiltCommand.run(name, "--help")
        #expect(help.status == 0)
        #expect(help.messages == "")
        #expect(help.output.contains("\nUSAGE: glorot \(name) "))
        #expect(help.output.hasPrefix("OVERVIEW: "))
        #expect(help.output.contains("\nEXAMPLES:\n  glorot \(name)"))
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `every example of the help is a command line that parses`() async throws {
        var count = 0
        for name in [
            "", "report", "verify", "identify", "untrained", "list", "explain", "sample", "propagate", "calibrate",
            "pvalue",
        ] {
            let help = try await BuiltCommand.run(name.isEmpty ? ["--help"] : [name, "--help"])
            let block = try #require(help.output.components(separatedBy: "\nEXAMPLES:\n").dropFirst().first, "\(name)")
            for example in block.components(separatedBy: "\n\n")[0].components(separatedBy: "\n") {
                // A line too long for the terminal would continue without the indentation.
                #expect(example.hasPrefix("  glorot "), "\(example)")
                let line = example.trimmingCharacters(in: .whitespaces)
                // The line does nothing: the option at its end is the only thing wrong with it.
                let refused = try await BuiltCommand.run(
                    [],
                    script: "glorot() { \"$0\" \"$@\"; }; \(line) --no-such-option"
                )
                #expect(refused.messages.hasPrefix("Error: Unknown option '--no-such-option'"), "\(line)")
                count += 1
            }
        }
        #expect(count >= 18)
    }

    @Test(
        .tags(.property),
        arguments: [
            (
                "report",
                [
                    "--output <folder>", "--only <claim>", "--format <formats>", "--baseline <file>",
                    "(values: value-breaking)", "(default: 2026)",
                ]
            ),
            (
                "verify",
                [
                    "<file> ...", "--as <claim>", "--tensor <pattern>", "--expect <file>", "--raw <type>",
                    "(values: text, markdown, json, junit, html; default: text)",
                    "(values: float16, bfloat16, float32, float64)",
                ]
            ),
            ("identify", ["<file> ...", "--tensor <pattern>", "(values: text, markdown, json; default: text)"]),
            ("list", ["(values: text, json; default: text)", "[<framework> ...]"]),
            (
                "explain",
                [
                    "<claim> [<claim>]", "--shape <shape>", "--fan-in <fan-in>",
                    "(values: text, markdown; default: text)",
                ]
            ),
            (
                "sample",
                ["--output <file>", "(values: float16, bfloat16, float32, float64; default: float32)"]
            ),
            ("calibrate", ["--output <folder>", "(default: 3000)"]),
            ("pvalue", ["(values: upper, lower; default: upper)", "kolmogorov-smirnov, smirnov,"]),
        ] as [(String, [String])]
    )
    func `the values of options are listed`(name: String, values: [String]) async throws {
        let help = try await BuiltCommand.run(name, "--help")
        let text = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for value in values { #expect(text.contains(value), "\(value)") }
    }

    @Test(
        .tags(.property),
        arguments: [
            ("verify", ["--as <claim> [--tensor <pattern>] ... ", "--expect <file> ["]),
            ("identify", ["<file> ... [--tensor <pattern>] ... "]), ("explain", ["<claim> [<claim>] "]),
            ("sample", ["[--name <name>] ... --output <file>"]),
            ("pvalue", ["fisher|cauchy --statistic <p-value> ... "]),
        ] as [(String, [String])]
    )
    func `usage shows what may be repeated`(name: String, parts: [String]) async throws {
        let help = try await BuiltCommand.run(name, "--help").output
        let usage = try #require(help.components(separatedBy: "\nUSAGE: ").last).components(separatedBy: "\n\n")[0]
        for line in usage.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let text = usage.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in parts { #expect(text.contains(part), "\(text)") }
    }

    @Test(.tags(.property), arguments: ["bash", "zsh", "fish"])
    func `a shell has a script that names subcommands, claims, values and file endings`(shell: String) async throws {
        let script = try await BuiltCommand.run("--generate-completion-script", shell)
        #expect(script.status == 0)
        #expect(script.messages == "")
        for word in ["identify", "keras.GlorotUniform", "torch.nn.init.xavier_uniform_", "yaml", "junit"] {
            #expect(script.output.contains(word), "\(word)")
        }
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("glorot expl", "explain"),
            ("glorot explain keras.Gl", "keras.GlorotUniform keras.GlorotNormal"),
            (
                "glorot verify w.npy --as torch.nn.init.xav",
                "torch.nn.init.xavier_uniform_ torch.nn.init.xavier_normal_"
            ),
            ("glorot verify w.npy --format j", "json junit"),
            ("glorot verify w.npy --expect ''", "rules.yaml"),
            ("glorot verify n", "notes.txt"),
            ("glorot pvalue kol", "kolmogorov-smirnov kolmogorov-limit"),
            ("glorot sample he_normal --dtype fl", "float16 float32 float64"),
            ("glorot explain no.such", ""),
        ]
    )
    func `bash completes subcommands, claims, values and files`(line: String, words: String) async throws {
        let completed = try await BuiltCommand.run(
            [line],
            script: #"""
                touch rules.yaml notes.txt w.npy
                "$0" --generate-completion-script bash > completion.bash
                bash -c '
                    . ./completion.bash
                    complete_line() {
                        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMPREPLY=()
                        _glorot "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                        echo "${COMPREPLY[*]}"
                    }
                    eval "complete_line $0"
                ' "$1"
                """#
        )
        #expect(completed == .success(words + "\n"))
    }

    /// The manual pages are made from this dump.
    @Test(.tags(.property)) func `the help can be read by programs`() async throws {
        let dumped = try await BuiltCommand.run("--experimental-dump-help")
        #expect(dumped.status == 0 && dumped.messages == "")
        let document = try JSONSerialization.jsonObject(with: Data(dumped.output.utf8)) as? [String: Any]
        let command = try #require(document?["command"] as? [String: Any])
        let names = (command["subcommands"] as? [[String: Any]])?.compactMap { $0["commandName"] as? String }
        #expect(Set(try #require(names)).isSuperset(of: ["explain", "verify", "report", "list"]))
    }

    @Test(.tags(.negativeControl)) func `a shell that is none has no script`() async throws {
        let refused = try await BuiltCommand.run("--generate-completion-script", "cmd")
        #expect(refused.status == 64)
        #expect(refused.output == "")
    }

    @Test(.tags(.property)) func `the version is three numbers and what draws are made with`() async throws {
        let version = try await BuiltCommand.run("--version")
        #expect(version.status == 0)
        #expect(version.messages == "")
        let form =
            /glorot \d+\.\d+\.\d+( \([0-9a-f]{9}(-dirty)?\))?, drawing with (sse2|avx2|avx512|neon|portable)\n/
        #expect(version.output.wholeMatch(of: form) != nil)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("verfy", "; the nearest is verify"), ("relu", "; try glorot explain 'relu'"),
            ("selu", "; try glorot explain 'selu'"), ("Explain", "; the nearest is explain"),
            ("keras.GlorotUniform", "; try glorot explain 'keras.GlorotUniform'"),
            ("xavier", "; try glorot explain 'xavier'"), ("qqqqqqqqqqqqqqqq", "; see glorot --help"),
        ]
    )
    func `a word that is no subcommand is answered with the nearest`(word: String, hint: String) async throws {
        #expect(
            try await BuiltCommand.run(word, "--shape", "1")
                == .refusal(64, "found '\(word)', expected a subcommand\(hint)")
        )
    }

    @Test(.tags(.negativeControl)) func `help about a word that is no subcommand is answered with the nearest`()
        async throws
    {
        #expect(
            try await BuiltCommand.run("help", "explian")
                == .refusal(64, "found 'explian', expected a subcommand; the nearest is explain")
        )
        #expect(try await BuiltCommand.run("help", "explain").status == 0)
        #expect(try await BuiltCommand.run("help").status == 0)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [["conform"], ["--verison"], ["list", "--format", "yaml"], ["list", "kears"], ["explain"]]
    )
    func `a wrong command line is refused with status 64`(arguments: [String]) async throws {
        let refused = try await BuiltCommand.run(arguments)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: "))
    }
}
