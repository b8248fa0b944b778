import ArgumentParser
import Workloads

struct MeasureAll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: "The machine's limits, fills, passes, p-values and a whole case."
    )

    @Option(help: "How often each is run; the median counts.")
    var rounds: Int = 7

    @Option(help: "Elements of a fill or a pass.")
    var elements: Int = 1 << 22

    @Flag(help: "Only fills, which an instruction set affects most.")
    var fillsOnly = false

    func run() async throws {
        guard rounds > 0, elements >= 1024 else { throw ValidationError("--rounds, --elements: too few") }
        var workloads = Workload.fills(count: elements)
        if !fillsOnly {
            workloads = Workload.limits() + workloads
            workloads += try Workload.passes(count: elements) + Workload.latticePasses(count: elements)
            workloads += try Workload.pValues()
        }
        var results = try Stopwatch.time(workloads, rounds: rounds)
        if !fillsOnly {
            let whole = try WholeCase(count: elements)
            results.append(
                try await Stopwatch.time("case, glorot_normal", count: whole.count, rounds: rounds) {
                    try await whole.run()
                }
            )
        }
        try Document(elements: elements, rounds: rounds, figures: results).print()
    }
}
