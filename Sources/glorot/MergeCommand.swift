import ArgumentParser
import Conformance
import Report
import WeightFiles

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Makes one summary of several.",
        usage: "glorot merge <file> ... --output <file>",
        discussion: """
            In any order, and of what was merged before: what comes twice counts once. Summaries of other files, rules or \
            levels are refused, and so are two that say different things of one tensor; status 65.

            EXAMPLES:
              glorot merge 1.glorot 2.glorot 3.glorot --output merged.glorot
            """
    )

    @Argument(help: ArgumentHelp("The summaries.", valueName: "file"), completion: .file(extensions: ["glorot"]))
    var files: [String]

    @Option(help: ArgumentHelp("Where the one summary goes.", valueName: "file"), completion: .file())
    var output: String

    func run() async throws {
        try await ExitStatus.reporting {
            guard let merged = try VerificationSummary.merged(SummaryFile.read(files)) else { return }
            try SummaryFile.write(merged, to: output)
        }
    }
}

extension SummaryFile {
    /// Reads several, each with its name.
    static func read(_ paths: [String]) throws(WeightFileError) -> [(path: String, summary: VerificationSummary)] {
        var summaries: [(path: String, summary: VerificationSummary)] = []
        for path in paths { summaries.append((path, try read(path))) }
        return summaries
    }
}
