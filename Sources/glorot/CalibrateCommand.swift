import ArgumentParser
import Conformance
import Report
import WeightFiles

struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measures how often the tests reject correct weights and notice wrong ones.",
        discussion: """
            Draws samples of 10 to 10^6 values from exact laws under fresh keys, and runs the whole battery on each. \
            Then does the same with laws that have the smallest errors that the tests claim to notice. Writes the \
            calibration report. The same seed writes the same bytes.

            EXAMPLES:
              glorot calibrate
              glorot calibrate --runs 30 --power-samples 100 --output new-calibration
            """
    )

    private static let standardRuns = 3000
    private static let standardPowerSamples = 2000
    private static let standardPlanRuns = 0
    private static let standardAlpha = 0.01
    private static let standardSeed: UInt64 = 1
    private static let planSamples = 1 << 16

    @Option(help: "Runs of the battery on samples of 10, 100 and 1,000 values, at least 1; fewer on larger samples.")
    var runs: Int = Self.standardRuns

    @Option(help: "Samples with each planted error, at least 1; a tenth as many of 10^6 values.")
    var powerSamples: Int = Self.standardPowerSamples

    @Option(help: "Additional runs of the whole plan, of 65,536 values a case; 0 or more.")
    var plan: Int = Self.standardPlanRuns

    @Option(help: "The family-wise rate of each run, above 0 and below 1.")
    var alpha: Double = Self.standardAlpha

    @Option(help: "The seed that all keys are folded from.")
    var seed: UInt64 = Self.standardSeed

    @Option(
        help: ArgumentHelp(
            "The folder to write calibration.md to; reports by default. Required with any other option.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var output: String?

    func run() async throws {
        try await ExitStatus.reporting {
            try OptionCheck.count(runs, "--runs", atMost: OptionCheck.largestRunCount)
            try OptionCheck.count(powerSamples, "--power-samples", atMost: OptionCheck.largestRunCount)
            guard plan >= 0 else { throw UsageError("--plan: found \(plan), expected 0 or more") }
            try OptionCheck.alpha(alpha)
            let folder = try OptionCheck.folder(output, changes: changes)
            try createFolder(folder)
            let sizes = Calibration.sizes(runs: runs)
            let progress = ProgressLine("runs")
            let calibration = try await Calibration.run(sizes: sizes, seed: seed, alpha: alpha) { done, total in
                progress.show(done, of: total)
            }
            let powerSizes = PowerCalibration.sizes(samples: powerSamples)
            let samples = ProgressLine("blocks of samples with errors")
            let power = try await PowerCalibration.run(sizes: powerSizes, seed: seed) { done, total in
                samples.show(done, of: total)
            }
            let planned = try await plannedRuns()
            var file = try StagedFile(path: "\(folder)/calibration.md")
            try file.write(CalibrationReport.render(calibration, power: power, plan: planned).utf8)
            try file.commit()
            Terminal.message("wrote \(folder)/calibration.md")
            let isWithin = CalibrationReport.isWithinLevels(calibration, power: power, plan: planned)
            try Terminal.output(
                "\(calibration.rejectedRunCount()) of \(calibration.runCount()) runs had a rejection, "
                    + "\(isWithin ? "within" : "beyond") the stated levels and powers\n"
            )
        }
    }

    // MARK: - Implementation

    private func plannedRuns() async throws -> PlanCalibration? {
        guard plan > 0 else { return nil }
        let standard = try Plan.standard().drawing(Self.planSamples)
        let progress = ProgressLine("runs of the whole plan")
        return try await PlanCalibration.run(standard, runs: plan, seed: seed, alpha: alpha) { done, total in
            progress.show(done, of: total)
        }
    }

    /// The given options that change the standard document.
    private var changes: [String] {
        [
            ("--runs", runs != Self.standardRuns), ("--power-samples", powerSamples != Self.standardPowerSamples),
            ("--plan", plan != Self.standardPlanRuns), ("--alpha", alpha != Self.standardAlpha),
            ("--seed", seed != Self.standardSeed),
        ].filter(\.1).map(\.0)
    }
}
