import ArgumentParser
import CCommit
import Claims
import Initializers
import Report

/// The command: argument parsing, progress and exit status. It decides nothing.
struct GlorotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "glorot",
        abstract: "Tells whether initial weights follow the law that they are claimed to follow.",
        discussion: """
            EXAMPLES:
              glorot explain xavier
              glorot verify w.npy --as torch.nn.init.xavier_uniform_
              glorot report --output new-report

            A claim is the call that was made, in the framework's own words; glorot list shows all of them. \
            For shell completions, run glorot --generate-completion-script bash, zsh or fish. The environment variable \
            GLOROT_THREADS limits the number of threads that read and test.

            Exit status: 0 everything asked for conforms; 1 something deviates, a planted defect was missed, or a report \
            differs from its --baseline; 2 something is inconclusive, and --strict was given; 64 the command line, a \
            claim or the expectations are wrong, or nothing was tested; 65 a file is malformed; 66 a file cannot be read; 70 an internal error; \
            73 the output cannot be written.
            """,
        version: "glorot \(ToolVersion.text)\(commit), drawing with \(InstructionSet.best)",
        subcommands: [
            ReportCommand.self, VerifyCommand.self, SummarizeCommand.self, MergeCommand.self, JudgeCommand.self,
            IdentifyCommand.self, UntrainedCommand.self, DraftCommand.self, ListCommand.self, ExplainCommand.self,
            SampleCommand.self, PropagateCommand.self, CalibrateCommand.self, PValueCommand.self,
            FrameworksCommand.self,
        ]
    )

    /// The commit that was built, such as " (1a2b3c4d5)"; empty if the build was not given one.
    private static var commit: String {
        let commit = String(cString: glorot_commit())
        return commit.isEmpty ? "" : " (\(commit))"
    }

    /// The error for a command line whose first word is not a subcommand; nil if there is nothing wrong.
    static func unknownSubcommand(_ arguments: some Sequence<String>) -> UsageError? {
        let shown =
            configuration.subcommands.compactMap { $0.configuration.shouldDisplay ? $0.configuration.commandName : nil }
            + ["help"]
        let known = configuration.subcommands.compactMap { $0.configuration.commandName } + shown
        let words = Array(arguments.prefix(2))
        // The word after help must be a subcommand, too.
        let isHelp = words.first == "help" && words.count > 1
        guard let word = isHelp ? words[1] : words.first, !word.hasPrefix("-"), !known.contains(word) else {
            return nil
        }
        let nearest = EditDistance.nearest(to: word, of: shown)
        let isQuestion = (try? Question([word])) != nil
        let isSlip = nearest.map { EditDistance.between(Array(word.utf8), $0.utf8, limit: 1) != nil } ?? false
        // A claim or the name of a rule is something to explain, unless it is one letter away from a subcommand.
        let hint =
            if let nearest, isSlip || !isQuestion {
                "the nearest is \(nearest)"
            } else {
                isQuestion ? "try glorot explain '\(word)'" : "see glorot --help"
            }
        return UsageError("found '\(word)', expected a subcommand; \(hint)")
    }

    /// Prints what ended the command, which may be help or the version, and returns the exit status.
    ///
    /// The parser's own exit would not notice that its help cannot be written.
    static func tell(_ error: any Error) -> Int32 {
        let text = fullMessage(for: error)
        let status = exitCode(for: error).rawValue
        guard !text.isEmpty else { return status }
        guard status == 0 else {
            // The parser writes several lines.
            text.split(separator: "\n", omittingEmptySubsequences: false).forEach { Terminal.message(String($0)) }
            return status
        }
        do {
            try Terminal.output(text + "\n")
            return status
        } catch {
            Terminal.message("Error: \(error)")
            return ExitStatus.cannotWrite
        }
    }
}
