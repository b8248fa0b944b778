internal import Claims
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import ArgumentParser
import Claims
import Conformance
import Report
import WeightFiles

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draws from every initializer, tests it against its closed form and writes the conformance report.",
        discussion: """
            The same seed writes the same bytes. The old report is kept until the new one is complete.

            EXAMPLES:
              glorot report
              glorot report --only keras.GlorotUniform he_normal --output new-report
              glorot report --only keras 'torch.nn.init.*' --output new-report
              glorot report --seed random --output new-report
              glorot report --output new-report --baseline reports/conformance.json
            """
    )

    private static let standardSeed: UInt64 = 2026

    @Option(
        help: ArgumentHelp(
            "The folder to write to; reports by default. Required with --only, --samples, --seed or --escalate.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var output: String?

    @Option(help: "The seed of every draw; random picks a fresh one, prints and records it, and implies --escalate.")
    var seed = SeedArgument(Self.standardSeed)

    @Flag(help: "Draw suspicious cases again, with four times the values, until they are decided.")
    var escalate = false

    @Option(help: "Values drawn in a case, at least 1.")
    var samples: Int = Plan.standardSampleCount

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            """
            Draw only these: initializers, frameworks such as keras, patterns such as 'torch.nn.init.*'; needs --output.
            """,
            valueName: "claim"
        ),
        completion: ClaimNames.completion
    )
    var only: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            What to write, separated by commas: markdown, json (and badge.json, for shields.io), junit, html (one page \
            with everything), and figures (SVG files in the folder figures, which the Markdown then shows).
            """,
            valueName: "formats"
        ),
        completion: .list(Format.allCases.map(\.rawValue))
    )
    var format: String = "markdown,json,figures"

    @Option(
        help: ArgumentHelp(
            "An earlier report as JSON: print what changed since, and exit with status 1 if anything did.",
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var baseline: String?

    @Option(help: "With --baseline: fail only on worse verdicts and missing cases.")
    var allow: Allowance?

    @Flag(help: "Exit with status 2 if nothing deviates but something is inconclusive.")
    var strict = false

    enum Allowance: String, ExpressibleByArgument, CaseIterable {
        case valueBreaking = "value-breaking"
    }

    func run() async throws {
        try await ExitStatus.reporting {
            let formats = try parsedFormats()
            guard allow == nil || baseline != nil else {
                throw UsageError("--allow: found no --baseline, expected one to compare with")
            }
            try OptionCheck.count(samples, "--samples", atMost: OptionCheck.largestSample)
            let folder = try OptionCheck.folder(output, changes: changes)
            var plan = try Plan.standard().drawing(samples)
            if !only.isEmpty { plan = try plan.only(only) }
            // Read before anything is drawn or written: it may be the very file that will be replaced.
            let baseline = try baseline.map { try Baseline.read($0) }
            try createFolder(folder)
            // A part of the plan runs with the defects that are planted under its claims.
            let claims = Set(plan.claims.map(\.text))
            let defects = PlantedDefect.all.filter { only.isEmpty || claims.contains($0.claim) }
            if seed.isFresh {
                Terminal.message("seed \(seed); the same draws again: --seed \(seed) --escalate")
            }
            ProcessResources.keepLargeArrays()
            let progress = ProgressLine("cases")
            var finished = try await ConformanceRun.run(
                plan,
                seed: seed.value,
                defects: defects,
                escalation: isEscalating ? Escalation() : nil
            ) { done, total in
                progress.show(done, of: total)
            }
            if only.isEmpty { finished.propagation = try await Propagation.ofTheReport(seed: seed.value) }
            try write(finished, formats, to: folder)
            let comparison = try baseline.map {
                try BaselineComparison(finished, since: $0, isPartial: !only.isEmpty)
            }
            if let comparison { try Terminal.output(TextComparison.render(comparison)) }
            try conclude(finished, comparison)
        }
    }

    // MARK: - Implementation

    /// The given options that change the standard report.
    private var changes: [String] {
        [
            ("--only", !only.isEmpty), ("--samples", samples != Plan.standardSampleCount),
            ("--seed", seed.isFresh || seed.value != Self.standardSeed), ("--escalate", escalate),
        ].filter(\.1).map(\.0)
    }

    private var isEscalating: Bool { escalate || seed.isFresh }

    private enum Format: String, CaseIterable {
        // In the order of writing: Markdown last, so that a new one means that all files are there.
        case figures, junit, json, html, markdown

        /// The file or folder that it writes.
        var fileName: String {
            switch self {
            case .figures: "figures"
            case .junit: "conformance.xml"
            case .json: "conformance.json"
            case .html: "conformance.html"
            case .markdown: "conformance.md"
            }
        }
    }

    private static let formatNames = "markdown, json, junit, html or figures"

    private func parsedFormats() throws -> [Format] {
        let wanted = try format.split(separator: ",").map { name in
            guard let format = Format(rawValue: String(name)) else {
                throw UsageError("--format: found '\(name)', expected \(Self.formatNames)")
            }
            return format
        }
        guard !wanted.isEmpty else { throw UsageError("--format: found nothing, expected \(Self.formatNames)") }
        return Format.allCases.filter { wanted.contains($0) }
    }

    /// A file of the report.
    private struct Document {
        let name: String
        let text: String

        /// The message once it is in place; for figures only the last has one.
        var message: String?

        init(_ name: String, _ text: String) {
            (self.name, self.text) = (name, text)
            message = name
        }
    }

    private func write(_ run: ConformanceRun, _ formats: [Format], to folder: String) throws {
        let isDrawn = formats.contains(.figures)
        let figures = isDrawn || formats.contains(.html) ? FigureSet(run) : nil
        let documents = formats.flatMap { format -> [Document] in
            switch format {
            case .figures: drawings(figures?.all ?? [])
            case .junit: [Document(format.fileName, JUnitReport.render(run))]
            case .json: [badge(run), Document(format.fileName, JSONReport.render(run))]
            case .html: [Document(format.fileName, HTMLReport.render(run, figures: figures ?? FigureSet(run)))]
            case .markdown: pages(MarkdownReport.pages(run, figures: isDrawn ? figures : nil))
            }
        }
        if isDrawn { try createFolder("\(folder)/figures") }
        if formats.contains(.markdown) { try createFolder("\(folder)/details") }
        let written = Set(documents.map(\.name) + (isDrawn ? [Format.figures.fileName] : []))
        let known = try MarkdownReport.paths(of: Plan.standard()).sorted()
        let others = (Format.allCases.map(\.fileName) + ["badge.json"] + known).filter {
            !written.contains($0) && access("\(folder)/\($0)", F_OK) == 0
        }
        try place(documents[...], in: folder)
        // Otherwise a reader would take them for this run's.
        for name in others {
            Terminal.message("note: \(folder)/\(name) is an earlier run's; this one did not write it")
        }
    }

    /// The badge, which goes with the JSON and has no message.
    private func badge(_ run: ConformanceRun) -> Document {
        var document = Document("badge.json", BadgeReport.render(run))
        document.message = nil
        return document
    }

    /// The pages, with the first one last; the others have no message.
    private func pages(_ pages: [(path: String, text: String)]) -> [Document] {
        pages.enumerated().reversed().map { index, page in
            var document = Document(page.path, page.text)
            if index > 0 { document.message = nil }
            return document
        }
    }

    private func drawings(_ figures: [ReportFigure]) -> [Document] {
        figures.enumerated().map { index, figure in
            var document = Document("figures/\(figure.fileName)", figure.file)
            let isLast = index == figures.count - 1
            document.message = isLast ? "figures: \(figures.count) figure\(index == 0 ? "" : "s")" : nil
            return document
        }
    }

    /// Stages all documents, then moves them into place from the first to the last: if one cannot be written, the old
    /// report stays whole.
    private func place(_ documents: ArraySlice<Document>, in folder: String) throws {
        guard let document = documents.last else { return }
        let path = "\(folder)/\(document.name)"
        var file = try StagedFile(path: path)
        try file.write(document.text.utf8)
        try file.finish()
        try place(documents.dropLast(), in: folder)
        try file.commit()
        if let message = document.message { Terminal.message("wrote \(folder)/\(message)") }
    }

    private func conclude(_ run: ConformanceRun, _ comparison: BaselineComparison?) throws {
        TextReport.failures(run).forEach { Terminal.message($0) }
        try Terminal.output(TextReport.summary(run))
        let isBroken = (allow == nil ? comparison?.hasChanges : comparison?.hasLosses) ?? false
        let isFailing = run.cases.contains { $0.verdict == .deviates } || run.defects.contains { !$0.isCaught }
        if isFailing || isBroken { throw ExitCode(ExitStatus.deviates) }
        if strict, run.cases.contains(where: { $0.verdict == .inconclusive }) {
            throw ExitCode(ExitStatus.inconclusive)
        }
    }
}
