import ArgumentParser
import Claims
import Conformance
import Report
import WeightFiles

struct IdentifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Tells what drew the weights in files: the family of each tensor and the claims that it conforms to.",
        usage: """
            glorot identify <file> ... [--tensor <pattern>] ...
                            [--fan-in <n> --fan-out <n>]
                            [--seeds <range>] ... [--stream <stream>] ... [<options>]
            """,
        discussion: """
            Tries every initializer that glorot knows, with the usual arguments. A listed claim is one that was not \
            rejected: a small tensor conforms to many. Reads the same files as verify.

            Also looks for the seed: for each claim that a tensor conforms to, the frameworks' own generators are tried \
            with the seeds that people set, or with those of --seeds. A seed is found by the first values and \
            confirmed on all of them. Tensors that were drawn later are found in the streams of seeds that drew others.

            EXAMPLES:
              glorot identify model.safetensors --tensor '*.weight'
              glorot identify w.npy --format json
              glorot identify w.npy --seeds 0..4294967295 --stream torch
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    @OptionGroup var input: WeightFileArguments

    @Option(
        help: ArgumentHelp(
            "A pattern of the tensors to look at, such as '*.weight'; all by default. May be repeated.",
            valueName: "pattern"
        )
    )
    var tensor: [String] = []

    @OptionGroup var fans: FanArguments

    @Option(help: "The chance that a tensor's true claim is not among those listed, above 0 and below 1.")
    var alpha: Double = Identification.standardAlpha

    @OptionGroup var search: SeedArguments

    @Option(help: "The output format.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            try OptionCheck.alpha(alpha)
            let stated = try fans.claimed()
            let (identification, hasFiles, problem) = try await Self.identify(
                input,
                tensor,
                fans: stated,
                alpha: alpha,
                seeds: try search.search(),
                isText: format == .text
            )
            // A reader of text has seen all messages; the other formats are complete documents in any case.
            if hasFiles || format != .text { try Terminal.output(rendered(identification)) }
            if let problem { throw ExitCode(problem) }
        }
    }

    /// Identifies the tensors of files that can be opened, and tells of the others.
    ///
    /// - Parameter isText: whether the warnings are messages, not part of a document.
    /// - Returns: the identification, whether a file could be opened, and the status of what prevented some of it; nil if
    ///   nothing did.
    static func identify(
        _ input: WeightFileArguments,
        _ tensor: [String],
        fans: ClaimedFans?,
        alpha: Double,
        seeds: SeedSearch?,
        isText: Bool
    ) async throws -> (Identification, hasFiles: Bool, problem: Int32?) {
        try input.checkDistinct()
        // If some cannot be opened, the others are still looked at.
        let (opened, unopened) = input.open()
        let progress = ProgressLine("tensors")
        let names = try (tensor.isEmpty ? ["*"] : tensor).map { try Glob(checking: $0) }
        let identification = await Identification.run(opened, named: names, fans: fans, alpha: alpha, seeds: seeds) {
            done,
            total in
            progress.show(done, of: total)
        }
        if isText { identification.warnings.forEach { Terminal.message("warning: \($0)") } }
        if let emptiness = identification.emptiness { Terminal.message("Error: \(emptiness)") }
        let failed = identification.cases.compactMap { tensor -> Int32? in
            if case .failed(let error) = tensor.disposition { ExitStatus.of(error) } else { nil }
        }
        let empty = identification.emptiness == nil || opened.isEmpty ? [] : [ExitStatus.usage]
        let problem = ExitStatus.first(of: unopened.map { ExitStatus.of($0) } + failed + empty)
        return (identification, !opened.isEmpty, problem)
    }

    // MARK: - Implementation

    private func rendered(_ identification: Identification) -> String {
        switch format {
        case .text: TextIdentification.render(identification)
        case .markdown: MarkdownIdentification.render(identification)
        case .json: JSONIdentification.render(identification)
        }
    }
}
