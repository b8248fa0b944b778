import ArgumentParser
import Claims
import Report

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows the closed form that a claim states, its source, and what it comes to at a shape.",
        discussion: """
            With a shape: the fans worked out from it, the formula with its numbers, and the law's figures. Below, the \
            calls of Keras, PyTorch and JAX that draw the same law; a framework that has none is left out. The shape has \
            the claim's own order of axes; the other calls take theirs.

            EXAMPLES:
              glorot explain keras.GlorotUniform --shape 784,256
              glorot explain 'torch.nn.init.xavier_uniform_(gain=5/3)' --shape 128,64,3,3
            """
    )

    @Argument(
        help: "A claim, such as prettytensor.xavier_init or \"torch.nn.init.xavier_uniform_(gain=5/3)\".",
        completion: ClaimNames.completion
    )
    var claim: String

    @Option(help: ShapeArgument.help)
    var shape: ShapeArgument?

    func run() async throws {
        try await ExitStatus.reporting {
            try Terminal.output(Explanation.render(try Claim(claim), shape: shape?.sizes))
        }
    }
}
