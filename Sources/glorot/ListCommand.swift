import ArgumentParser
import Claims
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
              glorot list --format json
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: "How to write it.")
    var format: Format = .text

    func run() async throws {
        try await ExitStatus.reporting { try Terminal.output(format == .text ? text() : json()) }
    }

    // MARK: - Implementation

    private func text() -> String {
        var lines: [String] = []
        var framework: String?
        for scheme in Catalogue.calls {
            if scheme.framework != framework {
                if framework != nil { lines.append("") }
                lines.append(scheme.framework.isEmpty ? "(this package)" : scheme.framework)
                framework = scheme.framework
            }
            lines += Self.lines(of: scheme.signature, indentation: 2)
            lines += Self.lines(of: scheme.closedForm, indentation: 6)
            // The short forms of the same names are left to the JSON.
            let layers = scheme.layerParameters.filter {
                !$0.hasPrefix("nn.") && !$0.hasPrefix("tf.") && !$0.hasPrefix("tf_keras.")
            }
            if !layers.isEmpty {
                lines += Self.lines(of: "default of \(layers.joined(separator: ", "))", indentation: 6)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A text broken at its blanks into lines of at most 80 characters, which every terminal has room for, the later ones
    /// indented by two more. A word that is longer has a line of its own.
    private static func lines(of text: String, indentation: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > 80 {
                lines.append(line)
                line = ""
            }
            let indentation = String(repeating: " ", count: lines.isEmpty ? indentation : indentation + 2)
            line += (line.isEmpty ? indentation : " ") + word
        }
        return lines + [line]
    }

    private func json() -> String {
        let schemes = Catalogue.calls.map { scheme in
            JSONValue.object([
                ("name", .string(scheme.name)),
                ("framework", .string(scheme.framework)),
                ("aliases", .array(scheme.aliases.map { .string($0) })),
                ("layer_parameters", .array(scheme.layerParameters.map { .string($0) })),
                (
                    "parameters",
                    .array(
                        scheme.parameters.map {
                            .object([("name", .string($0.name)), ("default", .string($0.defaultValue.description))])
                        }
                    )
                ),
                ("fans", (scheme.fanRule?.summary ?? scheme.shapeRule?.summary).map { .string($0) } ?? .null),
                ("closed_form", .string(scheme.closedForm)),
                ("source", .string(scheme.source)),
            ])
        }
        return JSONValue.object([
            ("schema", .integer(1)), ("version", .string(ToolVersion.text)), ("initializers", .array(schemes)),
        ]).text() + "\n"
    }
}
