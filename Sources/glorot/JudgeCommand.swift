import ArgumentParser
import Conformance
import Report
import RulesFile
import WeightFiles

struct JudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Gives the verdict on weights that were summarized.",
        usage: "glorot judge <file> ... [<options>]",
        discussion: """
            Writes what verify writes and ends with the same status, without reading the files of weights. Several \
            summaries are merged first. If a tensor is missing, there is no verdict, and the status is 65.

            For a float32 or float64 tensor that was read in parts, only bounds of the p-value of Kolmogorov–Smirnov \
            are known. They nearly always decide. If they do not, the tensor must be read once more; with --exact also \
            if the bounds differ or the tensor deviates. --refine writes the list of such tensors (status 65), \
            summarize --refine reads them, and the result is merged with the rest.

            EXAMPLES:
              glorot judge merged.glorot
              glorot judge *.glorot --format markdown
              glorot judge merged.glorot --exact --refine wanted.json
            """
    )

    @Argument(help: ArgumentHelp("The summaries.", valueName: "file"), completion: .file(extensions: ["glorot"]))
    var files: [String]

    @Flag(help: "Make every p-value exact and explain every deviation, even for tensors that were read in parts.")
    var exact = false

    @Option(
        help: ArgumentHelp(
            "Where to write the list of tensors to read once more. If there are any, no other document is written.",
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var refine: String?

    @OptionGroup var document: DocumentArguments

    func run() async throws {
        try await ExitStatus.reporting {
            try document.check()
            guard let merged = try VerificationSummary.merged(SummaryFile.read(files)) else { return }
            guard merged.header.version == ToolVersion.text else {
                throw WeightFileError.malformed(
                    files[0],
                    "version",
                    found: merged.header.version,
                    expected: "\(ToolVersion.text), that of this glorot: other versions may test other things"
                )
            }
            let judgement = try await Verification.judge(
                merged,
                path: files[0],
                expecting: Expectations(merged.header.rules),
                isExact: exact,
                evidenceLimit: document.evidenceLimit
            )
            switch judgement {
            case .verdicts(let verification):
                for case .unopened(let error) in verification.cases.map(\.disposition) {
                    Terminal.message("Error: \(error)")
                }
                try document.tell(verification, hasFiles: merged.header.hasFiles)
            case .wanted(let wanted, _): try want(wanted)
            }
        }
    }

    // MARK: - Implementation

    private func want(_ wanted: WantedTensors) throws {
        let count = Numerals.counted(wanted.tensors.count, "tensor")
        guard let refine else {
            let found =
                "\(count) that \(wanted.tensors.count == 1 ? "was" : "were") read in parts and must be read once more"
            throw WeightFileError.malformed(files[0], "tensors", found: found, expected: "--refine FILE for their list")
        }
        var file = try StagedFile(path: refine)
        try file.write(JSONWanted.render(wanted).utf8)
        try file.commit()
        Terminal.message(
            "\(refine): \(count) to be read once more, by glorot summarize with the same files and rules and --refine \(refine)"
        )
        throw ExitCode(ExitStatus.malformed)
    }
}
