import ArgumentParser
import Conformance
import Report
import WeightFiles

struct UntrainedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "untrained",
        abstract: "Tells whether the weights in files are as their initializers left them.",
        usage: """
            glorot untrained <file> ... [--tensor <pattern>] ...
                             [--seeds <range>] ... [--stream <stream>] ... [<options>]
            """,
        discussion: """
            A tensor is untrained if it is what a framework draws at a seed, equal to the bit, or if it conforms to an \
            initializer that glorot knows and has enough values to show a change. Reads the same files as verify, and \
            looks for seeds like identify.

            That a tensor conforms to no known initializer does not prove that it was trained: something else may have \
            drawn it. And a law is not a proof either: a step too small to change it goes unnoticed, but for the seed.

            Exits with status 1 if a tensor is unlike what any known initializer leaves.

            EXAMPLES:
              glorot untrained model.safetensors
              glorot untrained model.pt --seeds 0..1000000 --stream torch
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var input: WeightFileArguments

    @Option(
        help: ArgumentHelp(
            "A pattern of the tensors to look at, such as '*.weight'; all by default. May be repeated.",
            valueName: "pattern"
        )
    )
    var tensor: [String] = []

    @OptionGroup var search: SeedArguments

    @Option(help: "The chance that a tensor that a known initializer left is called trained, above 0 and below 1.")
    var alpha: Double = Identification.standardAlpha

    @Option(
        help: "The relative error of scale that must be noticeable; a tensor with too few values for it cannot be told."
    )
    var resolve: Double = ConformanceRun.standardResolvableScale

    @Flag(help: "Exit with status 2 if nothing is trained but something cannot be told.")
    var strict = false

    @Option(help: "The output format.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            try OptionCheck.alpha(alpha)
            guard resolve > 0, resolve.isFinite else {
                throw UsageError("--resolve: found \(resolve), expected a number above 0")
            }
            let (identification, hasFiles, problem) = try await IdentifyCommand.identify(
                input,
                tensor,
                fans: nil,
                alpha: alpha,
                seeds: try search.search(),
                isText: format == .text
            )
            let untrained = Untrained(identification, resolvableScale: resolve)
            if hasFiles || format != .text {
                try Terminal.output(format == .text ? TextUntrained.render(untrained) : JSONUntrained.render(untrained))
            }
            let statuses = [
                problem, untrained.unlikeCount > 0 ? ExitStatus.deviates : nil,
                strict && untrained.tooSmallCount > 0 ? ExitStatus.inconclusive : nil,
            ]
            if let status = ExitStatus.first(of: statuses.compactMap { $0 }) { throw ExitCode(status) }
        }
    }
}
