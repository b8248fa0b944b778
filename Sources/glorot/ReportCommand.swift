import ArgumentParser
import Conformance
import Report
import WeightFiles

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draws from every initializer, tests it against its closed form and writes the conformance report.",
        discussion: """
            The same seed writes the same bytes. The old report stands until the new one is whole.

            EXAMPLES:
              glorot report
              glorot report --only keras.GlorotUniform he_normal --output /tmp/report
              glorot report --seed random --output /tmp/report
              glorot report --output /tmp/report --baseline reports/conformance.json
            """
    )

    private static let standardSeed: UInt64 = 2026

    @Option(
        help: ArgumentHelp(
            "The folder that the documents are written to: reports, unless --seed, --samples or --only is given.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var output: String?

    @Option(help: "The seed of every draw; random for a fresh one, which is told and recorded, and implies --escalate.")
    var seed = SeedArgument(Self.standardSeed)

    @Flag(help: "Draw suspicious cases again, with four times the values, until they are decided.")
    var escalate = false

    @Option(help: "Values drawn in a case, at least 1.")
    var samples: Int = Plan.standardSampleCount

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Only these initializers; needs an --output of its own.", valueName: "claim"),
        completion: ClaimNames.completion
    )
    var only: [String] = []

    @Option(
        help: ArgumentHelp("What to write: markdown, json, junit, separated by commas.", valueName: "formats"),
        completion: .list(Format.allCases.map(\.rawValue))
    )
    var format: String = "markdown,json"

    @Option(
        help: ArgumentHelp(
            "An earlier report as JSON; tells what changed since, and exits with status 1 if anything did.",
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var baseline: String?

    @Option(help: "With --baseline: only worse verdicts and missing cases fail.")
    var allow: Allowance?

    enum Allowance: String, ExpressibleByArgument, CaseIterable {
        case valueBreaking = "value-breaking"
    }

    func run() async throws {
        try await ExitStatus.reporting {
            let formats = try parsedFormats()
            guard allow == nil || baseline != nil else {
                throw UsageError("--allow: found no --baseline, expected one to compare with")
            }
            try OptionCheck.count(samples, "--samples")
            let folder = try OptionCheck.folder(output, changes: changes)
            var plan = try Plan.standard().drawing(samples)
            if !only.isEmpty { plan = try plan.only(only) }
            // Before anything is drawn or written: it may be the very file that is going to be replaced.
            let baseline = try baseline.map { try Baseline.read($0) }
            try createFolder(folder)
            // A part of the plan is run with the defects that are planted under its claims.
            let claims = Set(plan.claims.map(\.text))
            let defects = PlantedDefect.all.filter { only.isEmpty || claims.contains($0.claim) }
            if seed.isFresh {
                Terminal.message("seed \(seed); the same draws again: --seed \(seed) --escalate")
            }
            let progress = ProgressLine("cases")
            let finished = try await ConformanceRun.run(
                plan,
                seed: seed.value,
                defects: defects,
                escalation: isEscalating ? Escalation() : nil
            ) { done, total in
                progress.show(done, of: total)
            }
            try write(finished, formats, to: folder)
            let comparison = try baseline.map {
                try BaselineComparison(finished, since: $0, isPartial: !only.isEmpty)
            }
            if let comparison { try Terminal.output(TextComparison.render(comparison)) }
            try conclude(finished, comparison)
        }
    }

    // MARK: - Implementation

    /// The options that make another report than the standard one.
    private var changes: [String] {
        [
            ("--only", !only.isEmpty), ("--samples", samples != Plan.standardSampleCount),
            ("--seed", seed.isFresh || seed.value != Self.standardSeed), ("--escalate", escalate),
        ].filter(\.1).map(\.0)
    }

    private var isEscalating: Bool { escalate || seed.isFresh }

    private enum Format: String, CaseIterable {
        // In the order of writing: the Markdown last, so that a new one means that all is there.
        case junit, json, markdown

        var fileName: String {
            switch self {
            case .junit: "conformance.xml"
            case .json: "conformance.json"
            case .markdown: "conformance.md"
            }
        }
    }

    private func parsedFormats() throws -> [Format] {
        let wanted = try format.split(separator: ",").map { name in
            guard let format = Format(rawValue: String(name)) else {
                throw UsageError("--format: found '\(name)', expected markdown, json or junit")
            }
            return format
        }
        guard !wanted.isEmpty else { throw UsageError("--format: found nothing, expected markdown, json or junit") }
        return Format.allCases.filter { wanted.contains($0) }
    }

    private func write(_ run: ConformanceRun, _ formats: [Format], to folder: String) throws {
        let documents = formats.map { format in
            let text =
                switch format {
                case .junit: JUnitReport.render(run)
                case .json: JSONReport.render(run)
                case .markdown: MarkdownReport.render(run)
                }
            return (path: "\(folder)/\(format.fileName)", text: text)
        }
        try place(documents[...])
    }

    /// Stages all documents, then puts them in their places from the first to the last: one that cannot be written leaves
    /// the old report whole.
    private func place(_ documents: ArraySlice<(path: String, text: String)>) throws {
        guard let document = documents.last else { return }
        var file = try StagedFile(path: document.path)
        try file.write(document.text.utf8)
        try file.finish()
        try place(documents.dropLast())
        try file.commit()
        Terminal.message("wrote \(document.path)")
    }

    private func conclude(_ run: ConformanceRun, _ comparison: BaselineComparison?) throws {
        let deviating = run.cases.filter { $0.verdict == .deviates }
        let missed = run.defects.filter { !$0.isCaught }
        for result in deviating {
            let cause = result.cause.map { ": \($0)" } ?? ""
            Terminal.message("deviates: \(result.claim) \(Figures.shape(result.shape))\(cause)")
        }
        for defect in missed {
            Terminal.message("missed: \(defect.defect.name) \(Figures.shape(defect.result.shape))")
        }
        let conforming = run.cases.count(where: { $0.verdict == .conforms })
        try Terminal.output(
            "\(conforming) of \(run.cases.count(where: { $0.outcome != nil })) cases conform, "
                + "\(run.defects.count - missed.count) of \(run.defects.count) planted defects caught\n"
        )
        let isBroken = (allow == nil ? comparison?.hasChanges : comparison?.hasLosses) ?? false
        if !deviating.isEmpty || !missed.isEmpty || isBroken { throw ExitCode(ExitStatus.deviates) }
    }
}
