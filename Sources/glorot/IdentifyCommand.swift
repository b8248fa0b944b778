import ArgumentParser
import Conformance
import Report
import WeightFiles

struct IdentifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Tells what drew the weights in files: the family of each tensor and the claims that it conforms to.",
        usage: """
            glorot identify <file> ... [--tensor <pattern>] ...
                            [--fan-in <n> --fan-out <n>] [<options>]
            """,
        discussion: """
            Tries every initializer that glorot knows, with the usual arguments. A listed claim is one that was not \
            rejected: a small tensor conforms to many. Reads the same files as verify.

            EXAMPLES:
              glorot identify model.safetensors --tensor '*.weight'
              glorot identify w.npy --format json
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

    @Option(help: "The output format.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            try OptionCheck.alpha(alpha)
            let stated = try fans.claimed()
            try input.checkDistinct()
            // If some cannot be opened, the others are still looked at.
            let (opened, unopened) = input.open()
            let progress = ProgressLine("tensors")
            let names = try (tensor.isEmpty ? ["*"] : tensor).map { try Glob(checking: $0) }
            let identification = await Identification.run(opened, named: names, fans: stated, alpha: alpha) {
                done,
                total in
                progress.show(done, of: total)
            }
            if format == .text { identification.warnings.forEach { Terminal.message("warning: \($0)") } }
            if let emptiness = identification.emptiness { Terminal.message("Error: \(emptiness)") }
            // A reader of text has seen all messages; the other formats are complete documents in any case.
            if !opened.isEmpty || format != .text { try Terminal.output(rendered(identification)) }
            let failed = identification.cases.compactMap { tensor -> Int32? in
                if case .failed(let error) = tensor.disposition { ExitStatus.of(error) } else { nil }
            }
            let empty = identification.emptiness == nil || opened.isEmpty ? [] : [ExitStatus.usage]
            if let status = ExitStatus.first(of: unopened.map { ExitStatus.of($0) } + failed + empty) {
                throw ExitCode(status)
            }
        }
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
