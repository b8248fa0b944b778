import ArgumentParser
import Report

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists every initializer that claims can name, by framework.",
        discussion: """
            Shows each with its arguments and their defaults, its closed form, and the layers that use it by default. \
            JSON adds the other spellings, the rule of fans and the source.

            EXAMPLES:
              glorot list
              glorot list keras pytorch
              glorot list --framework keras
              glorot list --format json
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(
        help: ArgumentHelp(
            "List only these frameworks, such as keras; glorot stands for this package's own initializers.",
            valueName: "framework"
        ),
        completion: .list(InitializerList.frameworks)
    )
    var frameworks: [String] = []

    @Option(
        help: ArgumentHelp("The same as the argument <framework>. May be repeated.", valueName: "framework"),
        completion: .list(InitializerList.frameworks)
    )
    var framework: [String] = []

    @Option(help: "The output format.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            let list = try InitializerList(frameworks: frameworks + framework)
            try Terminal.output(format == .text ? list.text : list.json)
        }
    }
}
