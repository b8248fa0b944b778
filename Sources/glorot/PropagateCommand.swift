import ArgumentParser
import Claims
import Conformance
import Report

/// The name of an activation on the command line.
struct ActivationArgument: ExpressibleByArgument {
    let activation: Activation

    init(_ activation: Activation) { self.activation = activation }

    init?(argument: String) {
        guard let activation = Activation(rawValue: argument) else { return nil }
        self.activation = activation
    }

    var defaultValueDescription: String { activation.rawValue }

    static var allValueStrings: [String] { Activation.allCases.map(\.rawValue) }
}

struct PropagateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propagate",
        abstract: "Shows how signals and gradients pass through a deep network at initialization.",
        discussion: """
            Prints the variance of activations and of back-propagated gradients by layer, beside the closed form of \
            the linear regime, as in Glorot & Bengio (2010). Inputs are standard normal numbers, and so is the \
            gradient that enters above the last layer. The same seed prints the same bytes.

            EXAMPLES:
              glorot propagate glorot_uniform he_normal --layers 5 --activation tanh
              glorot propagate he_normal --activation relu --format json
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, svg
    }

    @Argument(
        help: "Claims, such as glorot_uniform torch.nn.Linear.weight \"normal(stddev=0.01)\".",
        completion: ClaimNames.completion
    )
    var claims: [String]

    @Option(help: "Number of layers, at least 1.")
    var layers: Int = 5

    @Option(help: "Units of each layer and of the input, at least 1.")
    var width: Int = 1000

    @Option(help: "The activation function: linear, tanh, relu or sigmoid.")
    var activation = ActivationArgument(.tanh)

    @Option(help: "Number of inputs, at least 1.")
    var batch: Int = 256

    @Option(help: "The seed of every draw.")
    var seed: UInt64 = 0

    @Option(help: "text, json, or svg: a figure of the variances, and of the values of the first four claims.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            let network = try DeepNetwork(layers: layers, width: width, activation: activation.activation, batch: batch)
            var parsed: [Claim] = []
            for claim in claims { parsed.append(try Claim(claim)) }
            let results = try await Propagation.run(parsed, through: network, seed: seed)
            switch format {
            case .text: try Terminal.output(TextPropagation.render(results))
            case .json: try Terminal.output(JSONPropagation.render(results, seed: seed))
            case .svg: try Terminal.output(PropagationFigure.figure(results)?.file ?? "")
            }
        }
    }
}
