import ArgumentParser

@main
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times the package's work on one core and prints the figures as JSON.",
        subcommands: [MeasureAll.self, MeasureThreads.self, MeasureDistance.self],
        defaultSubcommand: MeasureAll.self
    )
}
