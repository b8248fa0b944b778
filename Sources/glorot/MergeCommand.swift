import ArgumentParser
import Conformance
import Report
import WeightFiles

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merges several summaries into one.",
        usage: "glorot merge <file> ... --output <file>",
        discussion: """
            The summaries may come in any order and may be merged ones. Anything that comes twice counts once. \
            Summaries of different files, rules or levels are refused with status 65, and so are two that contradict \
            each other about a tensor.

            EXAMPLES:
              glorot merge 1.glorot 2.glorot 3.glorot --output merged.glorot
            """
    )

    @Argument(help: ArgumentHelp("The summaries.", valueName: "file"), completion: .file(extensions: ["glorot"]))
    var files: [String]

    @Option(help: ArgumentHelp("Where to write the merged summary.", valueName: "file"), completion: .file())
    var output: String

    func run() async throws {
        try await ExitStatus.reporting {
            guard let merged = try VerificationSummary.merged(SummaryFile.read(files)) else { return }
            try SummaryFile.write(merged, to: output)
        }
    }
}

extension SummaryFile {
    /// Reads several summaries, each with its path.
    static func read(_ paths: [String]) throws(WeightFileError) -> [(path: String, summary: VerificationSummary)] {
        var summaries: [(path: String, summary: VerificationSummary)] = []
        for path in paths { summaries.append((path, try read(path))) }
        return summaries
    }
}
