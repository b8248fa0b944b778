import ArgumentParser
import Conformance
import Report
import WeightFiles

struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measures how often correct initializers are rejected, and writes the calibration report.",
        discussion: "Runs the whole plan again and again under fresh seeds. The same seed writes the same bytes."
    )

    @Option(help: "Number of runs of the whole plan, at least 1.")
    var runs: Int = 1000

    @Option(help: "Values drawn in a case, at least 1.")
    var samples: Int = 1 << 16

    @Option(help: "The family-wise rate of each run, above 0 and below 1.")
    var alpha: Double = 0.01

    @Option(help: "The seed of the first run; the others have the next ones.")
    var seed: UInt64 = 1

    @Option(help: "The folder that calibration.md is written to.")
    var output: String = "reports"

    func run() async throws {
        try await ExitStatus.reporting {
            guard runs >= 1 else { throw UsageError("--runs: found \(runs), expected at least 1") }
            guard samples >= 1 else { throw UsageError("--samples: found \(samples), expected at least 1") }
            guard alpha > 0, alpha < 1 else {
                throw UsageError("--alpha: found \(alpha), expected a number above 0 and below 1")
            }
            let plan = try Plan.standard().drawing(samples)
            try createFolder(output)
            let calibration = try await Calibration.run(plan, runs: runs, seed: seed, alpha: alpha) { done, total in
                Terminal.progress(done, of: total, "runs")
            }
            var file = try StagedFile(path: "\(output)/calibration.md")
            try file.write(CalibrationReport.render(calibration).utf8)
            try file.commit()
            Terminal.message("wrote \(output)/calibration.md")
            let within = CalibrationReport.isWithinLevels(calibration) ? "within" : "beyond"
            print("\(calibration.rejectedRunCount) of \(runs) runs had a rejection, \(within) the stated levels")
        }
    }
}
