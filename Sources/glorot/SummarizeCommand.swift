import ArgumentParser
import Conformance
import Report
import RulesFile
import WeightFiles

struct SummarizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summarize",
        abstract: "Reads weights, or a share of them, and keeps what a verdict needs.",
        usage: """
            glorot summarize <file> ... (--as <claim> [...] | --expect <file>)
                             [--part <k>/<n>] --output <file>
            """,
        discussion: """
            Splits a verification over any number of machines: each summarizes a part, and one merges the summaries \
            and judges the result. Give all parts the same files in the same order, and the same rules and levels. The \
            work is divided by bytes. A summary takes a few KiB a tensor. A tensor of at most \
            \(Numerals.grouped(1 << 16)) values that may be pooled or may deviate is stored with all its values.

            If a file cannot be read, nothing is written (status 66), so that you can run the part again. A malformed \
            file is part of the verdict.

            EXAMPLES:
              glorot summarize model.safetensors --expect rules.yaml --part 3/8 --output 3.glorot
              glorot merge *.glorot --output merged.glorot
              glorot judge merged.glorot
            """
    )

    @OptionGroup var input: WeightFileArguments
    @OptionGroup var rules: RuleArguments

    @Option(
        help: ArgumentHelp("The share of the work, such as 3/8; all of it by default.", valueName: "k/n"),
        transform: SummaryPart.init(argument:)
    )
    var part: SummaryPart = .all

    @Option(
        help: ArgumentHelp("A list from judge --refine: only its tensors are read, whole.", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var refine: String?

    @Option(help: ArgumentHelp("Where to write the summary.", valueName: "file"), completion: .file())
    var output: String

    func run() async throws {
        try await ExitStatus.reporting {
            let stated = try rules.stated()
            let expectations = try Expectations(stated)
            try rules.checkLevels()
            try input.checkDistinct()
            let (opened, unopened) = input.open()
            for case .file(let error) in unopened { throw WeightFileError.file(error) }
            let header = SummaryHeader(
                version: ToolVersion.text,
                rules: stated,
                alpha: rules.alpha,
                resolvableScale: rules.resolve,
                files: opened,
                unopened: unopened
            )
            let progress = ProgressLine("tensors")
            let summary = try await VerificationSummary.make(
                opened,
                header: header,
                expecting: expectations,
                part: part,
                only: try refine.map { (try WantedTensors(path: $0), $0) }
            ) { done, total in
                progress.show(done, of: total)
            }
            try SummaryFile.write(summary, to: output)
        }
    }
}

extension SummaryPart {
    /// Reads a share from an option, such as 3/8.
    init(argument: String) throws {
        guard let part = SummaryPart(argument) else {
            throw ValidationError("found '\(argument)', expected K/N with K from 1 to N, such as 3/8")
        }
        self = part
    }
}

extension SummaryFile {
    /// Writes a summary, whole or not at all.
    static func write(_ summary: VerificationSummary, to path: String) throws {
        let bytes = try bytes(of: summary)
        var file = try StagedFile(path: path)
        try file.write(bytes)
        try file.commit()
    }
}
