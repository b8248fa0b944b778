import ArgumentParser
import Report

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists every initializer that claims can name, by framework.",
        discussion: """
            Each with its arguments and their defaults, its closed form, and the layers whose default it is. JSON has \
            the other spellings, the rule of fans and the source, too.

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
            "Only these frameworks, such as keras; glorot for this package's own.",
            valueName: "framework"
        ),
        completion: .list(InitializerList.frameworks)
    )
    var frameworks: [String] = []

    @Option(
        help: ArgumentHelp("The same as a framework by itself. May be repeated.", valueName: "framework"),
        completion: .list(InitializerList.frameworks)
    )
    var framework: [String] = []

    @Option(help: "How to write it.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting {
            let list = try InitializerList(frameworks: frameworks + framework)
            try Terminal.output(format == .text ? list.text : list.json)
        }
    }
}
