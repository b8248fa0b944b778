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
        for name in ["report", "verify", "identify", "list", "explain", "sample", "propagate", "calibrate", "pvalue"] {
            #expect(help.output.contains("\n  \(name) "))
        }
        #expect(try await BuiltCommand.run() == help)
    }

    @Test(
        .tags(.property),
        arguments: ["report", "verify", "identify", "list", "explain", "sample", "propagate", "calibrate", "pvalue"]
    )
    func `every subcommand has help of its own`(name: String) async throws {
        let help = try await BuiltCommand.run(name, "--help")
        #expect(help.status == 0)
        #expect(help.messages == "")
        #expect(help.output.contains("\nUSAGE: glorot \(name) "))
    }

    @Test(.tags(.property)) func `the version is three numbers`() async throws {
        let version = try await BuiltCommand.run("--version")
        #expect(version.status == 0)
        #expect(version.messages == "")
        #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [["conform"], ["--verison"], ["list", "--format", "yaml"], ["list", "keras"], ["explain"]]
    )
    func `a wrong command line is refused with status 64`(arguments: [String]) async throws {
        let refused = try await BuiltCommand.run(arguments)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: "))
    }
}
