import ArgumentParser
import Conformance
import Report

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows the closed form that a claim states, its source, and what it comes to at a shape."
    )

    @Argument(help: "A claim, such as prettytensor.xavier_init or \"torch.nn.init.xavier_uniform_(gain=5/3)\".")
    var claim: String

    @Option(help: ShapeArgument.help)
    var shape: ShapeArgument?

    func run() async throws {
        try await ExitStatus.reporting {
            try Terminal.output(Explanation.render(try Claim(claim), shape: shape?.sizes))
        }
    }
}
