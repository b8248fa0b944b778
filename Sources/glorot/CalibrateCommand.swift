import ArgumentParser
import Conformance
import Report
import WeightFiles

struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measures how often correct initializers are rejected, and writes the calibration report.",
        discussion: """
            Runs the whole plan again and again under fresh seeds. The same seed writes the same bytes.

            EXAMPLES:
              glorot calibrate
              glorot calibrate --runs 20 --samples 4096 --output /tmp/calibration
            """
    )

    private static let standardRuns = 1000
    private static let standardSamples = 1 << 16
    private static let standardAlpha = 0.01
    private static let standardSeed: UInt64 = 1

    @Option(help: "Number of runs of the whole plan, at least 1.")
    var runs: Int = Self.standardRuns

    @Option(help: "Values drawn in a case, at least 1.")
    var samples: Int = Self.standardSamples

    @Option(help: "The family-wise rate of each run, above 0 and below 1.")
    var alpha: Double = Self.standardAlpha

    @Option(help: "The seed of the first run; the others have the next ones.")
    var seed: UInt64 = Self.standardSeed

    @Option(
        help: ArgumentHelp(
            "The folder that calibration.md is written to: reports, unless another option is given.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var output: String?

    func run() async throws {
        try await ExitStatus.reporting {
            try OptionCheck.count(runs, "--runs")
            try OptionCheck.count(samples, "--samples")
            try OptionCheck.alpha(alpha)
            let folder = try OptionCheck.folder(output, changes: changes)
            let plan = try Plan.standard().drawing(samples)
            try createFolder(folder)
            let progress = ProgressLine("runs")
            let calibration = try await Calibration.run(plan, runs: runs, seed: seed, alpha: alpha) { done, total in
                progress.show(done, of: total)
            }
            var file = try StagedFile(path: "\(folder)/calibration.md")
            try file.write(CalibrationReport.render(calibration).utf8)
            try file.commit()
            Terminal.message("wrote \(folder)/calibration.md")
            let within = CalibrationReport.isWithinLevels(calibration) ? "within" : "beyond"
            try Terminal.output(
                "\(calibration.rejectedRunCount) of \(runs) runs had a rejection, \(within) the stated levels\n"
            )
        }
    }

    // MARK: - Implementation

    /// The options that make another document than the standard one.
    private var changes: [String] {
        [
            ("--runs", runs != Self.standardRuns), ("--samples", samples != Self.standardSamples),
            ("--alpha", alpha != Self.standardAlpha), ("--seed", seed != Self.standardSeed),
        ].filter(\.1).map(\.0)
    }
}
