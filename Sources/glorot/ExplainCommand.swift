import ArgumentParser
import Claims
import Report

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains an initializer: its closed form and source, what a name means where, how two differ.",
        usage: """
            glorot explain <claim> [<claim>] [--shape <shape>]
                           [--fan-in <n> --fan-out <n>] [--format <format>]
            """,
        discussion: """
            For a claim: its closed form, its figures at a shape, and the calls of Keras, PyTorch and JAX that draw \
            the same law. For a rule's name (xavier, he, lecun, orthogonal, relu, tensorflow): what it is, and what \
            each framework means by it. For two of either: whether they are one law, and how many values would show \
            that they are not.

            Give a shape in the claim's own order of axes, or the first claim's of two. The other calls use their own.

            EXAMPLES:
              glorot explain xavier
              glorot explain xavier vs he --shape 784x256
              glorot explain keras.GlorotUniform --shape 784,256
              glorot explain 'he_normal(dtype=bfloat16)' --fan-in 576 --fan-out 1152
              glorot explain keras.GlorotNormal torch.nn.init.xavier_normal_
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown
    }

    @Argument(
        help: ArgumentHelp(
            "A claim, such as \"torch.nn.init.xavier_uniform_(gain=5/3)\", or a rule's name; two to compare them.",
            valueName: "claim"
        ),
        completion: ClaimNames.completion
    )
    var claims: [String]

    @Option(help: ShapeArgument.help, transform: ShapeArgument.read)
    var shape: ShapeArgument?

    @OptionGroup var fans: FanArguments

    @Option(help: "The output format.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            let fans = try fans.claimed()
            guard shape == nil || fans == nil else {
                throw UsageError("--shape: found it beside --fan-in and --fan-out, expected one or the other")
            }
            // The rest of a shape that a shell cut at its blanks.
            if shape != nil, let rest = claims.first(where: ShapeArgument.isRest) {
                throw UsageError(
                    "found '\(rest)' after the shape, expected the whole shape in one word: --shape 784,256, or in quotes, --shape '784, 256'"
                )
            }
            let question = try Question(claims)
            try Terminal.output(
                question.answer(shape: shape?.sizes, fans: fans, asMarkdown: format == .markdown)
            )
        }
    }
}
